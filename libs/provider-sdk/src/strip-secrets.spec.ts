import { stripSecrets } from './strip-secrets';

const SECRETS = ['root_password', 'MasterUserPassword'];

describe('stripSecrets', () => {
  it('returns a payload without secrets as it is, uncopied', () => {
    const payload = { server: { id: 42, tags: [{ key: 'a' }] } };
    expect(stripSecrets(payload, SECRETS)).toBe(payload);
  });

  it('redacts named fields in any depth and any letter case', () => {
    const payload = {
      id: 1,
      ROOT_PASSWORD: 'canary-1',
      nested: [{ deep: { masteruserpassword: { value: 'canary-2' } } }],
    };
    expect(stripSecrets(payload, SECRETS)).toEqual({
      id: 1,
      ROOT_PASSWORD: '[redacted]',
      nested: [{ deep: { masteruserpassword: '[redacted]' } }],
    });
  });

  it('leaves the given payload unchanged', () => {
    const payload = { root_password: 'canary' };
    stripSecrets(payload, SECRETS);
    expect(payload).toEqual({ root_password: 'canary' });
  });

  it('keeps null and undefined, which hide nothing', () => {
    const payload = { root_password: null, MasterUserPassword: undefined };
    expect(stripSecrets(payload, SECRETS)).toBe(payload);
  });

  it('does not mistake a value or part of a name for a secret field', () => {
    const payload = { key: 'root_password', root_password_set: true };
    expect(stripSecrets(payload, SECRETS)).toBe(payload);
  });

  it('survives cycles, redacting inside them', () => {
    const payload: Record<string, unknown> = { root_password: 'canary' };
    payload['self'] = payload;
    payload['list'] = [payload];
    const stripped = stripSecrets(payload, SECRETS);
    expect(stripped['root_password']).toBe('[redacted]');
    expect(stripped['self']).toBe(stripped);
    expect(stripped['list']).toEqual([stripped]);
  });

  it('keeps __proto__ and constructor as plain fields', () => {
    const payload = JSON.parse(
      '{"root_password":"canary","tags":{"__proto__":{"polluted":true},"constructor":"x"}}',
    ) as { tags: object };
    const stripped = stripSecrets(payload, SECRETS);
    expect(JSON.stringify(stripped)).toBe(
      '{"root_password":"[redacted]","tags":{"__proto__":{"polluted":true},"constructor":"x"}}',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(stripped.tags)).toBe(Object.prototype);
  });

  it('keeps dates and bytes whole beside a redacted field', () => {
    const createdAt = new Date(0);
    const bytes = Buffer.from('x');
    const stripped = stripSecrets({ root_password: 'canary', createdAt, bytes }, SECRETS);
    expect(stripped.createdAt).toBe(createdAt);
    expect(stripped.bytes).toBe(bytes);
  });

  it.each([null, undefined, 'root_password', 42])('passes %p through', (payload) => {
    expect(stripSecrets(payload, SECRETS)).toBe(payload);
  });
});
