import type { AwsService } from '../aws-service';
import type { Place } from '../ec2/place';
import { queryListing } from '../query-listing';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';
import { XmlList } from '../xml-elements';
import type { XmlFields } from '../xml-elements';

const NAMESPACE = 'http://elasticache.amazonaws.com/doc/2015-02-02/';
const LIMIT = { name: 'MaxRecords', least: 20, most: 100 };

interface Encryption {
  readonly atRest: boolean;
  readonly transit: 'required' | 'preferred' | null;
}

export interface ReplicationGroup extends ServiceItem, Encryption {
  readonly status: string;
  readonly nodeType: string;
  readonly multiZone: boolean;
  readonly retention: number;
}

export interface CacheCluster extends ServiceItem, Encryption {
  readonly status: string;
  readonly nodeType: string;
  readonly engine: 'memcached' | 'redis';
  readonly place: Place;
}

const STATUSES = ['available', 'available', 'modifying'] as const;
const NODE_TYPES = ['cache.t4g.small', 'cache.r7g.large'] as const;
const TRANSIT = ['required', 'preferred', null] as const;

export const replicationGroups = namedKind<ReplicationGroup>({
  kind: 'aws.elasticache-replication-group',
  resourceType: 'database',
  suffix: 'redis',
  arn: ({ scope, name }) =>
    `elasticache:${scope.region}:${scope.accountId}:replicationgroup:${name}`,
  facts: ({ random, revision }) => ({
    status: revision % 2 === 1 ? 'snapshotting' : random.pick(STATUSES),
    nodeType: random.pick(NODE_TYPES),
    multiZone: random.chance(0.5),
    retention: random.pick([0, 1, 7]),
    atRest: random.chance(0.6),
    transit: random.pick(TRANSIT),
  }),
});

/** Clusters that belong to no replication group. */
export const cacheClusters = namedKind<CacheCluster>({
  kind: 'aws.elasticache-cluster',
  resourceType: 'database',
  suffix: 'cache',
  arn: ({ scope, name }) => `elasticache:${scope.region}:${scope.accountId}:cluster:${name}`,
  facts: ({ random, place, revision }) => ({
    status: revision % 2 === 1 ? 'snapshotting' : random.pick(STATUSES),
    nodeType: random.pick(NODE_TYPES),
    engine: random.pick(['memcached', 'redis']),
    atRest: random.chance(0.4),
    transit: random.pick(TRANSIT),
    place,
  }),
});

export const elasticache: AwsService = {
  name: 'elasticache',
  signingName: 'elasticache',
  protocol: 'query',
  operations: {
    DescribeReplicationGroups: queryListing({
      permission: 'elasticache:DescribeReplicationGroups',
      namespace: NAMESPACE,
      kind: replicationGroups,
      list: ['ReplicationGroups', 'ReplicationGroup'],
      token: ['Marker', 'Marker'],
      limit: LIMIT,
      render: replicationGroup,
    }),
    DescribeCacheClusters: queryListing({
      permission: 'elasticache:DescribeCacheClusters',
      namespace: NAMESPACE,
      kind: cacheClusters,
      list: ['CacheClusters', 'CacheCluster'],
      token: ['Marker', 'Marker'],
      limit: LIMIT,
      render: cacheCluster,
    }),
  },
};

function encryption({ atRest, transit }: Encryption): XmlFields {
  return {
    AtRestEncryptionEnabled: atRest,
    TransitEncryptionEnabled: transit !== null,
    TransitEncryptionMode: transit,
    AuthTokenEnabled: false,
  };
}

function replicationGroup(item: ReplicationGroup): XmlFields {
  return {
    ReplicationGroupId: item.name,
    Description: item.name,
    GlobalReplicationGroupInfo: '',
    Status: item.status,
    PendingModifiedValues: '',
    MemberClusters: new XmlList('ClusterId', [`${item.name}-001`, `${item.name}-002`]),
    NodeGroups: new XmlList('NodeGroup', [
      {
        NodeGroupId: '0001',
        Status: 'available',
        PrimaryEndpoint: {
          Address: `master.${item.name}.abcdef.${item.region}.cache.amazonaws.com`,
          Port: 6379,
        },
      },
    ]),
    AutomaticFailover: item.multiZone ? 'enabled' : 'disabled',
    MultiAZ: item.multiZone ? 'enabled' : 'disabled',
    SnapshotRetentionLimit: item.retention,
    SnapshotWindow: '03:00-04:00',
    ClusterEnabled: false,
    CacheNodeType: item.nodeType,
    ...encryption(item),
    ARN: item.arn,
    ReplicationGroupCreateTime: item.created,
    DataTiering: 'disabled',
    NetworkType: 'ipv4',
    Engine: 'redis',
  };
}

function cacheCluster(item: CacheCluster): XmlFields {
  return {
    CacheClusterId: item.name,
    ...(item.engine === 'memcached' && {
      ConfigurationEndpoint: {
        Address: `${item.name}.abcdef.cfg.${item.region}.cache.amazonaws.com`,
        Port: 11211,
      },
    }),
    CacheNodeType: item.nodeType,
    Engine: item.engine,
    EngineVersion: item.engine === 'redis' ? '7.1.0' : '1.6.22',
    CacheClusterStatus: item.status,
    NumCacheNodes: 1,
    PreferredAvailabilityZone: item.place.zone,
    CacheClusterCreateTime: item.created,
    PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
    PendingModifiedValues: '',
    CacheSubnetGroupName: 'caches',
    AutoMinorVersionUpgrade: true,
    SecurityGroups: new XmlList('member', [
      { SecurityGroupId: item.place.securityGroupId, Status: 'active' },
    ]),
    SnapshotRetentionLimit: 0,
    ...encryption(item),
    ARN: item.arn,
  };
}
