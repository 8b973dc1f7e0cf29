import { hetzner } from './provider';

const read = (api_token: unknown): ReturnType<typeof hetzner.credentials.safeParse> =>
  hetzner.credentials.safeParse({ api_token });

describe('Hetzner credentials', () => {
  it('takes a token, without the blanks that copying brings along', () => {
    expect(read(' LRK9example \n').data).toEqual({ api_token: 'LRK9example' });
  });

  it.each(['', '   ', 'two words', 'tökén', 'nul\u0000', 42, undefined])('refuses %p', (token) => {
    expect(read(token).error?.issues).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: ['api_token'] })]),
    );
  });

  it('never quotes a refused token', () => {
    expect(JSON.stringify(read('canary token').error)).not.toContain('canary');
  });

  it('refuses fields it does not know', () => {
    const outcome = hetzner.credentials.safeParse({ api_token: 'x', project: 'y' });
    expect(outcome.success).toBe(false);
  });
});

describe('Hetzner endpoint', () => {
  it('has to be a web address', async () => {
    const gate = { run: jest.fn(), observe: jest.fn() };
    const connection = hetzner.connect(
      { api_token: 'x' },
      { gate, endpoint: 'ftp://api.hetzner.cloud' },
    );
    await expect(connection).rejects.toThrow(TypeError);
  });
});
