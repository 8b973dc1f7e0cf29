import { ovh } from './provider';

const KEYS = {
  method: 'application_key',
  endpoint: 'ovh-ca',
  application_key: ' 7kbG7Bk7S9Nt7ZSV ',
  application_secret: 'EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF\n',
  consumer_key: 'MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1',
};
const SERVICE_ACCOUNT = { method: 'oauth2', client_id: 'EU.0f0f', client_secret: 'x'.repeat(32) };

function without(part: 'id' | 'secret'): object {
  return { [`openstack_application_credential_${part}`]: undefined };
}

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

  const user = { openstack_username: 'user-1', openstack_password: 'canary' };
  const project = { openstack_project_id: 'f'.repeat(32) };
  const key = {
    openstack_application_credential_id: 'key-1',
    openstack_application_credential_secret: 'canary',
  };

  it.each([
    [KEYS, { ...user, ...project }],
    [SERVICE_ACCOUNT, key],
  ])('takes credentials of OpenStack with those of the account', (own, openStack) => {
    expect(ovh.credentials.safeParse({ ...own, ...openStack }).data).toMatchObject(openStack);
  });

  it.each([
    [['openstack_project_id'], user],
    [['openstack_username', 'openstack_password'], project],
    [['openstack_project_id'], { ...user, openstack_project_id: 'canary' }],
    [['openstack_application_credential_secret'], { ...key, ...without('secret') }],
    [['openstack_application_credential_id'], { ...key, ...without('id') }],
    [['openstack_username'], { ...user, ...project, ...key }],
  ])('refuses parts of credentials of OpenStack by naming %j', (fields, openStack) => {
    const { error } = ovh.credentials.safeParse({ ...KEYS, ...openStack });
    expect(error?.issues.map(({ path }) => path[0])).toEqual(fields);
    expect(JSON.stringify(error)).not.toContain('canary');
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
