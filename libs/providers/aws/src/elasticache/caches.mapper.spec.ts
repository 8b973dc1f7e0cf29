import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toCacheDatabase, toReplicatedCache } from './caches.mapper';

const ARN = 'arn:aws:elasticache:eu-west-1:123456789012';

describe('toReplicatedCache', () => {
  const GROUP: ReplicationGroup = {
    ARN: `${ARN}:replicationgroup:sessions`,
    ReplicationGroupId: 'sessions',
    Status: 'available',
    Engine: 'valkey',
    CacheNodeType: 'cache.t4g.small',
    NodeGroups: [{ PrimaryEndpoint: { Address: 'master.sessions.cache', Port: 6379 } }],
    MultiAZ: 'enabled',
    SnapshotRetentionLimit: 7,
    AtRestEncryptionEnabled: true,
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: 'required',
    ReplicationGroupCreateTime: new Date('2025-01-02T03:04:05Z'),
  };

  it('maps a group', () => {
    const cache = toReplicatedCache(GROUP);
    expect(discoveredResourceSchema.safeParse(cache).error).toBeUndefined();
    expect(cache).toMatchObject({
      resourceId: `${ARN}:replicationgroup:sessions`,
      name: 'sessions',
      region: 'eu-west-1',
      state: 'running',
      size: 'cache.t4g.small',
      attributes: {
        engine: 'valkey',
        endpoint: 'master.sessions.cache',
        port: 6379,
        encryptedAtRest: true,
        publiclyAccessible: false,
        tlsRequired: true,
        accessLogged: null,
        backupRetentionDays: 7,
        highlyAvailable: true,
      },
    });
  });

  it.each([
    [true, 'preferred', false],
    [true, undefined, true],
    [false, undefined, false],
    [undefined, undefined, null],
  ])('with TLS %s and %s requires it: %s', (enabled, mode, tlsRequired) => {
    const group = { ...GROUP, TransitEncryptionEnabled: enabled, TransitEncryptionMode: mode };
    expect(toReplicatedCache(group as ReplicationGroup)?.attributes.tlsRequired).toBe(tlsRequired);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(GROUP, ['ARN'])) {
      const { error } = discoveredResourceSchema.safeParse(toReplicatedCache(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toReplicatedCache({})).toBeNull();
  });
});

describe('toCacheDatabase', () => {
  const CLUSTER: CacheCluster = {
    ARN: `${ARN}:cluster:pages`,
    CacheClusterId: 'pages',
    CacheClusterStatus: 'available',
    Engine: 'memcached',
    EngineVersion: '1.6.22',
    CacheNodeType: 'cache.t4g.small',
    PreferredAvailabilityZone: 'Multiple',
    CacheNodes: [{ CacheNodeId: '0001', Endpoint: { Address: 'pages.0001', Port: 11211 } }],
    SecurityGroups: [{ SecurityGroupId: 'sg-0a', Status: 'active' }],
    AtRestEncryptionEnabled: false,
    TransitEncryptionEnabled: false,
  };

  it('maps a cluster in several zones', () => {
    const cache = toCacheDatabase(CLUSTER);
    expect(discoveredResourceSchema.safeParse(cache).error).toBeUndefined();
    expect(cache).toMatchObject({
      resourceId: `${ARN}:cluster:pages`,
      zone: null,
      relationships: [
        {
          kind: 'protected_by',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0a',
        },
      ],
      attributes: {
        engine: 'memcached',
        endpoint: 'pages.0001',
        encryptedAtRest: false,
        tlsRequired: false,
        accessLogged: null,
      },
    });
  });

  it.each([
    ['rebooting cluster nodes', 'pending'],
    ['incompatible-network', 'error'],
    ['constructor', 'unknown'],
  ])('maps the status %s to %s', (CacheClusterStatus, state) => {
    expect(toCacheDatabase({ ...CLUSTER, CacheClusterStatus })?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(CLUSTER, ['ARN'])) {
      const { error } = discoveredResourceSchema.safeParse(toCacheDatabase(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toCacheDatabase({})).toBeNull();
  });
});
