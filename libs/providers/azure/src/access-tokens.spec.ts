import { AccessTokens, type TokenSource } from './access-tokens';

describe('AccessTokens', () => {
  let now = 0;
  let given = 0;
  const source = (lifetimeMs: number): TokenSource => ({
    grant: () => Promise.resolve({ value: `token-${(given += 1)}`, lifetimeMs }),
    close: () => Promise.resolve(),
  });

  beforeEach(() => {
    now = 1_000_000;
    given = 0;
  });

  it('asks once, also when many need a token at the same time', async () => {
    const tokens = new AccessTokens(source(3_600_000), () => now);
    const values = await Promise.all([tokens.get(), tokens.get(), tokens.get()]);
    expect(new Set(values)).toEqual(new Set(['token-1']));
    now += 3_000_000;
    expect(await tokens.get()).toBe('token-1');
  });

  it('renews five minutes before the end', async () => {
    const tokens = new AccessTokens(source(3_600_000), () => now);
    await tokens.get();
    now += 3_299_999;
    expect(await tokens.get()).toBe('token-1');
    now += 1;
    expect(await tokens.get()).toBe('token-2');
  });

  it('uses most of a short life', async () => {
    const tokens = new AccessTokens(source(60_000), () => now);
    await tokens.get();
    now += 47_000;
    expect(await tokens.get()).toBe('token-1');
    now += 2_000;
    expect(await tokens.get()).toBe('token-2');
  });

  it('asks again after a refusal', async () => {
    let refusals = 1;
    const moody: TokenSource = {
      grant: () =>
        refusals-- > 0
          ? Promise.reject(new Error('not now'))
          : Promise.resolve({ value: 'late', lifetimeMs: 60_000 }),
      close: () => Promise.resolve(),
    };
    const tokens = new AccessTokens(moody, () => now);
    await expect(tokens.get()).rejects.toThrow('not now');
    expect(await tokens.get()).toBe('late');
  });
});
