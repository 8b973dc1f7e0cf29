import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import { saltOf } from '../estate/random';
import {
  blockOfIp,
  blocksOfServer,
  blockOfVps,
  edgeFirewallOf,
  ipGenerator,
  type OvhBlock,
  type OvhIp,
  type OvhTarget,
} from './address.item';
import {
  floatingIpGenerator,
  loadBalancerGenerator,
  type OvhFloatingIp,
  type OvhLoadBalancer,
} from './balancer.item';
import { clusterGenerator, type OvhCluster } from './cluster.item';
import { imageGenerator, instanceGenerator, type OvhImage, type OvhInstance } from './compute.item';
import { databaseGenerator, type OvhDatabase } from './database.item';
import { type OvhServer, type OvhVps, serverGenerator, vpsGenerator } from './machine.item';
import {
  networkGenerator,
  publicNetworkCount,
  publicNetworkGenerator,
  type OvhNetwork,
} from './network.item';
import { blockRows, networkRows, projectRow, type KIND_ROWS } from './ledger-rows';
import { numbersOf } from './numbers-of';
import { indexOfUuid, ovhScope, type OvhScope } from './ovh-scope';
import type { OvhAccountSpec } from './ovh-spec';
import { securityGroupGenerator, type OvhSecurityGroup } from './security-group.item';
import {
  bucketGenerator,
  containerGenerator,
  volumeGenerator,
  volumeSnapshotGenerator,
  type OvhBucket,
  type OvhContainer,
  type OvhVolume,
  type OvhVolumeSnapshot,
} from './storage.item';
import { indexOfVrack, vrackGenerator, type OvhVrack } from './vrack.item';

/** An account and what is in it; it is what requests are answered from. */
export interface OvhAccount extends OvhAccountSpec {
  readonly scope: OvhScope;
  readonly instances: Collection<OvhInstance>;
  readonly images: Collection<OvhImage>;
  readonly volumes: Collection<OvhVolume>;
  readonly volumeSnapshots: Collection<OvhVolumeSnapshot>;
  readonly networks: Collection<OvhNetwork>;
  readonly publicNetworks: Collection<OvhNetwork>;
  readonly floatingIps: Collection<OvhFloatingIp>;
  readonly loadBalancers: Collection<OvhLoadBalancer>;
  readonly databases: Collection<OvhDatabase>;
  readonly clusters: Collection<OvhCluster>;
  readonly containers: Collection<OvhContainer>;
  readonly buckets: Collection<OvhBucket>;
  readonly vps: Collection<OvhVps>;
  readonly servers: Collection<OvhServer>;
  readonly ips: Collection<OvhIp>;
  readonly vracks: Collection<OvhVrack>;
  readonly securityGroups: Collection<OvhSecurityGroup>;
  /** The address or block of that name, of whatever item that still exists. */
  readonly blockNamed: (name: string) => OvhBlock | null;
  readonly shelves: readonly Shelf[];
}

export function ovhAccount(seed: number, spec: OvhAccountSpec, position: number): OvhAccount {
  const scope = ovhScope(seed, spec, position);
  const { counts } = scope;
  const shelves: Shelf[] = [];
  const saltFor = (kind: string): number => saltOf(seed, spec.account, kind);

  const shelve = <T extends EmulatedItem>(
    kind: string,
    count: number,
    generate: Generate<T>,
    claimedIndex: (id: string) => number | null,
    rows: (item: T) => readonly LedgerRow[],
  ): Collection<T> => {
    const items = new Collection(count, capacityFor(count), generate, claimedIndex);
    shelves.push({
      provider: 'ovh',
      account: spec.account,
      kind: `ovh.${kind}`,
      region: null,
      items,
      ledgerRows: (item) => rows(item as T),
    });
    return items;
  };
  /** Items of a project whose ids are UUIDs. */
  const inProjects = <T extends EmulatedItem & { readonly project: string }>(
    kind: keyof typeof KIND_ROWS,
    count: number,
    generate: (salt: number) => Generate<T>,
  ): Collection<T> => {
    const salt = saltFor(kind);
    const isSeen = kind !== 'security-group' || spec.openStack !== undefined;
    const rows = (item: T): LedgerRow[] => (isSeen ? [projectRow(kind, item)] : []);
    return shelve(kind, count, generate(salt), (id) => indexOfUuid(salt, id), rows);
  };
  /** For ids that do not tell their number. */
  const searched = (
    count: number,
    idAt: (index: number) => string,
  ): ((id: string) => number | null) => {
    const numbers = numbersOf(capacityFor(count), (index) => [idAt(index)]);
    return (id) => numbers().get(id) ?? null;
  };

  const networkSalt = saltFor('network');
  const networks = shelve(
    'network',
    counts.networks,
    networkGenerator(scope, networkSalt),
    (id) => indexOfUuid(networkSalt, id),
    networkRows,
  );
  const hasNetwork = (network: number): boolean => networks.has(network);
  const publicCount = publicNetworkCount(scope);
  const publicAt = publicNetworkGenerator(scope, saltFor('public-network'));
  const publicNetworks = shelve(
    'public-network',
    publicCount,
    publicAt,
    (id) => (/^\d+\//.test(id) ? Number.parseInt(id, 10) : null),
    networkRows,
  );

  const instances = inProjects('instance', counts.instances, (salt) =>
    instanceGenerator(scope, salt, hasNetwork),
  );
  const livingInstance = (index: number): OvhInstance | null =>
    instances.has(index) ? instances.item(index) : null;
  const volumeAt = volumeGenerator(scope, saltFor('volume'), livingInstance);

  const vpsAt = vpsGenerator(scope, saltFor('vps'));
  const vps = shelve(
    'vps',
    counts.vps,
    vpsAt,
    searched(counts.vps, (index) => vpsAt(index, 0).id),
    (item) => [
      { resourceId: `urn:v1:eu:resource:vps:${item.id}`, resourceType: 'vm', name: item.name },
      ...blockRows(blockOfVps(item), null),
    ],
  );
  const serverAt = serverGenerator(scope, saltFor('server'));
  const servers = shelve(
    'server',
    counts.servers,
    serverAt,
    searched(counts.servers, (index) => serverAt(index, 0).id),
    (item) => [
      {
        resourceId: `urn:v1:eu:resource:dedicatedServer:${item.id}`,
        resourceType: 'node',
        name: item.name,
      },
      ...blocksOfServer(item).flatMap(rowsOfBlock),
    ],
  );
  const targetOf = (kind: OvhTarget['kind'], index: number): OvhTarget | null => {
    if (kind === 'server') {
      return servers.has(index) ? { kind, id: servers.item(index).id } : null;
    }
    const instance = livingInstance(index);
    return instance && { kind, id: instance.id, project: instance.project };
  };
  const ipAt = ipGenerator(scope, saltFor('ip'), targetOf);
  const ips = shelve(
    'ip',
    counts.ips,
    ipAt,
    searched(counts.ips, (index) => ipAt(index, 0).id),
    (item) => rowsOfBlock(blockOfIp(item)),
  );
  function rowsOfBlock(block: OvhBlock): LedgerRow[] {
    return blockRows(block, edgeFirewallOf(scope, block));
  }

  const serverByBlock = numbersOf(capacityFor(counts.servers), (index) =>
    blocksOfServer(serverAt(index, 0)).map(({ block }) => block),
  );
  const vpsByBlock = numbersOf(capacityFor(counts.vps), (index) => [
    blockOfVps(vpsAt(index, 0)).block,
  ]);
  const blockNamed = (name: string): OvhBlock | null => {
    const ip = ips.find(name);
    if (ip) return blockOfIp(ip);
    const ofServer = serverByBlock().get(name);
    if (ofServer !== undefined && servers.has(ofServer)) {
      const blocks = blocksOfServer(servers.item(ofServer));
      return blocks.find(({ block }) => block === name) ?? null;
    }
    const ofVps = vpsByBlock().get(name);
    return ofVps !== undefined && vps.has(ofVps) ? blockOfVps(vps.item(ofVps)) : null;
  };
  const bucketAt = bucketGenerator(scope, saltFor('bucket'));
  return {
    ...spec,
    scope,
    networks,
    publicNetworks,
    instances,
    images: inProjects('image', counts.images, (salt) => imageGenerator(scope, salt)),
    volumes: inProjects('volume', counts.volumes, () => volumeAt),
    volumeSnapshots: inProjects('volume-snapshot', counts.volumeSnapshots, (salt) =>
      volumeSnapshotGenerator(scope, salt, volumeAt),
    ),
    floatingIps: inProjects('floating-ip', counts.floatingIps, (salt) =>
      floatingIpGenerator(scope, salt),
    ),
    loadBalancers: inProjects('load-balancer', counts.loadBalancers, (salt) =>
      loadBalancerGenerator(scope, salt, hasNetwork),
    ),
    databases: inProjects('database', counts.databases, (salt) =>
      databaseGenerator(scope, salt, hasNetwork),
    ),
    clusters: inProjects('cluster', counts.clusters, (salt) =>
      clusterGenerator(scope, salt, hasNetwork),
    ),
    containers: inProjects('container', counts.containers, (salt) =>
      containerGenerator(scope, salt),
    ),
    buckets: shelve(
      'bucket',
      counts.buckets,
      bucketAt,
      searched(counts.buckets, (index) => bucketAt(index, 0).id),
      (item) => [projectRow('bucket', item)],
    ),
    vps,
    servers,
    ips,
    vracks: shelve(
      'vrack',
      counts.vracks,
      vrackGenerator(scope, saltFor('vrack')),
      (id) => indexOfVrack(scope, id),
      ({ id, name }) => [
        { resourceId: `urn:v1:eu:resource:vrack:${id}`, resourceType: 'network', name },
      ],
    ),
    securityGroups: inProjects('security-group', counts.securityGroups, (salt) =>
      securityGroupGenerator(scope, salt),
    ),
    blockNamed,
    shelves,
  };
}
