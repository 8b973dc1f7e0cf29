import { drawNaming } from '../estate/names';
import type { Naming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { AzureCounts } from './azure-account-spec';

/** Where generated Azure items live. */
export interface AzureScope {
  readonly seed: number;
  readonly account: string;
  readonly subscriptionId: string;
  readonly counts: Required<AzureCounts>;
}

/** Every kind with a list of its own: its type in ARM and how its names begin. */
export const ARM_KINDS = {
  'virtual-machine': { type: 'Microsoft.Compute/virtualMachines', prefix: 'vm' },
  disk: { type: 'Microsoft.Compute/disks', prefix: 'disk' },
  snapshot: { type: 'Microsoft.Compute/snapshots', prefix: 'snap' },
  image: { type: 'Microsoft.Compute/images', prefix: 'img' },
  'virtual-network': { type: 'Microsoft.Network/virtualNetworks', prefix: 'vnet' },
  'security-group': { type: 'Microsoft.Network/networkSecurityGroups', prefix: 'nsg' },
  'public-address': { type: 'Microsoft.Network/publicIPAddresses', prefix: 'pip' },
  'network-interface': { type: 'Microsoft.Network/networkInterfaces', prefix: 'nic' },
  'load-balancer': { type: 'Microsoft.Network/loadBalancers', prefix: 'lb' },
  'sql-server': { type: 'Microsoft.Sql/servers', prefix: 'sql' },
  'postgresql-server': { type: 'Microsoft.DBforPostgreSQL/flexibleServers', prefix: 'psql' },
  'mysql-server': { type: 'Microsoft.DBforMySQL/flexibleServers', prefix: 'mysql' },
  'storage-account': { type: 'Microsoft.Storage/storageAccounts', prefix: 'st' },
  cluster: { type: 'Microsoft.ContainerService/managedClusters', prefix: 'aks' },
  'scale-set': { type: 'Microsoft.Compute/virtualMachineScaleSets', prefix: 'vmss' },
  'application-gateway': { type: 'Microsoft.Network/applicationGateways', prefix: 'agw' },
  'network-watcher': { type: 'Microsoft.Network/networkWatchers', prefix: 'nw' },
  vault: { type: 'Microsoft.KeyVault/vaults', prefix: 'kv' },
  site: { type: 'Microsoft.Web/sites', prefix: 'app' },
  registry: { type: 'Microsoft.ContainerRegistry/registries', prefix: 'cr' },
  redis: { type: 'Microsoft.Cache/Redis', prefix: 'redis' },
  cosmos: { type: 'Microsoft.DocumentDB/databaseAccounts', prefix: 'cosmos' },
  'role-assignment': { type: 'Microsoft.Authorization/roleAssignments', prefix: '' },
  'resource-group': { type: 'Microsoft.Resources/resourceGroups', prefix: 'rg' },
  'dns-zone': { type: 'Microsoft.Network/dnsZones', prefix: 'zone' },
  'private-dns-zone': { type: 'Microsoft.Network/privateDnsZones', prefix: 'zone' },
} as const;

export type ArmKind = keyof typeof ARM_KINDS;

/** Names may hold letters of any script and parentheses. */
export const RESOURCE_GROUPS = ['rg-prod', 'rg-Staging', 'rg_data(west)', 'rg-zürich'] as const;

export const LOCATIONS = ['westeurope', 'northeurope', 'eastus2', 'germanywestcentral'] as const;

const PEOPLES_NAMES: Readonly<Record<string, string>> = {
  westeurope: 'West Europe',
  northeurope: 'North Europe',
  eastus2: 'East US 2',
  germanywestcentral: 'Germany West Central',
};

/** The name of a location for people, which some services send in its place. */
export function peoplesName(location: string | null): string | undefined {
  return PEOPLES_NAMES[location ?? ''];
}

/** A resource group is in one location, and what is in it is there as well. */
export function locationOf(index: number): string {
  return LOCATIONS[index % LOCATIONS.length] ?? 'westeurope';
}

export function groupOf(index: number): string {
  return RESOURCE_GROUPS[index % RESOURCE_GROUPS.length] ?? 'rg-prod';
}

/** The random stream of an item, past the words of its name. */
export function drawItem(
  { seed, account }: AzureScope,
  kind: ArmKind | 'sql-database',
  index: number,
): { random: ItemRandom; naming: Naming } {
  const random = new ItemRandom(saltOf(seed, account, 'azure', kind), index);
  return { random, naming: drawNaming(random) };
}

/** The number at the end makes it unique. */
export function nameOf(scope: AzureScope, kind: ArmKind, index: number): string {
  const { environment, application } = drawItem(scope, kind, index).naming;
  const number = String(index + 1).padStart(3, '0');
  const { prefix } = ARM_KINDS[kind];
  // These names are of small letters and digits, and those of storage accounts not over 24.
  if (kind === 'storage-account' || kind === 'registry') {
    return `${prefix}${application.replace('-', '')}${number}`;
  }
  const name = `${prefix}-${environment}-${application}-${number}`;
  if (kind === 'dns-zone') return `${name}.example`;
  return kind === 'private-dns-zone' ? `${name}.internal` : name;
}

/** The id in the case in which its own service writes it. */
export function idOf(scope: AzureScope, kind: ArmKind, index: number): string {
  const name = nameOf(scope, kind, index);
  return `/subscriptions/${scope.subscriptionId}/resourceGroups/${groupOf(index)}/providers/${ARM_KINDS[kind].type}/${name}`;
}

/** The index that the name at the end of an id claims; that of a zone is a domain. */
export function claimedIndex(id: string): number | null {
  const digits = /(\d+)(?:\.example|\.internal)?$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits) - 1;
}

export function drawTags(
  random: ItemRandom,
  { environment, application, team }: Naming,
  revision: number,
): Record<string, string> {
  const tags: Record<string, string> = {};
  if (!random.chance(0.08)) {
    tags['environment'] = environment;
    tags['application'] = application;
  }
  if (random.chance(0.3)) tags['Team'] = team;
  if (random.chance(0.1)) tags['empty'] = '';
  if (random.chance(0.02)) tags['constructor'] = 'own property';
  if (random.chance(0.1)) tags['schedule'] = 'on=(M-U,8);off=(M-U,18);tz=pt';
  if (revision > 0) tags['revision'] = String(revision);
  return tags;
}

/** Compute writes seven digits and an offset. */
export function computeTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}.9278721+00:00`;
}

export function guid(random: ItemRandom): string {
  const hex = random.hex(32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
