import type { OvhCredentials } from './credentials';
import { ovh } from './provider';
import {
  ACCOUNT,
  KEYS,
  SERVICE_ACCOUNT,
  collect,
  startOvhEstate,
  type OvhEstate,
} from './testing/ovh-estate';

let estate: OvhEstate;

beforeEach(async () => {
  estate = await startOvhEstate();
});

afterEach(() => estate.close());

describe('OVHcloud identity', () => {
  it.each([
    [KEYS, { issuedAt: '2026-01-02T02:04:05.000Z', expiresAt: null, writePermissions: [] }],
    [SERVICE_ACCOUNT, { issuedAt: null, expiresAt: null, writePermissions: null }],
  ])('is the account, whatever opens it: $method', async (keys, credentials) => {
    expect(await ovh.identify(await estate.connect(keys))).toEqual({
      nativeAccountId: ACCOUNT,
      displayName: `Example ${ACCOUNT}`,
      missingPermissions: [],
      credentials,
    });
  });

  it('says which rules a consumer key lacks, which are too much, and when it ends', async () => {
    const narrow = { application_key: 'narrow-key', application_secret: 'narrow-secret' };
    const client = await estate.connect({ ...KEYS, ...narrow, consumer_key: 'narrow-consumer' });
    expect(await ovh.identify(client)).toEqual({
      nativeAccountId: 'narrow-ovh',
      displayName: null,
      missingPermissions: [
        'GET /cloud/project',
        'GET /cloud/project/*',
        'GET /dedicated/server',
        'GET /dedicated/server/*',
        'GET /ip',
        'GET /ip/*',
        'GET /vrack',
        'GET /vrack/*',
      ],
      credentials: {
        issuedAt: '2026-01-02T02:04:05.000Z',
        expiresAt: '2035-12-31T23:00:00.000Z',
        writePermissions: ['POST /vps/*/reboot'],
      },
    });
    expect((await collect('vps.servers', client)).length).toBe(2);
    expect(await ovh.regions(client, null)).toEqual([]);
  });

  it('finds out what a service account is refused', async () => {
    const client = await estate.connect({
      ...SERVICE_ACCOUNT,
      client_id: 'EU.narrow',
      client_secret: 'narrow-client-secret',
    });
    expect(await ovh.identify(client)).toEqual({
      nativeAccountId: 'narrow-ovh',
      displayName: null,
      missingPermissions: ['GET /cloud/project', 'GET /dedicated/server', 'GET /ip', 'GET /vrack'],
      credentials: { issuedAt: null, expiresAt: null, writePermissions: null },
    });
  });

  it.each<[string, OvhCredentials]>([
    ['INVALID_KEY', { ...KEYS, application_key: 'canary' }],
    ['NOT_CREDENTIAL', { ...KEYS, consumer_key: 'canary' }],
    ['INVALID_SIGNATURE', { ...KEYS, application_secret: 'canary' }],
    ['invalid_client', { ...SERVICE_ACCOUNT, client_secret: 'canary' }],
  ])('refuses wrong keys as %s', async (code, credentials) => {
    const outcome = ovh.identify(await estate.connect(credentials));
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated', code } });
    await expect(outcome).rejects.not.toThrow('canary');
  });
});

describe('OVHcloud and the clock', () => {
  it('signs with the time of the API, however far off ours is', async () => {
    estate.clock = 7 * 3600_000;
    const identity = await ovh.identify(await estate.connect());
    expect(identity.nativeAccountId).toBe(ACCOUNT);
  });

  it('has to be connected anew when the clocks have moved apart', async () => {
    const client = await estate.connect();
    await ovh.identify(client);
    estate.clock = 3600_000;
    await expect(ovh.identify(client)).rejects.toMatchObject({ fault: { kind: 'expired' } });
    expect((await ovh.identify(await estate.connect())).nativeAccountId).toBe(ACCOUNT);
  });

  it('has to be connected anew when its token was ended', async () => {
    const client = await estate.connect(SERVICE_ACCOUNT);
    await ovh.identify(client);
    expect(estate.emulator.expireSessions()).toBe(1);
    await expect(ovh.identify(client)).rejects.toMatchObject({ fault: { kind: 'expired' } });
    const again = await ovh.identify(await estate.connect(SERVICE_ACCOUNT));
    expect(again.nativeAccountId).toBe(ACCOUNT);
  });
});
