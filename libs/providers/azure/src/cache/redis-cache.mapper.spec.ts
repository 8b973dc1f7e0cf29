import { oddities } from '../testing/odd-payloads';
import { SUBNET_ID } from '../testing/payloads';
import { toRedisCache } from './redis-cache.mapper';

const id = '/subscriptions/s/resourceGroups/RG/providers/Microsoft.Cache/Redis/cache1';
const raw = {
  id,
  name: 'cache1',
  type: 'Microsoft.Cache/Redis',
  location: 'West US',
  properties: {
    provisioningState: 'Succeeded',
    redisVersion: '6.0.14',
    sku: { name: 'Standard', family: 'C', capacity: 1 },
    enableNonSslPort: false,
    minimumTlsVersion: '1.2',
    publicNetworkAccess: 'Enabled',
    redisConfiguration: { maxclients: '1000' },
    accessKeys: null,
    hostName: 'cache1.redis.cache.windows.net',
    port: 6379,
    sslPort: 6380,
  },
};
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toRedisCache', () => {
  it('reads a cache', () => {
    expect(toRedisCache(raw)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'database',
      region: 'westus',
      state: 'running',
      size: 'Standard C1',
      isPublic: true,
      attributes: {
        engine: 'redis',
        engineVersion: '6.0.14',
        endpoint: 'cache1.redis.cache.windows.net',
        port: 6380,
        encryptedAtRest: null,
        publiclyAccessible: true,
        tlsRequired: true,
        highlyAvailable: true,
      },
    });
  });

  it('wants TLS unless its plain port is open, and tells nothing it was not told', () => {
    const tls = (enableNonSslPort: unknown): unknown =>
      toRedisCache(withProperties({ enableNonSslPort }))?.attributes.tlsRequired;
    expect([true, false, undefined].map(tls)).toEqual([false, true, null]);
    expect(toRedisCache({ id })?.attributes).toMatchObject({
      publiclyAccessible: null,
      tlsRequired: null,
      highlyAvailable: null,
    });
  });

  it('is not public inside a network', () => {
    const inside = toRedisCache(withProperties({ subnetId: SUBNET_ID }));
    expect(inside).toMatchObject({ isPublic: false, attributes: { publiclyAccessible: false } });
    expect(inside?.relationships).toContainEqual({
      kind: 'runs_in',
      resourceId: SUBNET_ID.toLowerCase(),
    });
  });

  it.each([
    ['Scaling', 'running'],
    ['Creating', 'pending'],
    ['Disabled', 'stopped'],
    ['Failed', 'error'],
    ['constructor', 'unknown'],
  ])('reads the state %s as %s', (provisioningState, state) => {
    expect(toRedisCache(withProperties({ provisioningState }))?.state).toBe(state);
  });

  it('tells the tier alone where its size is not told, and knows the one without a replica', () => {
    const basic = toRedisCache(withProperties({ sku: { name: 'Basic' } }));
    expect(basic).toMatchObject({ size: 'Basic', attributes: { highlyAvailable: false } });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toRedisCache, raw)).toEqual([]);
  });
});
