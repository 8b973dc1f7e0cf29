import { SignJWT, UnsecuredJWT } from 'jose';
import { DEFAULT_TENANT_ID } from './auth/principal';
import { type Answer, startApi } from './testing/api-harness';
import { startIdentityProvider } from './testing/identity-provider';
import { later, People } from './testing/people';

let people: People;

beforeAll(async () => {
  people = await People.start();
});
afterAll(() => people?.stop());
beforeEach(() => people.beginTenant());
afterEach(() => jest.restoreAllMocks());

const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;

describe('a token of the identity provider', () => {
  it('tells who it is, who may do nothing until he is bound', async () => {
    const token = await people.tokenOf();
    const { status, body } = await people.me(token);
    const person = {
      tenant_id: people.tenantId,
      kind: 'user',
      id: 'anna',
      name: 'Anna Berg',
      grants: [],
    };
    expect([status, body]).toEqual([200, person]);
    for (const path of ['cloud/accounts', 'roles']) {
      expect([path, (await people.get(path, token)).status]).toEqual([path, 403]);
    }
  });

  it.each<[string, () => Promise<string>, string]>([
    ['expired', () => people.tokenOf({ exp: seconds(-60) }), 'expired'],
    ['not valid yet', () => people.tokenOf({ nbf: seconds(60) }), 'nbf'],
    ['without an end', () => people.tokenOf({ exp: undefined }), 'exp'],
    ['for somebody else', () => people.tokenOf({ aud: 'other' }), 'aud'],
    ['without an audience', () => people.tokenOf({ aud: undefined }), 'aud'],
    ['of another issuer', () => people.tokenOf({ iss: 'https://evil.example' }), 'iss'],
    ['without a subject', () => people.tokenOf({ sub: undefined }), 'sub'],
    ['with a subject that cannot be stored', () => people.tokenOf({ sub: 'a\0b' }), 'sub'],
    ['signed with a key that is not published', () => people.tokenOf({}, { kid: 'x' }), 'signed'],
    [
      'changed after it was signed',
      async () => {
        const [header, , signature] = (await people.tokenOf()).split('.');
        const claims = {
          iss: people.provider.issuer,
          aud: 'skyledger',
          sub: 'root',
          exp: seconds(60),
        };
        const changed = Buffer.from(JSON.stringify(claims)).toString('base64url');
        return `${header}.${changed}.${signature}`;
      },
      'signed',
    ],
    [
      'not signed',
      async () =>
        new UnsecuredJWT({ sub: 'anna', tenant: people.tenantId })
          .setIssuer(people.provider.issuer)
          .setAudience('skyledger')
          .setExpirationTime('1m')
          .encode(),
      'signed',
    ],
    [
      'signed with the public key as a shared secret',
      async () => {
        const key = await people.provider.publicKey();
        return new SignJWT({ sub: 'anna', tenant: people.tenantId })
          .setProtectedHeader({ alg: 'HS256', kid: key.kid! })
          .setIssuer(people.provider.issuer)
          .setAudience('skyledger')
          .setExpirationTime('1m')
          .sign(Buffer.from(JSON.stringify(key)));
      },
      'signed',
    ],
  ])('is not believed when it is %s', async (_, make, why) => {
    const { status, body, headers } = await people.me(await make());
    expect([status, body.type]).toEqual([401, 'unauthenticated']);
    expect(body.detail).toContain(why);
    expect(headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it('is believed while clocks differ by seconds', async () => {
    expect((await people.me(await people.tokenOf({ exp: seconds(-10) }))).status).toBe(200);
    expect((await people.me(await people.tokenOf({ nbf: seconds(10) }))).status).toBe(200);
  });

  it.each(['acme', '0198a000-0000-7000-8000-00000000ffff', undefined])(
    'is refused with the tenant %p',
    async (tenant) => {
      const { status, body } = await people.me(await people.tokenOf({ tenant }));
      expect([status, body.type]).toEqual([403, 'forbidden']);
    },
  );

  it('is read with hundreds of groups, up to 8 KiB', async () => {
    const groups = Array.from({ length: 400 }, (_, index) => `group-${index}`);
    await people.bind({ subject_kind: 'group', subject: 'group-399', role: 'viewer' });
    expect((await people.me(await people.tokenOf({ groups }))).body.grants).toHaveLength(1);
    const endless = await people.tokenOf({ groups: [...groups, 'x'.repeat(2000)] });
    expect((await people.me(endless)).status).toBe(401);
  });
});

describe('the keys', () => {
  it('are asked for again when a token names one that is not known, but not at once', async () => {
    await people.me(await people.tokenOf());
    const before = people.provider.asked();
    await people.provider.rotate();
    const token = await people.tokenOf();
    for (const kid of ['a', 'b', 'c']) await people.me(await people.tokenOf({}, { kid }));
    expect([(await people.me(token)).status, people.provider.asked()]).toEqual([401, before]);
    later(11_000);
    expect([(await people.me(token)).status, people.provider.asked()]).toEqual([200, before + 1]);
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
  const settings = { ...people.provider.settings, SKYLEDGER_OIDC_TENANT_CLAIM: '' };
  const other = await startApi({ settings });
  try {
    const token = await people.tokenOf();
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
    expect((await other.call('GET', '/api/v1/me', { token: await people.tokenOf() })).status).toBe(
      401,
    );
  } finally {
    await other.stop();
  }
});
