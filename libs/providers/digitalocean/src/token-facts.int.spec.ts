import { digitalocean } from './provider';
import { DigitalOceanEstate, FULL } from './testing/digitalocean-estate';

let estate: DigitalOceanEstate;

beforeEach(async () => {
  estate = await DigitalOceanEstate.start();
});
afterEach(() => estate.stop());

const identify = async (token: string): ReturnType<typeof digitalocean.identify> =>
  digitalocean.identify(await estate.connect({ api_token: token }));

it('tells a token that may write, and when it ends', async () => {
  const { credentials } = await identify(FULL.token);
  expect(credentials).toEqual({
    issuedAt: FULL.tokenCreatedAt,
    expiresAt: expect.any(String),
    writePermissions: ['droplet:create', 'droplet:delete'],
  });
  const off = Date.parse(credentials?.expiresAt ?? '') - Date.parse(FULL.tokenExpiresAt ?? '');
  expect(Math.abs(off)).toBeLessThan(5_000);
});

it.each([
  ['refuses to', { type: 'deny' as const }],
  ['does not know the token', { type: 'expire-token' as const }],
  ['answers something else', { type: 'null-fields' as const, fields: ['scopes'] }],
])('accepts a token of which the other host %s tell', async (_, effect) => {
  const action = '/v1/oauth/token/info';
  estate.emulator.faults.add({ match: { provider: 'digitalocean', action }, effect });
  const identity = await identify(FULL.token);
  expect(identity).toMatchObject({ displayName: FULL.account, missingPermissions: [] });
  expect(identity.credentials?.writePermissions ?? null).toBeNull();
});
