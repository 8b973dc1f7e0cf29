import { ProviderError, recordOf, textOf } from '@skyledger/provider-sdk';
import type { PveRecord, ProxmoxClient } from '../client';
import {
  datacenterFirewallIsOn,
  networkIdOf,
  storagesByNode,
  type StorageRef,
} from '../cluster-view';
import { flagOf, numberedKeys, propertiesOf } from '../pve-values';
import { isNoAnswer, listOfGuest, readOfGuest, type Guest } from './guest-pages';

/** A guest's network interface as its configuration has it. */
export interface GuestNic {
  /** `net0`, ... */
  readonly key: string;
  /** In lower case. */
  readonly mac: string | null;
  readonly bridge: string | null;
  /** Whether the guest's firewall looks at its traffic at all. */
  readonly filtered: boolean;
  /** Static addresses, in containers. */
  readonly addresses: readonly string[];
}

/** All that is known of a guest, read together. */
export interface GuestFacts {
  readonly guest: Guest;
  readonly config: PveRecord;
  readonly nics: readonly GuestNic[];
  /** Interfaces as the guest's agent or the container's host tells them; `null` when nobody told. */
  readonly interfaces: readonly unknown[] | null;
  /** Ids of networks that its interfaces are plugged in. */
  readonly networkIds: readonly string[];
  /** The id of its firewall where that is in force. */
  readonly firewallId: string | null;
  /** By the name of the storage, as seen from the guest's node. */
  readonly storages: ReadonlyMap<string, StorageRef>;
}

/**
 * Reads all that a guest's resources are made of.
 * @throws ProviderError
 */
export async function readGuest(client: ProxmoxClient, guest: Guest): Promise<GuestFacts> {
  const config = await readOfGuest(client, guest, 'config');
  const nics = nicsOf(config);
  const networkIds = new Set<string>();
  for (const { bridge } of nics) {
    const id = bridge === null ? null : await networkIdOf(client, guest.node, bridge);
    if (id !== null) networkIds.add(id);
  }
  return {
    guest,
    config,
    nics,
    networkIds: [...networkIds],
    interfaces: await readInterfaces(client, guest, config),
    firewallId: (await isFiltered(client, guest, nics))
      ? `firewall/${guest.type}/${guest.vmid}`
      : null,
    storages: await storagesSeenBy(client, guest.node),
  };
}

/** The network interfaces of a configuration, of a machine or a container. */
export function nicsOf(config: PveRecord): GuestNic[] {
  return numberedKeys(config, 'net').map((key) => {
    const { fields } = propertiesOf(config[key]);
    const mac =
      fields.get('hwaddr') ??
      fields.get('macaddr') ??
      // A machine's model stands before its address: `virtio=BC:24:11:00:00:01`.
      [...fields.values()].find((value) => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(value));
    const addresses = [fields.get('ip'), fields.get('ip6')];
    return {
      key,
      mac: mac?.toLowerCase() ?? null,
      bridge: fields.get('bridge') ?? null,
      filtered: flagOf(fields.get('firewall')) === true,
      addresses: addresses.filter((each) => each !== undefined),
    };
  });
}

/** An agent that is absent, silent or out of bounds is an everyday matter, and no warning. */
async function readInterfaces(
  client: ProxmoxClient,
  guest: Guest,
  config: PveRecord,
): Promise<readonly unknown[] | null> {
  if (guest.listed['status'] !== 'running') return null;
  try {
    if (guest.type === 'lxc') return await listOfGuest(client, guest, 'interfaces');
    if (!hasAgent(config)) return null;
    const answer = await readOfGuest(client, guest, 'agent/network-get-interfaces');
    const { result } = answer;
    return Array.isArray(result) ? (result as readonly unknown[]) : null;
  } catch (error) {
    if (isNoAnswer(error) || isDenied(error)) return null;
    throw error;
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof ProviderError && error.fault.kind === 'denied';
}

/** `agent: 1`, or `agent: enabled=1,type=virtio`. */
function hasAgent(config: PveRecord): boolean {
  const { bare, fields } = propertiesOf(config['agent']);
  return flagOf(fields.get('enabled') ?? bare) === true;
}

/** Needs the datacenter's firewall, the guest's own, and an interface that it looks at. */
async function isFiltered(
  client: ProxmoxClient,
  guest: Guest,
  nics: readonly GuestNic[],
): Promise<boolean> {
  if (!nics.some((nic) => nic.filtered)) return false;
  if ((await datacenterFirewallIsOn(client)) !== true) return false;
  const options = await readOfGuest(client, guest, 'firewall/options');
  return flagOf(options['enable']) === true;
}

async function storagesSeenBy(
  client: ProxmoxClient,
  node: string,
): Promise<ReadonlyMap<string, StorageRef>> {
  const prefix = `${node}/`;
  const all = await storagesByNode(client);
  return client.once(`storages of ${node}`, () =>
    Promise.resolve(
      new Map(
        [...all]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, storage]) => [key.slice(prefix.length), storage]),
      ),
    ),
  );
}

/** Addresses that interfaces tell, those of the guest's own bridges and tunnels left out. */
export function addressesToldBy(
  interfaces: readonly unknown[],
  nics: readonly GuestNic[],
): string[] {
  const macs = new Set(nics.flatMap(({ mac }) => mac ?? []));
  return interfaces.map(recordOf).flatMap((each) => {
    const mac = (textOf(each['hardware-address']) ?? textOf(each['hwaddr']))?.toLowerCase();
    if (mac === undefined || !macs.has(mac)) return [];
    const listed = Array.isArray(each['ip-addresses']) ? (each['ip-addresses'] as unknown[]) : [];
    return [
      ...listed.map((address) => textOf(recordOf(address)['ip-address'])),
      textOf(each['inet']),
      textOf(each['inet6']),
    ].filter((address) => address !== null);
  });
}
