import type { AwsService } from '../aws-service';
import type { Place } from '../ec2/place';
import { queryListing } from '../query-listing';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';
import { XmlList, tagList } from '../xml-elements';
import type { XmlFields } from '../xml-elements';

export interface RedshiftCluster extends ServiceItem {
  readonly status: 'available' | 'paused' | 'modifying';
  readonly nodeType: string;
  readonly nodes: number;
  readonly encrypted: boolean;
  readonly publiclyAccessible: boolean;
  readonly retention: number;
  readonly multiZone: boolean;
  readonly place: Place;
}

export const redshiftClusters = namedKind<RedshiftCluster>({
  kind: 'aws.redshift-cluster',
  resourceType: 'database',
  suffix: 'warehouse',
  arn: ({ scope, name }) => `redshift:${scope.region}:${scope.accountId}:cluster:${name}`,
  facts: ({ random, keyArn, place, revision }) => ({
    status: revision % 2 === 1 ? 'modifying' : random.pick(['available', 'paused']),
    nodeType: random.pick(['ra3.large', 'ra3.4xlarge']),
    nodes: 1 + random.int(4),
    encrypted: keyArn !== null,
    publiclyAccessible: random.chance(0.2),
    retention: random.pick([0, 1, 7]),
    multiZone: random.chance(0.2),
    place,
  }),
});

export const redshift: AwsService = {
  name: 'redshift',
  signingName: 'redshift',
  protocol: 'query',
  operations: {
    DescribeClusters: queryListing({
      permission: 'redshift:DescribeClusters',
      namespace: 'http://redshift.amazonaws.com/doc/2012-12-01/',
      kind: redshiftClusters,
      list: ['Clusters', 'Cluster'],
      token: ['Marker', 'Marker'],
      limit: { name: 'MaxRecords', least: 20, most: 100 },
      render: cluster,
    }),
  },
};

function cluster(item: RedshiftCluster): XmlFields {
  return {
    ClusterIdentifier: item.name,
    NodeType: item.nodeType,
    ClusterStatus: item.status,
    ClusterAvailabilityStatus: item.status === 'paused' ? 'Unavailable' : 'Available',
    MasterUsername: 'admin',
    DBName: 'dev',
    Endpoint: {
      Address: `${item.name}.abcdef.${item.region}.redshift.amazonaws.com`,
      Port: 5439,
    },
    ClusterCreateTime: item.created,
    AutomatedSnapshotRetentionPeriod: item.retention,
    ManualSnapshotRetentionPeriod: -1,
    ClusterSecurityGroups: '',
    VpcSecurityGroups: new XmlList('VpcSecurityGroup', [
      { VpcSecurityGroupId: item.place.securityGroupId, Status: 'active' },
    ]),
    ClusterSubnetGroupName: 'warehouses',
    VpcId: item.place.vpcId,
    AvailabilityZone: item.place.zone,
    PreferredMaintenanceWindow: 'sun:05:00-sun:05:30',
    PendingModifiedValues: '',
    ClusterVersion: '1.0',
    AllowVersionUpgrade: true,
    NumberOfNodes: item.nodes,
    PubliclyAccessible: item.publiclyAccessible,
    Encrypted: item.encrypted,
    Tags: tagList('Tag', item.tags),
    EnhancedVpcRouting: false,
    MultiAZ: item.multiZone ? 'Enabled' : 'Disabled',
    ClusterNamespaceArn: item.arn.replace(/cluster:.*$/, 'namespace:0f0e0d0c'),
  };
}
