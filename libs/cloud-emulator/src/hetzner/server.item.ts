import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming, hostName } from '../estate/names';
import { ItemRandom, hex8, mix32, saltOf } from '../estate/random';
import { publicIpv4, publicIpv6, reverseName } from './addresses';
import {
  balancerOfServer,
  firewallOfServer,
  floatingIpOfServer,
  networkOfServer,
  placementGroupOfServer,
  primaryIpOfServer,
  privateIp,
  selectsByLabel,
  volumeOfServer,
} from './attachments';
import { LOCATIONS, NETWORK_ZONE, SERVER_TYPES } from './catalogue';
import type { HetznerLocation, HetznerServerType } from './catalogue';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';
import { placementGroupJson } from './placement-group.item';
import type { HetznerPlacementGroup } from './placement-group.item';

export interface HetznerServer extends EmulatedItem {
  readonly status: 'running' | 'off' | 'initializing';
  readonly created: string;
  readonly location: HetznerLocation;
  readonly serverType: HetznerServerType;
  readonly image: HetznerImage | null;
  /** Null: the server has no public IPv4 address. */
  readonly ipv4: string | null;
  /** A /64, or null. */
  readonly ipv6: string | null;
  /** Ids of the primary IPs that these are, or would be. */
  readonly primaryIps: { readonly ipv4: number; readonly ipv6: number };
  readonly floatingIps: readonly number[];
  readonly network: { readonly id: number; readonly ip: string; readonly mac: string } | null;
  readonly firewall: number | null;
  readonly volumes: readonly number[];
  readonly loadBalancers: readonly number[];
  readonly placementGroup: number | null;
  readonly backupWindow: string | null;
  readonly protected: boolean;
  readonly traffic: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface HetznerImage {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly flavor: 'ubuntu' | 'debian' | 'rocky';
  readonly version: string;
}

const IMAGES: readonly HetznerImage[] = [
  image(161547269, 'ubuntu-24.04', 'Ubuntu 24.04', 'ubuntu', '24.04'),
  image(67794396, 'ubuntu-22.04', 'Ubuntu 22.04', 'ubuntu', '22.04'),
  image(114690387, 'debian-12', 'Debian 12', 'debian', '12'),
  image(76766499, 'rocky-9', 'Rocky Linux 9', 'rocky', '9'),
];

export function serverGenerator(scope: HetznerScope): Generate<HetznerServer> {
  const salt = saltOf(scope.seed, scope.projectName, 'server');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const serverType = random.pick(SERVER_TYPES);
    const network = networkOfServer(scope, index);
    // A network spans one network zone, so its servers cannot be elsewhere.
    const zone = network === null ? null : NETWORK_ZONE;
    const offered = serverType.locations.map((each) => each.id);
    const location = random.pick(
      LOCATIONS.filter(
        (each) => offered.includes(each.id) && (zone === null || each.network_zone === zone),
      ),
    );
    const running = random.chance(0.88) !== (revision % 2 === 1);
    const firewall = firewallOfServer(scope, index);
    const volume = volumeOfServer(scope, index);
    const floatingIp = floatingIpOfServer(scope, index);
    const placementGroup = placementGroupOfServer(scope, index);
    const number = scope.firstId + index;
    const primaryIp = (type: 'ipv4' | 'ipv6', unlisted: number): number => {
      const known = primaryIpOfServer(scope, index, type);
      return known === null ? unlisted : scope.firstId + known;
    };
    const hasIpv4 = random.chance(0.75) || network === null;
    const hasIpv6 = random.chance(0.85);
    const server = {
      id: String(number),
      region: location.name,
      name: hostName(naming, index),
      status: running ? (random.chance(0.99) ? 'running' : 'initializing') : 'off',
      created: timestamp(random.time()),
      location,
      serverType,
      image: random.chance(0.96) ? random.pick(IMAGES) : null,
      ipv4: hasIpv4 ? publicIpv4('server', number) : null,
      ipv6: hasIpv6 ? `${publicIpv6('server', number)}/64` : null,
      primaryIps: { ipv4: primaryIp('ipv4', number * 2), ipv6: primaryIp('ipv6', number * 2 + 1) },
      floatingIps: floatingIp === null ? [] : [scope.firstId + floatingIp],
      network:
        network === null
          ? null
          : {
              id: scope.firstId + network,
              ip: privateIp(scope, index, network),
              mac: macAddress(mix32(salt ^ index)),
            },
      firewall: firewall === null || random.chance(0.15) ? null : scope.firstId + firewall,
      volumes: volume === null ? [] : [scope.firstId + volume],
      placementGroup: placementGroup === null ? null : scope.firstId + placementGroup,
      backupWindow: random.chance(0.4) ? random.pick(['22-02', '02-06', '18-22']) : null,
      protected: random.chance(0.3),
      traffic: random.int(1_000_000) * 40_000,
      labels: drawLabels(random, naming, revision),
    } as const;
    return { ...server, loadBalancers: balancersOf(scope, index, server) };
  };
}

/** Balancers are in one network zone, and some take production servers only. */
function balancersOf(
  scope: HetznerScope,
  index: number,
  { location, labels }: Pick<HetznerServer, 'location' | 'labels'>,
): number[] {
  const balancer = balancerOfServer(scope, index);
  if (balancer === null || location.network_zone !== NETWORK_ZONE) return [];
  if (selectsByLabel(balancer) && labels['environment'] !== 'prod') return [];
  return [scope.firstId + balancer];
}

/**
 * The server as `GET /servers` shows it; without `datacenter`, which the API no longer sends.
 * `groupOf` finds a placement group by its id, unless it was deleted.
 */
export function serverJson(
  server: HetznerServer,
  groupOf: (group: number) => HetznerPlacementGroup | null,
): Record<string, unknown> {
  const id = Number(server.id);
  const group = server.placementGroup === null ? null : groupOf(server.placementGroup);
  return {
    id,
    name: server.name,
    status: server.status,
    created: server.created,
    public_net: {
      ipv4:
        server.ipv4 === null
          ? null
          : {
              id: server.primaryIps.ipv4,
              ip: server.ipv4,
              blocked: false,
              dns_ptr: reverseName(server.ipv4),
            },
      ipv6:
        server.ipv6 === null
          ? null
          : { id: server.primaryIps.ipv6, ip: server.ipv6, blocked: false, dns_ptr: [] },
      floating_ips: server.floatingIps,
      firewalls: server.firewall === null ? [] : [{ id: server.firewall, status: 'applied' }],
    },
    private_net:
      server.network === null
        ? []
        : [
            {
              network: server.network.id,
              ip: server.network.ip,
              alias_ips: [],
              mac_address: server.network.mac,
            },
          ],
    server_type: server.serverType,
    location: server.location,
    image: server.image === null ? null : imageJson(server.image, server.serverType.architecture),
    iso: null,
    rescue_enabled: false,
    locked: false,
    backup_window: server.backupWindow,
    outgoing_traffic: server.traffic,
    ingoing_traffic: Math.floor(server.traffic / 3),
    included_traffic: server.serverType.prices[0]?.included_traffic ?? null,
    protection: { delete: server.protected, rebuild: server.protected },
    labels: server.labels,
    volumes: server.volumes,
    load_balancers: server.loadBalancers,
    primary_disk_size: server.serverType.disk,
    placement_group: group === null ? null : placementGroupJson(group),
  };
}

function image(
  id: number,
  name: string,
  description: string,
  flavor: HetznerImage['flavor'],
  version: string,
): HetznerImage {
  return { id, name, description, flavor, version };
}

function imageJson(from: HetznerImage, architecture: string): Record<string, unknown> {
  return {
    id: from.id,
    type: 'system',
    status: 'available',
    name: from.name,
    description: from.description,
    image_size: null,
    disk_size: 5,
    created: '2024-04-25T13:26:27Z',
    created_from: null,
    bound_to: null,
    os_flavor: from.flavor,
    os_version: from.version,
    rapid_deploy: true,
    protection: { delete: false },
    deprecated: null,
    deleted: null,
    labels: {},
    architecture,
  };
}

function macAddress(hash: number): string {
  const hex = hex8(hash);
  return `86:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}`;
}
