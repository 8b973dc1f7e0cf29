import type { EmulatedItem } from '../estate/collection';
import type { ProxmoxFirewall } from './firewall.item';
import { NODE_BRIDGES } from './node.item';
import type { ItemRandom } from '../estate/random';
import { hex8, mix32 } from '../estate/random';

/** Where generated guests live; both sides of a relationship come from the numbers alone. */
export interface GuestScope {
  readonly seed: number;
  readonly account: string;
  /** The node with this home number, or another one once it is gone; null without any node. */
  readonly nodeOf: (home: number) => string | null;
  readonly vnets: readonly string[];
}

export interface ProxmoxNic {
  readonly key: string;
  readonly mac: string;
  readonly bridge: string;
  readonly filtered: boolean;
}

export interface ProxmoxDisk {
  readonly key: string;
  readonly volid: string;
  /** As written in configurations, or null where they do not say. */
  readonly size: string | null;
}

export interface ProxmoxSnapshot {
  readonly name: string;
  readonly time: number;
}

/** What machines and containers share. */
export interface ProxmoxGuest extends EmulatedItem {
  /** Null when the cluster has lost every node. */
  readonly node: string | null;
  readonly status: 'running' | 'stopped' | 'paused';
  readonly cores: number;
  readonly memoryMib: number;
  readonly nics: readonly ProxmoxNic[];
  readonly disks: readonly ProxmoxDisk[];
  readonly privateIp: string;
  readonly publicIp: string | null;
  readonly tags: readonly string[];
  readonly firewall: ProxmoxFirewall;
  readonly snapshots: readonly ProxmoxSnapshot[];
}

export function drawNics(random: ItemRandom, scope: GuestScope, salt: number): ProxmoxNic[] {
  const count = random.chance(0.25) ? 2 : 1;
  const bridges = [...NODE_BRIDGES, ...scope.vnets];
  return Array.from({ length: count }, (_, at) => ({
    key: `net${at}`,
    mac: macAddress(mix32(salt + at)),
    bridge: at === 0 && random.chance(0.7) ? NODE_BRIDGES[0] : random.pick(bridges),
    filtered: random.chance(0.8),
  }));
}

export function drawSnapshots(random: ItemRandom): ProxmoxSnapshot[] {
  const count = random.pick([0, 0, 0, 1, 2]);
  return Array.from({ length: count }, (_, at) => ({
    name: at === 0 ? 'before-upgrade' : `auto-${at}`,
    time: 1_750_000_000 + random.int(10_000_000),
  }));
}

export function drawStatus(random: ItemRandom, revision: number): 'running' | 'stopped' {
  return random.chance(0.85) !== (revision % 2 === 1) ? 'running' : 'stopped';
}

/** Different for every guest of a cluster. */
export function privateIpOf(vmid: number): string {
  return `10.40.${1 + ((vmid >>> 8) % 250)}.${vmid & 255}`;
}

export function publicIpOf(vmid: number): string {
  return `5.9.${(vmid >>> 8) & 255}.${vmid & 255}`;
}

/** As in `/cluster/resources`. Of a guest on a node that is down hardly anything is known. */
export function guestJson(
  type: 'qemu' | 'lxc',
  guest: ProxmoxGuest,
  known: { readonly online: boolean; readonly template: boolean },
): Record<string, unknown> {
  const vmid = Number(guest.id);
  const running = guest.status !== 'stopped';
  return {
    id: `${type}/${vmid}`,
    vmid,
    node: guest.node,
    type,
    ...(known.online
      ? {
          name: guest.name,
          status: guest.status,
          template: known.template ? 1 : 0,
          uptime: running ? 86_400 + vmid : 0,
          cpu: running ? 0.0213 : 0,
          maxcpu: guest.cores,
          mem: running ? guest.memoryMib * 500_000 : 0,
          maxmem: guest.memoryMib * 1_048_576,
          disk: 0,
          maxdisk: 34_359_738_368,
          netin: 1_515_457_024,
          netout: 649_448_960,
          diskread: 0,
          diskwrite: 0,
        }
      : { status: 'unknown' }),
    ...(guest.tags.length === 0 ? {} : { tags: guest.tags.join(';') }),
  };
}

export function snapshotsJson(guest: ProxmoxGuest): Record<string, unknown>[] {
  const taken = guest.snapshots.map(({ name, time }, at) => ({
    name,
    description: '',
    snaptime: time,
    ...(at === 0 ? {} : { parent: guest.snapshots[at - 1]?.name }),
  }));
  const parent = guest.snapshots.at(-1)?.name;
  return [
    ...taken,
    { name: 'current', description: 'You are here!', ...(parent ? { parent } : {}), running: 1 },
  ];
}

function macAddress(hash: number): string {
  const hex = hex8(hash).toUpperCase();
  return `BC:24:11:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
}
