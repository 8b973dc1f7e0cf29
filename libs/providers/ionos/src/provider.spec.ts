import { ionos } from './provider';

const read = (credentials: object): ReturnType<typeof ionos.credentials.safeParse> =>
  ionos.credentials.safeParse(credentials);

describe('IONOS credentials', () => {
  it('are a token, without the blanks that copying brings along', () => {
    expect(read({ method: 'token', api_token: ' eyJ0.eyJ1.sig \n' }).data).toEqual({
      method: 'token',
      api_token: 'eyJ0.eyJ1.sig',
    });
  });

  it('are a password, whose blanks belong to it', () => {
    const given = { method: 'password', username: 'ops@example.com', password: ' pass word ' };
    expect(read(given).data).toEqual(given);
  });

  it.each(['token', 'password'])('may name a contract (%s)', (method) => {
    const given = {
      method,
      ...(method === 'token' ? { api_token: 'x' } : { username: 'u', password: 'p' }),
      contract_number: ' 31884391 ',
    };
    expect(read(given).data).toMatchObject({ contract_number: '31884391' });
    expect(read({ ...given, contract_number: '31-88' }).error?.issues).toEqual([
      expect.objectContaining({ path: ['contract_number'] }),
    ]);
  });

  it.each(['', '   ', 'two words', 'tökén', 'line\nbreak', 42, undefined])(
    'refuses %p as token',
    (token) => {
      expect(read({ method: 'token', api_token: token }).error?.issues).toEqual(
        expect.arrayContaining([expect.objectContaining({ path: ['api_token'] })]),
      );
    },
  );

  it.each(['', 'with:colon', 'two words', 42, undefined])('refuses %p as user', (username) => {
    expect(read({ method: 'password', username, password: 'p' }).error?.issues).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: ['username'] })]),
    );
  });

  it('are of one method only, and of a known one', () => {
    expect(read({ method: 'token', api_token: 'x', password: 'y' }).success).toBe(false);
    expect(read({ method: 'key', api_token: 'x' }).success).toBe(false);
  });

  it('are never quoted', () => {
    expect(
      JSON.stringify(read({ method: 'token', api_token: 'canary token' }).error),
    ).not.toContain('canary');
  });
});

describe('IONOS endpoint', () => {
  it('has to be a web address', async () => {
    const gate = { run: jest.fn(), observe: jest.fn() };
    const connection = ionos.connect(
      { method: 'token', api_token: 'x' },
      { gate, endpoint: 'ftp://api.ionos.com' },
    );
    await expect(connection).rejects.toThrow(TypeError);
  });
});
