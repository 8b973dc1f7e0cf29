import type { LedgerRow } from '../estate/estate';
import { hasFirewall } from './firewall.item';
import type { ProxmoxFirewall } from './firewall.item';
import type { ProxmoxGuest } from './guest.item';
import { NODE_BRIDGES } from './node.item';
import type { ProxmoxNode } from './node.item';
import type { ProxmoxStorage } from './storage.item';
import type { ProxmoxVnet } from './vnet.item';

/** What there is once in a cluster goes with its first node. */
interface ClusterFacts {
  readonly clusterName: string | null;
  readonly datacenter: ProxmoxFirewall;
  readonly isFirst: boolean;
}

export function nodeRows(
  node: ProxmoxNode,
  { clusterName, datacenter, isFirst }: ClusterFacts,
): LedgerRow[] {
  const rows = [row(`node/${node.name}`, 'node', node.name)];
  for (const bridge of NODE_BRIDGES) {
    rows.push(row(`network/${node.name}/${bridge}`, 'network', bridge));
  }
  if (hasFirewall(node.firewall, datacenter.enable === true)) {
    rows.push(row(`firewall/node/${node.name}`, 'firewall', node.name));
  }
  if (isFirst) rows.push(row('firewall/cluster', 'firewall', 'datacenter'));
  if (isFirst && clusterName !== null) rows.push(row('cluster', 'cluster', clusterName));
  return rows;
}

export function guestRows(
  resourceType: string,
  type: 'qemu' | 'lxc',
  guest: ProxmoxGuest,
): LedgerRow[] {
  if (guest.node === null) return [];
  const id = `${type}/${guest.id}`;
  const rows = [row(id, resourceType, guest.name)];
  for (const { volid } of guest.disks) {
    rows.push(row(`volume/${volid}`, 'volume', volid.split(':')[1] ?? volid));
  }
  if (hasFirewall(guest.firewall, false)) {
    rows.push(row(`firewall/${id}`, 'firewall', guest.name));
  }
  for (const { name } of guest.snapshots)
    rows.push(row(`${id}/snapshot/${name}`, 'snapshot', name));
  return rows;
}

/** Shared storages are one thing, local ones are another on each node. */
export function storageRows(storage: ProxmoxStorage, nodes: readonly ProxmoxNode[]): LedgerRow[] {
  if (nodes.length === 0) return [];
  if (storage.shared) return [row(`storage/${storage.name}`, 'volume', storage.name)];
  return nodes.map((node) => row(`storage/${node.name}/${storage.name}`, 'volume', storage.name));
}

export function vnetRows(vnet: ProxmoxVnet): LedgerRow[] {
  const id = `vnet/${vnet.name}`;
  return [
    row(id, 'network', vnet.alias ?? vnet.name),
    row(`${id}/subnet/${vnet.cidr}`, 'subnet', null),
  ];
}

function row(resourceId: string, resourceType: string, name: string | null): LedgerRow {
  return { resourceId, resourceType, name };
}
