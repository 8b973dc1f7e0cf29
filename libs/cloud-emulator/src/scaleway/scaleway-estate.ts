import type { RestAccountSpec } from '../cloud/rest-api';
import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { Shelf } from '../estate/estate';
import { apiKeyGenerator, apiKeyIndex } from './api-key.item';
import type { ScalewayApiKey } from './api-key.item';
import { bucketGenerator, bucketIndex } from './bucket.item';
import type { ScalewayBucket } from './bucket.item';
import { clusterGenerator } from './cluster.item';
import type { ScalewayCluster } from './cluster.item';
import { databaseGenerator } from './database.item';
import type { ScalewayDatabase } from './database.item';
import { gatewayGenerator } from './gateway.item';
import type { ScalewayGateway } from './gateway.item';
import { imageGenerator } from './image.item';
import type { ScalewayImage } from './image.item';
import { ipGenerator } from './ip.item';
import type { ScalewayIp } from './ip.item';
import { loadBalancerGenerator } from './load-balancer.item';
import type { ScalewayLoadBalancer } from './load-balancer.item';
import { privateNetworkGenerator, vpcGenerator } from './network.item';
import type { ScalewayPrivateNetwork, ScalewayVpc } from './network.item';
import { regionCounts, zoneCounts } from './scaleway-spec';
import type { ScalewayAccountSpec, ScalewayRegionSpec, ScalewayZoneSpec } from './scaleway-spec';
import { indexFrom, placeOf, regionOf } from './scope';
import type { RegionScope, Scope, ZoneScope } from './scope';
import { securityGroupGenerator } from './security-group.item';
import type { ScalewaySecurityGroup } from './security-group.item';
import { serverGenerator } from './server.item';
import type { ScalewayServer } from './server.item';
import { snapshotGenerator } from './snapshot.item';
import type { ScalewaySnapshot } from './snapshot.item';
import { volumeGenerator } from './volume.item';
import type { ScalewayVolume } from './volume.item';

export interface ZoneEstate {
  readonly scope: ZoneScope;
  readonly servers: Collection<ScalewayServer>;
  readonly securityGroups: Collection<ScalewaySecurityGroup>;
  readonly ips: Collection<ScalewayIp>;
  readonly volumes: Collection<ScalewayVolume>;
  readonly blockVolumes: Collection<ScalewayVolume>;
  readonly snapshots: Collection<ScalewaySnapshot>;
  readonly blockSnapshots: Collection<ScalewaySnapshot>;
  readonly images: Collection<ScalewayImage>;
  readonly loadBalancers: Collection<ScalewayLoadBalancer>;
  readonly gateways: Collection<ScalewayGateway>;
}

export interface RegionEstate {
  readonly scope: RegionScope;
  readonly vpcs: Collection<ScalewayVpc>;
  readonly privateNetworks: Collection<ScalewayPrivateNetwork>;
  readonly databases: Collection<ScalewayDatabase>;
  readonly clusters: Collection<ScalewayCluster>;
  readonly buckets: Collection<ScalewayBucket>;
  readonly zones: readonly ZoneEstate[];
}

/** A project as the API serves it. */
export interface ScalewayAccount extends RestAccountSpec {
  readonly spec: ScalewayAccountSpec;
  /** By name. */
  readonly regions: ReadonlyMap<string, RegionEstate>;
  readonly zones: ReadonlyMap<string, ZoneEstate>;
  readonly apiKeys: Collection<ScalewayApiKey>;
  readonly shelves: readonly Shelf[];
}

/** What the ledger calls an item of each kind, and what is left out of its id. */
const RESOURCE_TYPES: Readonly<Record<string, { type: string; noun: string }>> = {
  server: { type: 'vm', noun: 'server' },
  'security-group': { type: 'firewall', noun: 'security-group' },
  ip: { type: 'public_ip', noun: 'ip' },
  volume: { type: 'volume', noun: 'volume' },
  'block-volume': { type: 'volume', noun: 'volume' },
  snapshot: { type: 'snapshot', noun: 'snapshot' },
  'block-snapshot': { type: 'snapshot', noun: 'snapshot' },
  image: { type: 'image', noun: 'image' },
  'load-balancer': { type: 'load_balancer', noun: 'lb' },
  gateway: { type: 'gateway', noun: 'gateway' },
  vpc: { type: 'network', noun: 'vpc' },
  'private-network': { type: 'subnet', noun: 'private-network' },
  database: { type: 'database', noun: 'database' },
  cluster: { type: 'cluster', noun: 'cluster' },
  bucket: { type: 'bucket', noun: 'bucket' },
};

type Shelve = <T extends EmulatedItem>(
  scope: Scope,
  kind: string,
  count: number,
  generate: Generate<T>,
) => Collection<T>;

export function scalewayAccount(seed: number, spec: ScalewayAccountSpec): ScalewayAccount {
  const shelves: Shelf[] = [];
  const shelve: Shelve = (scope, kind, count, generate) => {
    const items = new Collection(count, capacityFor(count), generate, (id) =>
      kind === 'bucket' ? bucketIndex(scope, id) : indexFrom(scope, kind, id),
    );
    const { noun, type } = RESOURCE_TYPES[kind] ?? { noun: kind, type: kind };
    shelves.push({
      provider: 'scaleway',
      account: spec.account,
      kind: `scaleway.${kind}`,
      region: regionOf(scope).region,
      items,
      ledgerRows: ({ id, name }) => [
        { resourceId: `${noun}/${placeOf(scope)}/${id}`, resourceType: type, name },
      ],
    });
    return items;
  };
  const apiKeys = new Collection(
    spec.apiKeys ?? 1,
    capacityFor(spec.apiKeys ?? 1),
    apiKeyGenerator(seed, spec),
    apiKeyIndex(seed, spec),
  );
  shelves.push({
    provider: 'scaleway',
    account: spec.account,
    kind: 'scaleway.api-key',
    region: null,
    items: apiKeys,
    ledgerRows: ({ id, name }) => [
      { resourceId: `api-key/${id}`, resourceType: 'access_key', name },
    ],
  });
  const regions = spec.regions.map((region, number) =>
    regionEstate(shelve, { seed, spec, regionNumber: number }, region),
  );
  const zones = regions.flatMap((region) => region.zones);
  return {
    account: spec.account,
    deniedPaths: spec.deniedPaths,
    spec,
    regions: new Map(regions.map((region) => [region.scope.region, region])),
    zones: new Map(zones.map((zone) => [zone.scope.zone, zone])),
    apiKeys,
    shelves,
  };
}

function regionEstate(
  shelve: Shelve,
  account: Pick<RegionScope, 'seed' | 'spec' | 'regionNumber'>,
  spec: ScalewayRegionSpec,
): RegionEstate {
  const counts = regionCounts(spec);
  const scope: RegionScope = { ...account, region: spec.name, counts };
  return {
    scope,
    vpcs: shelve(scope, 'vpc', counts.vpcs, vpcGenerator(scope)),
    privateNetworks: shelve(
      scope,
      'private-network',
      counts.privateNetworks,
      privateNetworkGenerator(scope),
    ),
    databases: shelve(scope, 'database', counts.databases, databaseGenerator(scope)),
    clusters: shelve(scope, 'cluster', counts.clusters, clusterGenerator(scope)),
    buckets: shelve(scope, 'bucket', counts.buckets, bucketGenerator(scope)),
    zones: spec.zones.map((zone, number) => zoneEstate(shelve, scope, zone, number)),
  };
}

function zoneEstate(
  shelve: Shelve,
  region: RegionScope,
  spec: ScalewayZoneSpec,
  zoneNumber: number,
): ZoneEstate {
  const counts = zoneCounts(spec);
  const scope: ZoneScope = { in: region, zone: spec.name, zoneNumber, counts };
  const servers = shelve(scope, 'server', counts.servers, serverGenerator(scope));
  const server = nameIn(servers);
  const volumes = shelve(scope, 'volume', counts.volumes, volumeGenerator(scope, 'volume', server));
  const blockVolumes = shelve(
    scope,
    'block-volume',
    counts.blockVolumes,
    volumeGenerator(scope, 'block-volume', server),
  );
  return {
    scope,
    servers,
    securityGroups: shelve(
      scope,
      'security-group',
      counts.securityGroups,
      securityGroupGenerator(scope),
    ),
    ips: shelve(scope, 'ip', counts.ips, ipGenerator(scope, server)),
    volumes,
    blockVolumes,
    snapshots: shelve(
      scope,
      'snapshot',
      counts.snapshots,
      snapshotGenerator(scope, 'snapshot', nameIn(volumes)),
    ),
    blockSnapshots: shelve(
      scope,
      'block-snapshot',
      counts.blockSnapshots,
      snapshotGenerator(scope, 'block-snapshot', nameIn(blockVolumes)),
    ),
    images: shelve(scope, 'image', counts.images, imageGenerator(scope)),
    loadBalancers: shelve(
      scope,
      'load-balancer',
      counts.loadBalancers,
      loadBalancerGenerator(scope),
    ),
    gateways: shelve(scope, 'gateway', counts.gateways, gatewayGenerator(scope)),
  };
}

/** The name of the item with a number, or null when there is none any more. */
function nameIn(items: Collection<EmulatedItem>): (index: number) => string | null {
  return (index) => (items.has(index) ? items.item(index).name : null);
}
