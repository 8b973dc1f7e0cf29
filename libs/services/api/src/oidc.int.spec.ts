import { SignJWT, UnsecuredJWT } from 'jose';
import { DEFAULT_TENANT_ID } from './auth/principal';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { type IdentityProvider, startIdentityProvider } from './testing/identity-provider';

let provider: IdentityProvider;
let api: ApiHarness;
let tenantId: string;
let admin: string;

beforeAll(async () => {
  provider = await startIdentityProvider();
  api = await startApi({ settings: provider.settings });
});
afterAll(async () => {
  await api?.stop();
  await provider?.stop();
});
beforeEach(async () => {
  tenantId = await api.addTenant();
  admin = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
});
afterEach(() => jest.restoreAllMocks());

const tokenOf = (claims: object = {}, header = {}): Promise<string> =>
  provider.tokenOf({ sub: 'anna', tenant: tenantId, name: 'Anna Berg', ...claims }, header);
const get = (path: string, token: string): Promise<Answer> =>
  api.call('GET', `/api/v1/${path}`, { token });
const me = (token: string): Promise<Answer> => get('me', token);
const bind = async (body: object, token = admin): Promise<Answer> =>
  api.call('POST', '/api/v1/role-bindings', {
    token,
    body: { subject_kind: 'user', subject: 'anna', ...body },
  });
/** As it is for this process so long from now. */
const later = (milliseconds: number): void => {
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
};
const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;

describe('a token of the identity provider', () => {
  it('tells who it is, who may do nothing until he is bound', async () => {
    const token = await tokenOf();
    const { status, body } = await me(token);
    const person = { tenant_id: tenantId, kind: 'user', id: 'anna', name: 'Anna Berg', grants: [] };
    expect([status, body]).toEqual([200, person]);
    for (const path of ['cloud/accounts', 'roles']) {
      expect([path, (await get(path, token)).status]).toEqual([path, 403]);
    }
  });

  it.each<[string, () => Promise<string>, string]>([
    ['expired', () => tokenOf({ exp: seconds(-60) }), 'expired'],
    ['not valid yet', () => tokenOf({ nbf: seconds(60) }), 'nbf'],
    ['without an end', () => tokenOf({ exp: undefined }), 'exp'],
    ['for somebody else', () => tokenOf({ aud: 'other' }), 'aud'],
    ['without an audience', () => tokenOf({ aud: undefined }), 'aud'],
    ['of another issuer', () => tokenOf({ iss: 'https://evil.example' }), 'iss'],
    ['without a subject', () => tokenOf({ sub: undefined }), 'sub'],
    ['with a subject that cannot be stored', () => tokenOf({ sub: 'a\0b' }), 'sub'],
    ['signed with a key that is not published', () => tokenOf({}, { kid: 'x' }), 'signed'],
    [
      'changed after it was signed',
      async () => {
        const [header, , signature] = (await tokenOf()).split('.');
        const claims = { iss: provider.issuer, aud: 'skyledger', sub: 'root', exp: seconds(60) };
        const changed = Buffer.from(JSON.stringify(claims)).toString('base64url');
        return `${header}.${changed}.${signature}`;
      },
      'signed',
    ],
    [
      'not signed',
      async () =>
        new UnsecuredJWT({ sub: 'anna', tenant: tenantId })
          .setIssuer(provider.issuer)
          .setAudience('skyledger')
          .setExpirationTime('1m')
          .encode(),
      'signed',
    ],
    [
      'signed with the public key as a shared secret',
      async () => {
        const key = await provider.publicKey();
        return new SignJWT({ sub: 'anna', tenant: tenantId })
          .setProtectedHeader({ alg: 'HS256', kid: key.kid! })
          .setIssuer(provider.issuer)
          .setAudience('skyledger')
          .setExpirationTime('1m')
          .sign(Buffer.from(JSON.stringify(key)));
      },
      'signed',
    ],
  ])('is not believed when it is %s', async (_, make, why) => {
    const { status, body, headers } = await me(await make());
    expect([status, body.type]).toEqual([401, 'unauthenticated']);
    expect(body.detail).toContain(why);
    expect(headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('is believed while clocks differ by seconds', async () => {
    expect((await me(await tokenOf({ exp: seconds(-10) }))).status).toBe(200);
    expect((await me(await tokenOf({ nbf: seconds(10) }))).status).toBe(200);
  });

  it.each(['acme', '0198a000-0000-7000-8000-00000000ffff', undefined])(
    'is refused with the tenant %p',
    async (tenant) => {
      const { status, body } = await me(await tokenOf({ tenant }));
      expect([status, body.type]).toEqual([403, 'forbidden']);
    },
  );

  it('is read with hundreds of groups, up to 8 KiB', async () => {
    const groups = Array.from({ length: 400 }, (_, index) => `group-${index}`);
    await bind({ subject_kind: 'group', subject: 'group-399', role: 'viewer' });
    expect((await me(await tokenOf({ groups }))).body.grants).toHaveLength(1);
    const endless = await tokenOf({ groups: [...groups, 'x'.repeat(2000)] });
    expect((await me(endless)).status).toBe(401);
  });
});

describe('the keys', () => {
  it('are asked for again when a token names one that is not known, but not at once', async () => {
    await me(await tokenOf());
    const before = provider.asked();
    await provider.rotate();
    const token = await tokenOf();
    for (const kid of ['a', 'b', 'c']) await me(await tokenOf({}, { kid }));
    expect([(await me(token)).status, provider.asked()]).toEqual([401, before]);
    later(11_000);
    expect([(await me(token)).status, provider.asked()]).toEqual([200, before + 1]);
  });

  it('that cannot be had make no token wrong', async () => {
    const own = await startIdentityProvider();
    const other = await startApi({ settings: own.settings });
    try {
      const tenant = await other.addTenant();
      const ask = async (): Promise<Answer> =>
        other.call('GET', '/api/v1/me', { token: await own.tokenOf({ sub: 'anna', tenant }) });
      own.setReachable(false);
      const { status, body, headers } = await ask();
      expect([status, body.type, headers['retry-after']]).toEqual([503, 'unavailable', '5']);
      expect(
        await other
          .addToken(tenant, [])
          .then((token) => other.call('GET', '/api/v1/me', { token })),
      ).toMatchObject({ status: 200 });
      own.setReachable(true);
      own.setNamedIssuer('https://other.example');
      expect((await ask()).status).toBe(503);
      own.setNamedIssuer(own.issuer);
      expect((await ask()).status).toBe(200);
      own.setReachable(false);
      expect((await ask()).status).toBe(200);
      later(3_600_000);
      expect((await ask()).status).toBe(503);
    } finally {
      await other.stop();
      await own.stop();
    }
  });
});

it('takes everybody for one of the default tenant when no claim is configured', async () => {
  const settings = { ...provider.settings, SKYLEDGER_OIDC_TENANT_CLAIM: '' };
  const other = await startApi({ settings });
  try {
    const token = await tokenOf();
    expect((await other.call('GET', '/api/v1/me', { token })).status).toBe(403);
    await other.database.withTenant(DEFAULT_TENANT_ID, (tx) =>
      tx.query("INSERT INTO tenants (tenant_id, name) VALUES ($1, 'default')", [DEFAULT_TENANT_ID]),
    );
    const { body } = await other.call('GET', '/api/v1/me', { token });
    expect(body.tenant_id).toBe(DEFAULT_TENANT_ID);
  } finally {
    await other.stop();
  }
});

it('takes no JWT at all when no identity provider is configured', async () => {
  const other = await startApi();
  try {
    expect((await other.call('GET', '/api/v1/me', { token: await tokenOf() })).status).toBe(401);
  } finally {
    await other.stop();
  }
});
