import { ProviderError, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { ProxmoxClient } from './client';
import { flagOf } from './pve-values';

/*
 * What the resources of one cluster need to know of each other, so that relationships lead to ids
 * that exist. Read once a connection, and only when asked for.
 */

/** A storage as seen from one node. */
export interface StorageRef {
  readonly id: string;
  /** `lvmthin`, `rbd`, `nfs`, ... */
  readonly plugin: string | null;
}

/** Nodes that the cluster says are down. Nothing that is on them can be asked. */
export async function offlineNodes(client: ProxmoxClient): Promise<ReadonlySet<string>> {
  const nodes = await client.list('/nodes');
  const offline = new Set<string>();
  for (const node of nodes.map(recordOf)) {
    const name = textOf(node['node']);
    if (name !== null && node['status'] === 'offline') offline.add(name);
  }
  return offline;
}

/** The id of a storage: shared ones are one thing, local ones another on each node. */
export function storageId(node: string, storage: string, shared: boolean): string {
  return shared ? `storage/${storage}` : `storage/${node}/${storage}`;
}

/** Storages by `<node>/<name>`. */
export function storagesByNode(client: ProxmoxClient): Promise<ReadonlyMap<string, StorageRef>> {
  return client.once('storages', async () => {
    const found = new Map<string, StorageRef>();
    const entries = await client.list('/cluster/resources', { query: { type: 'storage' } });
    for (const entry of entries.map(recordOf)) {
      const node = textOf(entry['node']);
      const storage = textOf(entry['storage']);
      if (node === null || storage === null) continue;
      const id = storageId(node, storage, flagOf(entry['shared']) === true);
      found.set(`${node}/${storage}`, { id, plugin: textOf(entry['plugintype']) });
    }
    return found;
  });
}

const BRIDGE_TYPES = new Set(['bridge', 'OVSBridge']);

/** What of a node's network configuration is a network. */
export function isBridge(iface: Readonly<Record<string, unknown>>): boolean {
  return BRIDGE_TYPES.has(textOf(iface['type']) ?? '');
}

/** A node's interfaces, bridges among them. */
export function interfacesOf(client: ProxmoxClient, node: string): Promise<readonly unknown[]> {
  return client.once(`interfaces ${node}`, () =>
    client.list('/nodes/{node}/network', { params: { node } }),
  );
}

/** The network that a guest's interface is plugged in, by the name that its configuration has. */
export async function networkIdOf(
  client: ProxmoxClient,
  node: string,
  bridge: string,
): Promise<string | null> {
  const vnets = await client.once('vnets', () => vnetNames(client));
  if (vnets.has(bridge)) return `vnet/${bridge}`;
  const interfaces = (await interfacesOf(client, node)).map(recordOf);
  const known = interfaces.some((each) => each['iface'] === bridge && isBridge(each));
  return known ? `network/${node}/${bridge}` : null;
}

async function vnetNames(client: ProxmoxClient): Promise<ReadonlySet<string>> {
  try {
    const vnets = await client.list('/cluster/sdn/vnets');
    return new Set(vnets.flatMap((vnet) => textOf(recordOf(vnet)['vnet']) ?? []));
  } catch (error) {
    if (isRefused(error)) return new Set();
    throw error;
  }
}

/**
 * Whether the firewall is switched on in the cluster; without that no other level of it does
 * anything. `null` when the token may not know.
 */
export function datacenterFirewallIsOn(client: ProxmoxClient): Promise<boolean | null> {
  return client.once('datacenter firewall', async () => {
    try {
      // It is off until someone switches it on.
      return flagOf((await client.record('/cluster/firewall/options'))['enable']) === true;
    } catch (error) {
      if (isRefused(error)) return null;
      throw error;
    }
  });
}

/** The token may not ask, or there is no such thing in this version. */
export function isRefused(error: unknown): boolean {
  return (
    error instanceof ProviderError &&
    (error.fault.kind === 'denied' || error.fault.kind === 'disabled')
  );
}

/**
 * The node asked could not reach the one that the request is about. The statuses are those of the
 * proxy between the nodes (AnyEvent::HTTP: 595 to 599 are failures to connect and to read).
 */
export function isNodeUnreachable(error: unknown): boolean {
  return error instanceof ProviderError && /^HTTP 59[5-9]$/.test(error.fault.code);
}

/** The warning for everything on a node that does not answer. */
export function nodeUnreachable(node: string): PageWarning {
  return { code: 'node_unreachable', message: `node ${node} is down or cannot be reached` };
}
