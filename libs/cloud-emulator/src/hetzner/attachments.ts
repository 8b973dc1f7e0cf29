import type { HetznerScope } from './hetzner-project-estate';

/** A network takes at most 100 servers. */
const SERVERS_A_NETWORK = 100;
/** How many of the servers of a firewall it lists as attached one by one. */
const SERVERS_A_FIREWALL = 50;
/** The smallest type takes 25 targets; one is left for an address outside the cloud. */
const SERVERS_A_BALANCER = 20;
const BALANCERS_A_NETWORK = 50;
const BALANCERS_A_CERTIFICATE = 100;
/** A placement group takes ten, each on a host of its own. */
const SERVERS_A_PLACEMENT_GROUP = 10;
/** Address of the first load balancer of a network, above those of its servers. */
const FIRST_BALANCER_HOST = 200;

/*
 * Who is attached to whom, from both sides: server `i` is in network `i % networks`, behind
 * firewall `i % firewalls`, and has volume `v` when `v * 2 + 1 === i`. Its addresses are primary IPs
 * `i * 2` and `i * 2 + 1`, floating IP `f` is its own when `f * 3 === i`, and load balancer
 * `i % loadBalancers` may target it. Both sides come from the numbers alone, so that neither has to
 * be generated to know the other.
 */

export function networkOfServer({ counts }: HetznerScope, server: number): number | null {
  const { networks } = counts;
  if (networks === 0 || server >= counts.servers) return null;
  return Math.floor(server / networks) < SERVERS_A_NETWORK ? server % networks : null;
}

export function serversOfNetwork({ counts }: HetznerScope, network: number): number[] {
  return members(network, counts.networks, counts.servers, SERVERS_A_NETWORK);
}

export function firewallOfServer({ counts }: HetznerScope, server: number): number | null {
  const { firewalls } = counts;
  if (firewalls === 0 || server >= counts.servers) return null;
  return Math.floor(server / firewalls) < SERVERS_A_FIREWALL ? server % firewalls : null;
}

export function serversOfFirewall({ counts }: HetznerScope, firewall: number): number[] {
  return members(firewall, counts.firewalls, counts.servers, SERVERS_A_FIREWALL);
}

export function serverOfVolume({ counts }: HetznerScope, volume: number): number | null {
  const server = volume * 2 + 1;
  return volume < counts.volumes && server < counts.servers ? server : null;
}

export function volumeOfServer({ counts }: HetznerScope, server: number): number | null {
  if (server % 2 === 0 || server >= counts.servers) return null;
  const volume = (server - 1) / 2;
  return volume < counts.volumes ? volume : null;
}

/** Where it may be a target; a balancer that selects by label leaves some out. */
export function balancerOfServer({ counts }: HetznerScope, server: number): number | null {
  const { loadBalancers } = counts;
  if (loadBalancers === 0 || server >= counts.servers) return null;
  return Math.floor(server / loadBalancers) < SERVERS_A_BALANCER ? server % loadBalancers : null;
}

export function serversOfBalancer({ counts }: HetznerScope, balancer: number): number[] {
  return members(balancer, counts.loadBalancers, counts.servers, SERVERS_A_BALANCER);
}

export function selectsByLabel(balancer: number): boolean {
  return balancer % 3 === 2;
}

export function networkOfBalancer({ counts }: HetznerScope, balancer: number): number | null {
  const { networks } = counts;
  if (networks === 0 || balancer >= counts.loadBalancers) return null;
  return Math.floor(balancer / networks) < BALANCERS_A_NETWORK ? balancer % networks : null;
}

export function balancersOfNetwork({ counts }: HetznerScope, network: number): number[] {
  return members(network, counts.networks, counts.loadBalancers, BALANCERS_A_NETWORK);
}

/** Every second balancer ends TLS. */
export function certificateOfBalancer({ counts }: HetznerScope, balancer: number): number | null {
  const { certificates, loadBalancers } = counts;
  if (certificates === 0 || balancer >= loadBalancers || balancer % 2 === 1) return null;
  const certificate = (balancer / 2) % certificates;
  return balancer / 2 < certificates * BALANCERS_A_CERTIFICATE ? certificate : null;
}

export function balancersOfCertificate({ counts }: HetznerScope, certificate: number): number[] {
  const ending = Math.ceil(counts.loadBalancers / 2);
  const halves = members(certificate, counts.certificates, ending, BALANCERS_A_CERTIFICATE);
  return halves.map((half) => half * 2);
}

export function serverOfFloatingIp({ counts }: HetznerScope, floatingIp: number): number | null {
  const server = floatingIp * 3;
  return floatingIp < counts.floatingIps && server < counts.servers ? server : null;
}

export function floatingIpOfServer({ counts }: HetznerScope, server: number): number | null {
  if (server % 3 !== 0 || server >= counts.servers) return null;
  return server / 3 < counts.floatingIps ? server / 3 : null;
}

/** The server whose address a primary IP is, if it has one of that type: even ones are IPv4. */
export function serverOfPrimaryIp({ counts }: HetznerScope, primaryIp: number): number | null {
  const server = Math.floor(primaryIp / 2);
  return primaryIp < counts.primaryIps && server < counts.servers ? server : null;
}

export function primaryIpOfServer(
  { counts }: HetznerScope,
  server: number,
  type: 'ipv4' | 'ipv6',
): number | null {
  const primaryIp = server * 2 + (type === 'ipv4' ? 0 : 1);
  return server < counts.servers && primaryIp < counts.primaryIps ? primaryIp : null;
}

/** The server that an image was taken of; one may have several. */
export function serverOfImage({ counts }: HetznerScope, image: number): number | null {
  return counts.servers === 0 || image >= counts.images ? null : image % counts.servers;
}

export function placementGroupOfServer({ counts }: HetznerScope, server: number): number | null {
  const { placementGroups } = counts;
  if (placementGroups === 0 || server >= counts.servers) return null;
  return Math.floor(server / placementGroups) < SERVERS_A_PLACEMENT_GROUP
    ? server % placementGroups
    : null;
}

export function serversOfPlacementGroup({ counts }: HetznerScope, group: number): number[] {
  return members(group, counts.placementGroups, counts.servers, SERVERS_A_PLACEMENT_GROUP);
}

/** Address of a server in its network; each network is a /16 with one /24 for its servers. */
export function privateIp(scope: HetznerScope, server: number, network: number): string {
  return `10.${network % 256}.1.${2 + Math.floor(server / scope.counts.networks)}`;
}

export function balancerIp(scope: HetznerScope, balancer: number, network: number): string {
  const host = FIRST_BALANCER_HOST + Math.floor(balancer / scope.counts.networks);
  return `10.${network % 256}.1.${host}`;
}

function members(group: number, groups: number, servers: number, limit: number): number[] {
  const found: number[] = [];
  if (group >= groups) return found;
  for (let server = group; server < servers && found.length < limit; server += groups) {
    found.push(server);
  }
  return found;
}
