import { factsIn } from './token-facts';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const UNTOLD = { issuedAt: null, expiresAt: null, writePermissions: null };

it('reads when a token was made and ends', () => {
  const info = { created_at: 1_764_547_200, expires_in_seconds: 86_400 };
  expect(factsIn(info, NOW)).toEqual({
    issuedAt: '2025-12-01T00:00:00.000Z',
    expiresAt: '2026-06-02T00:00:00.000Z',
    writePermissions: null,
  });
});

it.each<[string, string[], string[]]>([
  ['custom scopes that read', ['account:read', 'droplet:read'], []],
  ['all that reads, as older tokens say it', ['read'], []],
  ['full access', ['api:read', 'api:write'], ['api:write']],
  ['full access, as older tokens say it', ['read', 'write'], ['write']],
  [
    'scopes that change or open something',
    ['droplet:read', 'droplet:update', 'kubernetes:access_cluster', 'droplet:update'],
    ['droplet:update', 'kubernetes:access_cluster'],
  ],
])('takes %s for what they are', (_, scopes, writePermissions) => {
  expect(factsIn({ scopes }, NOW)).toEqual({ ...UNTOLD, writePermissions });
});

it.each([
  [{}],
  [{ scopes: [], created_at: 0, expires_in_seconds: 0 }],
  [{ scopes: null, created_at: null, expires_in_seconds: null }],
  [{ scopes: 'read', created_at: '2026', expires_in_seconds: '60' }],
  [{ created_at: 8_640_000_000_001, expires_in_seconds: 9e15 }],
])('makes nothing up from %j', (info) => {
  expect(factsIn(info, NOW)).toEqual(UNTOLD);
});
