import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import type { HetznerCounts, HetznerKind, HetznerProjectSpec } from '../estate/estate-spec';
import { certificateGenerator } from './certificate.item';
import type { HetznerCertificate } from './certificate.item';
import { firewallGenerator } from './firewall.item';
import type { HetznerFirewall } from './firewall.item';
import { floatingIpGenerator } from './floating-ip.item';
import type { HetznerFloatingIp } from './floating-ip.item';
import { imageGenerator } from './image.item';
import type { HetznerOwnImage } from './image.item';
import { loadBalancerGenerator } from './load-balancer.item';
import type { HetznerLoadBalancer } from './load-balancer.item';
import { networkGenerator } from './network.item';
import type { HetznerNetwork } from './network.item';
import { placementGroupGenerator } from './placement-group.item';
import type { HetznerPlacementGroup } from './placement-group.item';
import { primaryIpGenerator } from './primary-ip.item';
import type { HetznerPrimaryIp } from './primary-ip.item';
import { serverGenerator } from './server.item';
import type { HetznerServer } from './server.item';
import { storageBoxGenerator } from './storage-box.item';
import type { HetznerStorageBox } from './storage-box.item';
import { volumeGenerator } from './volume.item';
import type { HetznerVolume } from './volume.item';
import { zoneGenerator } from './zone.item';
import type { HetznerZone } from './zone.item';

/** Where generated Hetzner items live. */
export interface HetznerScope {
  readonly seed: number;
  readonly projectName: string;
  readonly counts: Required<HetznerCounts>;
  /** Ids start here in every kind: numbers are unique within a kind only, as in the real API. */
  readonly firstId: number;
}

export interface HetznerProjectEstate {
  readonly spec: HetznerProjectSpec;
  readonly servers: Collection<HetznerServer>;
  readonly networks: Collection<HetznerNetwork>;
  readonly firewalls: Collection<HetznerFirewall>;
  readonly volumes: Collection<HetznerVolume>;
  readonly loadBalancers: Collection<HetznerLoadBalancer>;
  readonly primaryIps: Collection<HetznerPrimaryIp>;
  readonly floatingIps: Collection<HetznerFloatingIp>;
  readonly images: Collection<HetznerOwnImage>;
  readonly certificates: Collection<HetznerCertificate>;
  readonly placementGroups: Collection<HetznerPlacementGroup>;
  readonly zones: Collection<HetznerZone>;
  readonly storageBoxes: Collection<HetznerStorageBox>;
  readonly shelves: readonly Shelf[];
  readonly nextId: number;
}

const NOTHING: Required<HetznerCounts> = {
  servers: 0,
  networks: 0,
  firewalls: 0,
  volumes: 0,
  loadBalancers: 0,
  primaryIps: 0,
  floatingIps: 0,
  images: 0,
  certificates: 0,
  placementGroups: 0,
  zones: 0,
  storageBoxes: 0,
};

export function hetznerProjectEstate(
  seed: number,
  spec: HetznerProjectSpec,
  firstId: number,
): HetznerProjectEstate {
  const counts: Required<HetznerCounts> = { ...NOTHING, ...spec.counts };
  const scope: HetznerScope = { seed, projectName: spec.projectName, counts, firstId };
  const shelves: Shelf[] = [];
  const shelve = <T extends EmulatedItem>(
    kind: HetznerKind,
    count: number,
    generate: Generate<T>,
  ): Collection<T> => {
    const items = new Collection(count, capacityFor(count), generate, (id) =>
      /^\d+$/.test(id) ? Number(id) - firstId : null,
    );
    const account = spec.projectName;
    shelves.push({
      provider: 'hetzner',
      account,
      kind,
      region: null,
      items,
      ledgerRows: (item) => ledgerRows(kind, item),
    });
    return items;
  };
  const servers = shelve('server', counts.servers, serverGenerator(scope));
  const hasServer = (server: number): boolean => servers.has(server);
  const balancerGenerator = loadBalancerGenerator(scope, hasServer);
  const loadBalancers = shelve('load_balancer', counts.loadBalancers, balancerGenerator);
  const hasBalancer = (balancer: number): boolean => loadBalancers.has(balancer);
  const networkMaker = networkGenerator(scope, hasServer, hasBalancer);
  return {
    spec,
    servers,
    networks: shelve('network', counts.networks, networkMaker),
    firewalls: shelve('firewall', counts.firewalls, firewallGenerator(scope, hasServer)),
    volumes: shelve('volume', counts.volumes, volumeGenerator(scope, hasServer)),
    loadBalancers,
    primaryIps: shelve('primary_ip', counts.primaryIps, primaryIpGenerator(scope, hasServer)),
    floatingIps: shelve('floating_ip', counts.floatingIps, floatingIpGenerator(scope, hasServer)),
    images: shelve('image', counts.images, imageGenerator(scope, hasServer)),
    certificates: shelve(
      'certificate',
      counts.certificates,
      certificateGenerator(scope, hasBalancer),
    ),
    placementGroups: shelve(
      'placement_group',
      counts.placementGroups,
      placementGroupGenerator(scope, hasServer),
    ),
    zones: shelve('zone', counts.zones, zoneGenerator(scope)),
    storageBoxes: shelve('storage_box', counts.storageBoxes, storageBoxGenerator(scope)),
    shelves,
    nextId: firstId + capacityFor(Math.max(...Object.values(counts))),
  };
}

/** The ledger's types where they are not the API's own words. */
const LEDGER_TYPES: Readonly<Partial<Record<HetznerKind, string>>> = {
  server: 'vm',
  primary_ip: 'public_ip',
  floating_ip: 'public_ip',
  image: 'snapshot',
  zone: 'dns_zone',
  storage_box: 'file_system',
};

/** A network brings its subnet along. */
function ledgerRows(kind: HetznerKind, item: EmulatedItem): LedgerRow[] {
  const resourceId = `${kind}/${item.id}`;
  const resourceType = LEDGER_TYPES[kind] ?? kind;
  const row = { resourceId, resourceType, name: item.name };
  if (kind !== 'network') return [row];
  const cidr = (item as HetznerNetwork).subnet.ipRange;
  const subnet = { resourceId: `${resourceId}/subnet/${cidr}`, resourceType: 'subnet', name: null };
  return [row, subnet];
}
