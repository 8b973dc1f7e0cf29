import { ovh } from './provider';

const KEYS = {
  method: 'application_key',
  endpoint: 'ovh-ca',
  application_key: ' 7kbG7Bk7S9Nt7ZSV ',
  application_secret: 'EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF\n',
  consumer_key: 'MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1',
};
const SERVICE_ACCOUNT = { method: 'oauth2', client_id: 'EU.0f0f', client_secret: 'x'.repeat(32) };

describe('OVHcloud credentials', () => {
  it('takes application keys, without the blanks that copying brings along', () => {
    expect(ovh.credentials.safeParse(KEYS).data).toEqual({
      ...KEYS,
      application_key: '7kbG7Bk7S9Nt7ZSV',
      application_secret: 'EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF',
    });
  });

  it('takes a service account, of the site in Europe unless told', () => {
    const { data } = ovh.credentials.safeParse(SERVICE_ACCOUNT);
    expect(data).toEqual({ ...SERVICE_ACCOUNT, endpoint: 'ovh-eu' });
  });

  it.each([
    ['application_secret', { ...KEYS, application_secret: 'canary secret' }],
    ['consumer_key', { ...KEYS, consumer_key: 'canary\u0000' }],
    ['client_secret', { ...SERVICE_ACCOUNT, client_secret: 'canäry' }],
    ['client_id', { ...SERVICE_ACCOUNT, client_id: '' }],
    ['endpoint', { ...SERVICE_ACCOUNT, endpoint: 'https://canary.example' }],
    ['method', { ...SERVICE_ACCOUNT, method: 'password' }],
  ])('refuses a bad %s and does not quote it', (field, credentials) => {
    const { error } = ovh.credentials.safeParse(credentials);
    expect(new Set(error?.issues.map(({ path }) => path[0]))).toEqual(new Set([field]));
    expect(JSON.stringify(error)).not.toContain('can');
  });

  it('refuses keys of two kinds at once', () => {
    expect(ovh.credentials.safeParse({ ...SERVICE_ACCOUNT, consumer_key: 'x' }).success).toBe(
      false,
    );
  });
});

describe('OVHcloud endpoint', () => {
  it('has to be a web address', async () => {
    const gate = { run: jest.fn(), observe: jest.fn() };
    const credentials = ovh.credentials.parse(KEYS);
    const connection = ovh.connect(credentials, { gate, endpoint: 'ftp://eu.api.ovh.com' });
    await expect(connection).rejects.toThrow(TypeError);
  });
});
