import { DescribeClusterCommand, ListClustersCommand } from '@aws-sdk/client-eks';
import { defineDescribedListing } from '../described-listing';
import { present } from '../request-failure';
import { toKubernetesCluster } from './clusters.mapper';

/** The most EKS gives. */
const PAGE_SIZE = 100;

/** Kubernetes clusters. */
export const eksClusters = defineDescribedListing({
  id: 'eks.clusters',
  type: 'cluster',
  service: 'eks',
  permission: 'eks:ListClusters',
  async list(eks, token, options) {
    const command = new ListClustersCommand({ maxResults: PAGE_SIZE, nextToken: token });
    const { clusters, nextToken } = await eks.send(command, options);
    return { items: clusters, next: nextToken };
  },
  describePermission: 'eks:DescribeCluster',
  gone: 'ResourceNotFoundException',
  async describe(eks, name, options) {
    const { cluster } = await eks.send(new DescribeClusterCommand({ name }), options);
    return present(cluster, 'cluster');
  },
  map: toKubernetesCluster,
});
