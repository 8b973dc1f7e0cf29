import type { HetznerScope } from './hetzner-project-estate';

/** A network takes at most 100 servers. */
const SERVERS_A_NETWORK = 100;
/** How many of the servers of a firewall it lists as attached one by one. */
const SERVERS_A_FIREWALL = 50;

/*
 * Who is attached to whom, from both sides: server `i` is in network `i % networks`, behind
 * firewall `i % firewalls`, and has volume `v` when `v * 2 + 1 === i`. Both sides come from the
 * numbers alone, so that neither has to be generated to know the other.
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

/** Address of a server in its network; each network is a /16 with one /24 for its servers. */
export function privateIp(scope: HetznerScope, server: number, network: number): string {
  return `10.${network % 256}.1.${2 + Math.floor(server / scope.counts.networks)}`;
}

function members(group: number, groups: number, servers: number, limit: number): number[] {
  const found: number[] = [];
  if (group >= groups) return found;
  for (let server = group; server < servers && found.length < limit; server += groups) {
    found.push(server);
  }
  return found;
}
