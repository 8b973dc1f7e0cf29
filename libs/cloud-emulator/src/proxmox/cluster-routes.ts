import { RestRefusal } from '../cloud/rest-api';
import { faultyItems } from '../faults/effects';
import {
  DATACENTER_ALIASES,
  DATACENTER_GROUPS,
  DATACENTER_SETS,
  aliasesJson,
  digestOf,
  optionsJson,
  rulesJson,
  setJson,
  setsJson,
} from './firewall.item';
import { backupJobJson } from './backup-job.item';
import { guestJson } from './guest.item';
import type { ProxmoxGuest } from './guest.item';
import { nodeJson, versionJson } from './node.item';
import { may, privilegesOf, pveRoute } from './pve-call';
import type { PveCall, PveRoute } from './pve-call';
import { aclJson, groupJson, roleJson } from './permission.item';
import { storageJson } from './storage.item';
import { tfaJson, userJson } from './user.item';
import type { ProxmoxUser } from './user.item';
import { vnetJson, vnetSubnetsJson, zonesJson } from './vnet.item';

export const CLUSTER_ROUTES: readonly PveRoute[] = [
  pveRoute('version', '/version', versionJson),
  pveRoute('access', '/access/permissions', permissions),
  pveRoute('access', '/access/users', ({ query, effects, ...call }) =>
    faultyItems(effects, visibleUsers(call)).map((user) =>
      userJson(user, query.get('full') === '1'),
    ),
  ),
  pveRoute('access', '/access/tfa', (call) => tfaJson(visibleUsers(call))),
  pveRoute('access', '/access/users/:userid/token/:tokenid', token),
  pveRoute('access', '/access/groups', ({ account, effects }) =>
    faultyItems(effects, may(account, 'Sys.Audit') ? [...account.groups.all()] : []).map(groupJson),
  ),
  pveRoute('access', '/access/roles', ({ account, effects }) =>
    faultyItems(effects, [...account.roles.all()]).map(roleJson),
  ),
  pveRoute('access', '/access/acl', ({ account, effects }) =>
    faultyItems(effects, may(account, 'Sys.Audit') ? [...account.acls.all()] : []).map(aclJson),
  ),
  pveRoute('cluster', '/cluster/resources', resources),
  pveRoute(
    'backup',
    '/cluster/backup',
    ({ account, effects }) =>
      faultyItems(effects, [...account.backupJobs.all()]).map(backupJobJson),
    'Sys.Audit',
  ),
  pveRoute('cluster', '/cluster/status', status, 'Sys.Audit'),
  pveRoute('nodes', '/nodes', nodes),
  pveRoute(
    'firewall',
    '/cluster/firewall/options',
    ({ account }) => optionsJson(account.datacenter),
    'Sys.Audit',
  ),
  pveRoute(
    'firewall',
    '/cluster/firewall/rules',
    ({ account }) => rulesJson(account.datacenter.rules),
    'Sys.Audit',
  ),
  pveRoute('firewall', '/cluster/firewall/groups', () =>
    Object.keys(DATACENTER_GROUPS).map((group) => ({ group, digest: digestOf(group) })),
  ),
  pveRoute(
    'firewall',
    '/cluster/firewall/groups/:group',
    ({ params }) => rulesJson(DATACENTER_GROUPS[params['group'] ?? ''] ?? []),
    'Sys.Audit',
  ),
  pveRoute('firewall', '/cluster/firewall/ipset', () => setsJson(DATACENTER_SETS), 'Sys.Audit'),
  pveRoute(
    'firewall',
    '/cluster/firewall/ipset/:name',
    ({ params }) => setJson(DATACENTER_SETS[params['name'] ?? ''] ?? []),
    'Sys.Audit',
  ),
  pveRoute(
    'firewall',
    '/cluster/firewall/aliases',
    () => aliasesJson(DATACENTER_ALIASES),
    'Sys.Audit',
  ),
  pveRoute('sdn', '/cluster/sdn/zones', ({ account }) =>
    may(account, 'SDN.Audit') ? zonesJson() : [],
  ),
  pveRoute('sdn', '/cluster/sdn/vnets', ({ account, effects }) =>
    may(account, 'SDN.Audit') ? faultyItems(effects, [...account.vnets.all()]).map(vnetJson) : [],
  ),
  pveRoute(
    'sdn',
    '/cluster/sdn/vnets/:vnet/subnets',
    ({ account, params }) => {
      const vnet = account.vnets.find(params['vnet'] ?? '');
      return vnet ? vnetSubnetsJson(vnet) : [];
    },
    'SDN.Audit',
  ),
];

/** One list of everything; what the token may not audit is left out of it without a word. */
function resources({ account, query, effects }: PveCall): unknown[] {
  const type = query.get('type');
  const wanted = (each: string): boolean => type === null || type === each;
  const found: unknown[] = [];
  const living = [...account.nodes.all()];
  if (wanted('vm') && may(account, 'VM.Audit')) {
    const online = new Map(living.map((node) => [node.name, node.online]));
    const guests: ProxmoxGuest[] = [...account.qemu.all(), ...account.lxc.all()];
    const placed = guests.filter((guest) => guest.node !== null);
    for (const guest of faultyItems(effects, placed)) {
      const template = 'template' in guest && guest.template === true;
      const known = { online: online.get(guest.node ?? '') ?? false, template };
      found.push(guestJson('unprivileged' in guest ? 'lxc' : 'qemu', guest, known));
    }
  }
  if (wanted('node')) {
    const audited = may(account, 'Sys.Audit');
    found.push(...faultyItems(effects, living).map((node) => nodeJson(node, audited)));
  }
  if (wanted('storage') && may(account, 'Datastore.Audit')) {
    for (const storage of faultyItems(effects, [...account.storages.all()])) {
      found.push(...living.map((node) => storageJson(storage, node)));
    }
  }
  return found;
}

function nodes({ account }: PveCall): unknown[] {
  const audited = may(account, 'Sys.Audit');
  return [...account.nodes.all()].map((node) => nodeJson(node, audited));
}

function status({ account }: PveCall): unknown[] {
  const living = [...account.nodes.all()];
  const cluster = {
    id: 'cluster',
    type: 'cluster',
    name: account.clusterName,
    version: living.length,
    nodes: living.length,
    quorate: 1,
  };
  return [
    ...(account.clusterName === null ? [] : [cluster]),
    ...living.map((node, at) => ({
      id: `node/${node.name}`,
      type: 'node',
      name: node.name,
      // A node on its own has number 0.
      nodeid: account.clusterName === null ? 0 : node.index + 1,
      ip: node.ip,
      online: node.online ? 1 : 0,
      local: at === 0 ? 1 : 0,
      level: '',
    })),
  ];
}

/** Without the right to audit, the token's own user alone. */
function visibleUsers({ account }: Pick<PveCall, 'account'>): ProxmoxUser[] {
  const own = account.tokenId.split('!')[0];
  const all = [...account.users.all()];
  return may(account, 'Sys.Audit') ? all : all.filter((user) => user.id === own);
}

/** What a token may know of itself. */
function token({ account, params }: PveCall): Record<string, unknown> {
  if (`${params['userid']}!${params['tokenid']}` !== account.tokenId) {
    throw new RestRefusal({ kind: 'forbidden' });
  }
  const { tokenExpiresAt } = account;
  const expire = tokenExpiresAt === undefined ? 0 : Date.parse(tokenExpiresAt) / 1000;
  return { expire, privsep: 0 };
}

/** Privileges by path; 1 says that paths below have them, too. */
function permissions({ account }: PveCall): Record<string, Record<string, number>> {
  const granted = Object.fromEntries(privilegesOf(account).map((name) => [name, 1]));
  if (Object.keys(granted).length === 0) return {};
  const paths = ['/', '/access', '/nodes', '/pool', '/sdn', '/storage', '/vms'];
  return Object.fromEntries(paths.map((path) => [path, granted]));
}
