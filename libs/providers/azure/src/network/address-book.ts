import { recordOf, textOf } from '@skyledger/provider-sdk';
import { armId } from '../arm-id';
import { listPages, type ArmLister } from '../list-pages';
import type { PageWarnings } from '../page-warnings';
import { NETWORK_INTERFACES, PUBLIC_ADDRESSES } from './network-lists';
import { readInterface, type InterfaceNetwork } from './network-interface.mapper';

/** What a public IP resource stands for. */
export interface PublicAddress {
  /** `null` while a dynamic one is not in use. */
  readonly address: string | null;
  readonly dnsName: string | null;
}

/** Public IP resources by id; `null` when they may not be read. */
export type PublicAddresses = ReadonlyMap<string, PublicAddress> | null;

/**
 * Reads every public IP once. Interfaces and load balancers name them by id alone, and one list is
 * one request for hundreds where `$expand` would have to be asked of each.
 */
export function readPublicAddresses(
  client: ArmLister,
  warnings: PageWarnings,
): Promise<PublicAddresses> {
  return warnings.unlessRefused(async () => {
    const addresses = new Map<string, PublicAddress>();
    for await (const { items } of listPages(client, PUBLIC_ADDRESSES)) {
      for (const item of items) {
        const id = armId(recordOf(item)['id']);
        const { ipAddress, dnsSettings } = recordOf(recordOf(item)['properties']);
        if (id === null) continue;
        const dnsName = textOf(recordOf(dnsSettings)['fqdn']);
        addresses.set(id, { address: textOf(ipAddress), dnsName });
      }
    }
    return addresses;
  });
}

/** The networking of a machine: that of all its interfaces, the primary one first. */
export type MachineNetworks = ReadonlyMap<string, readonly InterfaceNetwork[]> | null;

/**
 * Reads every network interface once, by the id of the machine it is attached to. A machine names its
 * interfaces without their addresses. Only what machines need is kept of each.
 */
export function readMachineNetworks(
  client: ArmLister,
  addresses: PublicAddresses,
  warnings: PageWarnings,
): Promise<MachineNetworks> {
  return warnings.unlessRefused(async () => {
    const machines = new Map<string, InterfaceNetwork[]>();
    for await (const { items } of listPages(client, NETWORK_INTERFACES)) {
      for (const item of items) {
        const network = readInterface(item, addresses);
        if (network?.machineId == null) continue;
        const known = machines.get(network.machineId) ?? [];
        machines.set(network.machineId, [...known, network].sort(primaryFirst));
      }
    }
    return machines;
  });
}

function primaryFirst(a: InterfaceNetwork, b: InterfaceNetwork): number {
  if (a.isPrimary !== b.isPrimary) return a.isPrimary ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
