import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import { networkOf } from './attachments';
import type { Living } from './attachments';
import type { AzureItem } from './compute.items';
import { subnetId } from './network.items';

export interface AzureRedis extends AzureItem {
  readonly tier: 'Basic' | 'Standard' | 'Premium';
  readonly plainPort: boolean;
  readonly publicAccess: 'Enabled' | 'Disabled';
  readonly subnetId: string | null;
}

const TIERS = ['Standard', 'Basic', 'Premium'] as const;

/** Of three caches one still has its port without TLS, and the premium one is in a network. */
export function redisGenerator(scope: AzureScope, living: Living): Generate<AzureRedis> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'redis', index);
    const tier = TIERS[index % TIERS.length] ?? 'Standard';
    const network = tier === 'Premium' ? networkOf(scope, index) : null;
    return {
      id: idOf(scope, 'redis', index),
      region: locationOf(index),
      name: nameOf(scope, 'redis', index),
      tier,
      plainPort: index % 3 === 0,
      publicAccess: random.chance(0.3) ? 'Disabled' : 'Enabled',
      subnetId: network !== null && living.network(network) ? subnetId(scope, network) : null,
      tags: drawTags(random, naming, revision),
    };
  };
}

export function redisJson(cache: AzureRedis): Record<string, unknown> {
  return {
    id: cache.id,
    name: cache.name,
    type: 'Microsoft.Cache/Redis',
    location: cache.region,
    tags: cache.tags,
    properties: {
      provisioningState: 'Succeeded',
      redisVersion: '6.0.14',
      sku: { name: cache.tier, family: cache.tier === 'Premium' ? 'P' : 'C', capacity: 1 },
      enableNonSslPort: cache.plainPort,
      minimumTlsVersion: '1.2',
      publicNetworkAccess: cache.publicAccess,
      redisConfiguration: { maxclients: '1000', 'maxmemory-reserved': '125' },
      accessKeys: null,
      hostName: `${cache.name}.redis.cache.windows.net`,
      port: 6379,
      sslPort: 6380,
      linkedServers: [],
      ...(cache.subnetId === null ? {} : { subnetId: cache.subnetId }),
    },
  };
}
