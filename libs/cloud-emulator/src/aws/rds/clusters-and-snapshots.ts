import type { AwsOperation } from '../aws-call';
import type { Place } from '../ec2/place';
import { queryListing } from '../query-listing';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';
import { XmlList, tagList } from '../xml-elements';
import type { XmlFields } from '../xml-elements';

const NAMESPACE = 'http://rds.amazonaws.com/doc/2014-10-31/';
const PAGING = {
  namespace: NAMESPACE,
  token: ['Marker', 'Marker'],
  limit: { name: 'MaxRecords', least: 20, most: 100 },
} as const;

export interface RdsCluster extends ServiceItem {
  readonly status: 'available' | 'stopped' | 'modifying';
  readonly engine: string;
  readonly engineVersion: string;
  readonly port: number;
  readonly multiZone: boolean;
  readonly keyArn: string | null;
  readonly retention: number;
  readonly deletionProtected: boolean;
  readonly place: Place;
}

export interface RdsSnapshot extends ServiceItem {
  readonly status: 'available' | 'creating';
  readonly sourceId: string;
  readonly type: 'manual' | 'automated';
  readonly engine: string;
  readonly sizeGib: number;
  readonly keyArn: string | null;
  readonly zone: string;
}

const ENGINES = [
  { engine: 'aurora-postgresql', engineVersion: '16.6', port: 5432 },
  { engine: 'aurora-mysql', engineVersion: '8.0.mysql_aurora.3.08.1', port: 3306 },
  { engine: 'docdb', engineVersion: '5.0.0', port: 27017 },
] as const;

export const dbClusters = namedKind<RdsCluster>({
  kind: 'aws.rds-cluster',
  resourceType: 'database',
  suffix: 'cluster',
  arn: ({ scope, name }) => `rds:${scope.region}:${scope.accountId}:cluster:${name}`,
  facts: ({ random, keyArn, place, revision }) => ({
    status: revision % 2 === 1 ? 'modifying' : random.pick(['available', 'available', 'stopped']),
    ...random.pick(ENGINES),
    multiZone: random.chance(0.6),
    keyArn,
    retention: random.pick([1, 7, 35]),
    deletionProtected: random.chance(0.6),
    place,
  }),
});

export const dbSnapshots = namedKind<RdsSnapshot>({
  kind: 'aws.rds-snapshot',
  resourceType: 'snapshot',
  suffix: 'dbsnap',
  arn: ({ scope, name }) => `rds:${scope.region}:${scope.accountId}:snapshot:${name}`,
  facts: ({ random, naming, keyArn, place, revision }) => ({
    status: revision % 2 === 1 ? 'creating' : 'available',
    sourceId: `${naming.environment}-${naming.application}-db-1`,
    type: random.pick(['manual', 'automated']),
    engine: 'postgres',
    sizeGib: random.pick([20, 100, 500]),
    keyArn,
    zone: place.zone,
  }),
});

export const dbClusterSnapshots = namedKind<RdsSnapshot>({
  kind: 'aws.rds-cluster-snapshot',
  resourceType: 'snapshot',
  suffix: 'clustersnap',
  arn: ({ scope, name }) => `rds:${scope.region}:${scope.accountId}:cluster-snapshot:${name}`,
  facts: ({ random, naming, keyArn, place, revision }) => ({
    status: revision % 2 === 1 ? 'creating' : 'available',
    sourceId: `${naming.application}-cluster-1`,
    type: random.pick(['manual', 'automated']),
    engine: 'aurora-postgresql',
    sizeGib: 1,
    keyArn,
    zone: place.zone,
  }),
});

export const RDS_CLUSTER_OPERATIONS: Readonly<Record<string, AwsOperation>> = {
  DescribeDBClusters: queryListing({
    ...PAGING,
    permission: 'rds:DescribeDBClusters',
    kind: dbClusters,
    list: ['DBClusters', 'DBCluster'],
    render: cluster,
  }),
  DescribeDBSnapshots: queryListing({
    ...PAGING,
    permission: 'rds:DescribeDBSnapshots',
    kind: dbSnapshots,
    list: ['DBSnapshots', 'DBSnapshot'],
    render: snapshot,
  }),
  DescribeDBClusterSnapshots: queryListing({
    ...PAGING,
    permission: 'rds:DescribeDBClusterSnapshots',
    kind: dbClusterSnapshots,
    list: ['DBClusterSnapshots', 'DBClusterSnapshot'],
    render: clusterSnapshot,
  }),
};

function cluster(item: RdsCluster): XmlFields {
  return {
    AllocatedStorage: 1,
    AvailabilityZones: new XmlList('AvailabilityZone', [item.place.zone]),
    BackupRetentionPeriod: item.retention,
    DBClusterIdentifier: item.name,
    DBSubnetGroup: 'databases',
    Status: item.status,
    Endpoint: `${item.name}.cluster-c9akciq32.${item.region}.rds.amazonaws.com`,
    MultiAZ: item.multiZone,
    Engine: item.engine,
    EngineVersion: item.engineVersion,
    Port: item.port,
    MasterUsername: 'admin',
    DBClusterMembers: '',
    VpcSecurityGroups: new XmlList('VpcSecurityGroupMembership', [
      { VpcSecurityGroupId: item.place.securityGroupId, Status: 'active' },
    ]),
    StorageEncrypted: item.keyArn !== null,
    KmsKeyId: item.keyArn,
    DbClusterResourceId: `cluster-${item.name.toUpperCase()}`,
    DBClusterArn: item.arn,
    IAMDatabaseAuthenticationEnabled: false,
    ClusterCreateTime: item.created,
    EngineMode: 'provisioned',
    DeletionProtection: item.deletionProtected,
    HttpEndpointEnabled: false,
    TagList: tagList('Tag', item.tags),
  };
}

function snapshot(item: RdsSnapshot): XmlFields {
  return {
    DBSnapshotIdentifier: item.name,
    DBInstanceIdentifier: item.sourceId,
    SnapshotCreateTime: item.created,
    Engine: item.engine,
    AllocatedStorage: item.sizeGib,
    Status: item.status,
    AvailabilityZone: item.zone,
    SnapshotType: item.type,
    PercentProgress: item.status === 'available' ? 100 : 40,
    StorageType: 'gp3',
    Encrypted: item.keyArn !== null,
    KmsKeyId: item.keyArn,
    DBSnapshotArn: item.arn,
    TagList: tagList('Tag', item.tags),
  };
}

function clusterSnapshot(item: RdsSnapshot): XmlFields {
  return {
    AvailabilityZones: new XmlList('AvailabilityZone', [item.zone]),
    DBClusterSnapshotIdentifier: item.name,
    DBClusterIdentifier: item.sourceId,
    SnapshotCreateTime: item.created,
    Engine: item.engine,
    AllocatedStorage: item.sizeGib,
    Status: item.status,
    Port: 0,
    SnapshotType: item.type,
    PercentProgress: 100,
    StorageEncrypted: item.keyArn !== null,
    KmsKeyId: item.keyArn,
    DBClusterSnapshotArn: item.arn,
    TagList: tagList('Tag', item.tags),
  };
}
