import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import type { ProxmoxAccountSpec, ProxmoxKind } from './account-spec';
import { backupJobGenerator, backupJobRows } from './backup-job.item';
import type { ProxmoxBackupJob } from './backup-job.item';
import { datacenterFirewall } from './firewall.item';
import type { ProxmoxFirewall } from './firewall.item';
import type { GuestScope } from './guest.item';
import { guestRows, nodeRows, storageRows, vnetRows } from './ledger-rows';
import { FIRST_LXC, lxcGenerator } from './lxc.item';
import type { ProxmoxLxc } from './lxc.item';
import { nodeGenerator } from './node.item';
import type { ProxmoxNode } from './node.item';
import {
  aclGenerator,
  aclIndex,
  groupGenerator,
  permissionRow,
  roleGenerator,
  roleIndex,
} from './permission.item';
import type { ProxmoxAcl, ProxmoxGroup, ProxmoxRole } from './permission.item';
import { FIRST_QEMU, qemuGenerator } from './qemu.item';
import type { ProxmoxQemu } from './qemu.item';
import { storageGenerator } from './storage.item';
import type { ProxmoxStorage } from './storage.item';
import { userGenerator, userIndex, userRows } from './user.item';
import type { ProxmoxUser } from './user.item';
import { vnetGenerator } from './vnet.item';
import type { ProxmoxVnet } from './vnet.item';

/** A cluster as its API sees it. */
export interface ProxmoxCluster extends ProxmoxAccountSpec {
  readonly seed: number;
  /** Null for a node on its own. */
  readonly clusterName: string | null;
  readonly datacenter: ProxmoxFirewall;
  readonly nodes: Collection<ProxmoxNode>;
  readonly qemu: Collection<ProxmoxQemu>;
  readonly lxc: Collection<ProxmoxLxc>;
  readonly vnets: Collection<ProxmoxVnet>;
  readonly storages: Collection<ProxmoxStorage>;
  readonly users: Collection<ProxmoxUser>;
  readonly backupJobs: Collection<ProxmoxBackupJob>;
  readonly groups: Collection<ProxmoxGroup>;
  readonly roles: Collection<ProxmoxRole>;
  readonly acls: Collection<ProxmoxAcl>;
  readonly shelves: readonly Shelf[];
}

export function clusterEstate(seed: number, spec: ProxmoxAccountSpec): ProxmoxCluster {
  const { account, counts } = spec;
  const { nodes: nodeCount = 1, qemu = 0, lxc = 0, vnets: vnetCount = 0, storages = 2 } = counts;
  const { users = 1, backupJobs = 0, groups = 0, roles = 2, acls = 1 } = counts;
  const { tokenId, tokenExpiresAt } = spec;
  const tokenEnd = tokenExpiresAt === undefined ? 0 : Date.parse(tokenExpiresAt) / 1000;
  const shelves: Shelf[] = [];
  const shelve = <T extends EmulatedItem>(
    kind: ProxmoxKind,
    count: number,
    generate: Generate<T>,
    indexOf: (id: string) => number,
    rows: (item: T) => readonly LedgerRow[],
  ): Collection<T> => {
    const items = new Collection(count, capacityFor(count), generate, (id) => {
      const index = indexOf(id);
      return Number.isInteger(index) ? index : null;
    });
    shelves.push({
      provider: 'proxmox',
      account,
      kind: `proxmox.${kind}`,
      region: null,
      items,
      ledgerRows: (item) => rows(item as T),
    });
    return items;
  };
  const numbered = (prefix: string, first: number) => (id: string) =>
    id.startsWith(prefix) ? Number(id.slice(prefix.length)) - first : NaN;

  const clusterName = spec.clusterName === undefined ? account : spec.clusterName;
  const datacenter = datacenterFirewall(spec.firewall ?? true);
  const nodes: Collection<ProxmoxNode> = shelve(
    'node',
    nodeCount,
    nodeGenerator({ seed, account }),
    numbered('pve', 1),
    (node) => nodeRows(node, { clusterName, datacenter, isFirst: isFirst(nodes, node) }),
  );
  const vnets = shelve('vnet', vnetCount, vnetGenerator(), numbered('vnet', 0), vnetRows);
  const scope: GuestScope = {
    seed,
    account,
    nodeOf: (home) => {
      const index = home % nodeCount;
      const node = nodes.has(index) ? nodes.item(index) : nodes.page(0, 1).items[0];
      return node?.name ?? null;
    },
    vnets: Array.from({ length: Math.min(vnetCount, 3) }, (_, index) => `vnet${index}`),
  };
  const vmidIndex = (first: number) => (id: string) =>
    /^\d+$/.test(id) ? (Number(id) - first) / 2 : NaN;
  return {
    ...spec,
    seed,
    clusterName,
    datacenter,
    nodes,
    vnets,
    qemu: shelve('qemu', qemu, qemuGenerator(scope), vmidIndex(FIRST_QEMU), (guest) =>
      guestRows(guest.template ? 'image' : 'vm', 'qemu', guest),
    ),
    lxc: shelve('lxc', lxc, lxcGenerator(scope), vmidIndex(FIRST_LXC), (guest) =>
      guestRows('container', 'lxc', guest),
    ),
    storages: shelve(
      'storage',
      storages,
      storageGenerator(),
      (id) => storageIndex(id, storageGenerator()),
      (storage) => storageRows(storage, [...nodes.all()]),
    ),
    users: shelve(
      'user',
      users,
      userGenerator({ seed, account }, tokenId, tokenEnd),
      (id) => userIndex(id, tokenId),
      userRows,
    ),
    backupJobs: shelve(
      'backup-job',
      backupJobs,
      backupJobGenerator({ seed, account }),
      numbered('backup-', 1),
      backupJobRows,
    ),
    groups: shelve(
      'group',
      groups,
      groupGenerator(spec),
      numbered('team-', 1),
      permissionRow('group', 'identity'),
    ),
    roles: shelve('role', roles, roleGenerator(), roleIndex, permissionRow('role', 'role')),
    acls: shelve(
      'acl',
      acls,
      aclGenerator(spec),
      aclIndex,
      permissionRow('acl', 'role_assignment'),
    ),
    shelves,
  };
}

function isFirst(nodes: Collection<ProxmoxNode>, node: ProxmoxNode): boolean {
  return nodes.page(0, 1).items[0]?.id === node.id;
}

/** Names do not tell numbers here; a cluster has few storages. */
function storageIndex(id: string, generate: Generate<ProxmoxStorage>): number {
  for (let index = 0; index < 1000; index += 1) {
    if (generate(index, 0).id === id) return index;
  }
  return NaN;
}
