import { createHash } from 'node:crypto';
import { startEmulator, type Emulator, type EstateSpec } from '../index';

const SPEC: EstateSpec = {
  seed: 3,
  aws: [],
  hetzner: [],
  ovh: [
    {
      account: 'shop-ovh',
      keys: { applicationKey: 'app', applicationSecret: 'app-secret', consumerKey: 'consumer' },
      serviceAccount: { clientId: 'EU.shop', clientSecret: 'shop-secret' },
      counts: { vps: 2, ips: 1 },
    },
    {
      account: 'narrow-ovh',
      keys: { applicationKey: 'app', applicationSecret: 'app-secret', consumerKey: 'narrow' },
      accessRules: [{ method: 'GET', path: '/vps/*/ips' }],
      requestsPerMinute: 3,
      counts: { vps: 1 },
    },
  ],
};

describe('access to the emulated OVHcloud', () => {
  let emulator: Emulator;
  let clock = new Date('2026-06-01T00:00:00Z');

  beforeEach(async () => {
    clock = new Date('2026-06-01T00:00:00Z');
    emulator = await startEmulator({ estate: SPEC, now: () => clock });
  });
  afterEach(() => emulator.close());

  interface Signing {
    readonly app?: string;
    readonly secret?: string;
    readonly consumer?: string;
    readonly seconds?: number;
    readonly signedPath?: string;
  }

  const signed = (path: string, how: Signing = {}): Promise<Response> => {
    const { app = 'app', secret = 'app-secret', consumer = 'consumer', seconds = 0 } = how;
    const url = `${emulator.endpoints.ovh}${path}`;
    const timestamp = String(Math.floor(clock.getTime() / 1000) + seconds);
    const about = `${emulator.endpoints.ovh}${how.signedPath ?? path}`;
    const text = [secret, consumer, 'GET', about, '', timestamp].join('+');
    return fetch(url, {
      headers: {
        'x-ovh-application': app,
        'x-ovh-consumer': consumer,
        'x-ovh-timestamp': timestamp,
        'x-ovh-signature': `$1$${createHash('sha1').update(text).digest('hex')}`,
      },
    });
  };
  const tokenFor = (client_secret: string): Promise<Response> =>
    fetch(`${emulator.endpoints.ovh}/auth/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'EU.shop',
        client_secret,
        scope: 'all',
      }),
    });
  const withToken = (path: string, token: string): Promise<Response> =>
    fetch(`${emulator.endpoints.ovh}${path}`, { headers: { authorization: `Bearer ${token}` } });

  it('tells the time to anyone', async () => {
    const response = await fetch(`${emulator.endpoints.ovh}/auth/time`);
    expect(await response.json()).toBe(clock.getTime() / 1000);
  });

  it('lets in who signs method, address and time', async () => {
    const response = await signed('/vps?iamTags=x');
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveLength(2);
    expect(response.headers.get('x-ovh-queryid')).toMatch(/^EU\./);
  });

  it.each<[Signing, number, string]>([
    [{ app: 'unknown' }, 403, 'INVALID_KEY'],
    [{ consumer: 'unknown' }, 403, 'NOT_CREDENTIAL'],
    [{ seconds: -600 }, 400, 'QUERY_TIME_OUT'],
    [{ seconds: 600 }, 400, 'QUERY_TIME_OUT'],
    [{ secret: 'wrong' }, 400, 'INVALID_SIGNATURE'],
    [{ signedPath: '/me' }, 400, 'INVALID_SIGNATURE'],
    [{ consumer: 'narrow' }, 403, 'NOT_GRANTED_CALL'],
  ])('refuses %j with %i %s', async (how, status, errorCode) => {
    const response = await signed('/vps', how);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      errorCode,
      httpCode: expect.stringMatching(`^${status} `),
      message: expect.any(String),
    });
  });

  it('refuses a request without any key', async () => {
    const response = await fetch(`${emulator.endpoints.ovh}/me`);
    expect(await response.json()).toMatchObject({ errorCode: 'INVALID_KEY' });
  });

  it('grants what the rules of a key grant, and to know them', async () => {
    const narrow = { consumer: 'narrow' };
    const rules = await (await signed('/auth/currentCredential', narrow)).json();
    expect(rules).toMatchObject({ rules: [{ method: 'GET', path: '/vps/*/ips' }] });
    expect((await signed('/vps/nothing/ips', narrow)).status).toBe(404);
    expect((await signed('/vps/nothing', narrow)).status).toBe(403);
  });

  it('gives service accounts tokens that last an hour', async () => {
    const answer = (await (await tokenFor('shop-secret')).json()) as { access_token: string };
    expect(answer).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3599,
      scope: 'all',
    });
    expect((await withToken('/vps', answer.access_token)).status).toBe(200);
    clock = new Date(clock.getTime() + 3_600_000);
    expect((await withToken('/vps', answer.access_token)).status).toBe(401);
    expect(emulator.expireSessions()).toBe(1);
    expect((await withToken('/vps', answer.access_token)).status).toBe(401);
  });

  it('refuses a wrong secret in the words of OAuth', async () => {
    const response = await tokenFor('wrong');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('limits the rate of an account that has a limit', async () => {
    const statuses: number[] = [];
    for (let request = 0; request < 4; request += 1) {
      statuses.push((await signed('/auth/details', { consumer: 'narrow' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await signed('/auth/details', { consumer: 'narrow' });
    expect(Number(refused.headers.get('retry-after'))).toBe(60);
    clock = new Date(clock.getTime() + 60_000);
    expect((await signed('/auth/details', { consumer: 'narrow' })).status).toBe(200);
  });

  it('words what does not exist otherwise than what cannot', async () => {
    expect(await (await signed('/vps/nothing')).json()).toMatchObject({
      class: 'Client::NotFound',
      message: expect.stringContaining('does not exist'),
    });
    expect(await (await signed('/nothing')).json()).toMatchObject({ errorCode: 'NOT_FOUND' });
  });
});
