import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
} from '@aws-sdk/client-elasticache';
import { defineRegionalListing } from '../regional-listing';
import { toCacheDatabase, toReplicatedCache } from './caches.mapper';

/** The most ElastiCache gives. */
const PAGE_SIZE = 100;

/** Redis and Valkey with replicas. */
export const replicationGroups = defineRegionalListing({
  id: 'elasticache.replication-groups',
  type: 'database',
  service: 'elasticache',
  permission: 'elasticache:DescribeReplicationGroups',
  async list(elasticache, token, options) {
    const command = new DescribeReplicationGroupsCommand({ MaxRecords: PAGE_SIZE, Marker: token });
    const { ReplicationGroups, Marker } = await elasticache.send(command, options);
    return { items: ReplicationGroups, next: Marker };
  },
  map: toReplicatedCache,
});

/** Caches that belong to no replication group. */
export const cacheClusters = defineRegionalListing({
  id: 'elasticache.cache-clusters',
  type: 'database',
  service: 'elasticache',
  permission: 'elasticache:DescribeCacheClusters',
  async list(elasticache, token, options) {
    const command = new DescribeCacheClustersCommand({
      MaxRecords: PAGE_SIZE,
      Marker: token,
      ShowCacheClustersNotInReplicationGroups: true,
      ShowCacheNodeInfo: true,
    });
    const { CacheClusters, Marker } = await elasticache.send(command, options);
    return { items: CacheClusters, next: Marker };
  },
  map: toCacheDatabase,
});
