import type { AwsCall } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import type { Place } from '../ec2/place';
import { epochSeconds, inputText, jsonListing } from '../json-listing';
import { itemsOf } from '../region-items';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';

export interface EksCluster extends ServiceItem {
  readonly version: string;
  readonly status: 'ACTIVE' | 'UPDATING' | 'CREATING';
  readonly publicEndpoint: boolean;
  readonly publicCidrs: readonly string[];
  readonly place: Place;
  readonly keyArn: string | null;
}

export const eksClusters = namedKind<EksCluster>({
  kind: 'aws.eks-cluster',
  resourceType: 'cluster',
  suffix: 'eks',
  arn: ({ scope, name }) => `eks:${scope.region}:${scope.accountId}:cluster/${name}`,
  facts: ({ random, place, keyArn, revision }) => {
    const publicEndpoint = random.chance(0.6);
    return {
      version: random.pick(['1.33', '1.32', '1.29']),
      status: revision % 2 === 1 ? 'UPDATING' : 'ACTIVE',
      publicEndpoint,
      publicCidrs: publicEndpoint ? [random.pick(['0.0.0.0/0', '203.0.113.0/24'])] : [],
      place,
      keyArn,
    };
  },
});

export const eks: AwsService = {
  name: 'eks',
  signingName: 'eks',
  protocol: 'rest-json',
  routes: { 'GET /clusters': 'ListClusters', 'GET /clusters/:name': 'DescribeCluster' },
  operations: {
    ListClusters: jsonListing({
      permission: 'eks:ListClusters',
      kind: eksClusters,
      field: 'clusters',
      token: ['nextToken', 'nextToken'],
      limit: { field: 'maxResults', most: 100 },
      render: ({ name }) => name,
    }),
    DescribeCluster: { permission: 'eks:DescribeCluster', run: describeCluster },
  },
};

function describeCluster(call: AwsCall): string {
  const name = inputText(call, 'name') ?? '';
  const cluster = itemsOf(call, eksClusters).find(name);
  if (!cluster) {
    throw new AwsError(404, 'ResourceNotFoundException', `No cluster found for name: ${name}.`);
  }
  const { place, region } = cluster;
  return JSON.stringify({
    cluster: {
      name,
      arn: cluster.arn,
      createdAt: epochSeconds(cluster.created),
      version: cluster.version,
      endpoint: `https://0123456789ABCDEF.gr7.${region}.eks.amazonaws.com`,
      roleArn: `arn:aws:iam::${call.account.spec.accountId}:role/${name}-cluster`,
      resourcesVpcConfig: {
        subnetIds: place.subnetIds,
        securityGroupIds: [place.securityGroupId],
        vpcId: place.vpcId,
        endpointPublicAccess: cluster.publicEndpoint,
        endpointPrivateAccess: true,
        publicAccessCidrs: cluster.publicCidrs,
      },
      kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: 'ipv4' },
      logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: false }] },
      status: cluster.status,
      certificateAuthority: { data: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t' },
      platformVersion: 'eks.9',
      tags: Object.fromEntries(cluster.tags),
      encryptionConfig:
        cluster.keyArn === null
          ? []
          : [{ resources: ['secrets'], provider: { keyArn: cluster.keyArn } }],
      health: { issues: [] },
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
    },
  });
}
