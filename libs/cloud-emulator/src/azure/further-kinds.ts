import type { Collection, Generate } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import { applicationGatewayGenerator, applicationGatewayJson } from './application-gateway.item';
import { ARM_KINDS, claimedIndex, type ArmKind, type AzureScope } from './arm-names';
import type { Living } from './attachments';
import type { AzureCounts } from './azure-account-spec';
import type { AzureItem } from './compute.items';
import { cosmosGenerator, cosmosJson } from './cosmos.item';
import { dnsZoneGenerator, dnsZoneJson } from './dns-zone.item';
import { networkWatcherGenerator, networkWatcherJson } from './network-watcher.item';
import { redisGenerator, redisJson } from './redis.item';
import { registryGenerator, registryJson } from './registry.item';
import { claimedGroup, resourceGroupGenerator, resourceGroupJson } from './resource-group.item';
import { roleAssignmentGenerator, roleAssignmentJson } from './role-assignment.item';
import { scaleSetGenerator, scaleSetJson } from './scale-set.item';
import { siteGenerator, siteJson, type AzureSite } from './site.item';
import { vaultGenerator, vaultJson } from './vault.item';

/** A kind that has one list below the subscription, and that no other kind has to look up. */
export interface FurtherKind {
  readonly kind: ArmKind;
  readonly count: keyof AzureCounts;
  readonly service: string;
  /** Of its list, below the subscription. */
  readonly path: string;
  /** Whether its list comes at once, as some services do it. */
  readonly whole: boolean;
  readonly claim: (id: string) => number | null;
  generator(scope: AzureScope, living: Living): Generate<AzureItem>;
  render(item: AzureItem): Record<string, unknown>;
  ledgerRow(item: AzureItem): LedgerRow;
}

/** The items of every further kind of one subscription. */
export type FurtherEstate = ReadonlyMap<ArmKind, Collection<AzureItem>>;

interface Outline<T extends AzureItem> {
  readonly kind: ArmKind;
  readonly count: keyof AzureCounts;
  readonly service: string;
  readonly resourceType: string | ((item: T) => string);
  readonly generator: (scope: AzureScope, living: Living) => Generate<T>;
  readonly render: (item: T) => Record<string, unknown>;
  readonly path?: string;
  readonly whole?: boolean;
  readonly claim?: (id: string) => number | null;
}

export const FURTHER_KINDS: readonly FurtherKind[] = [
  further({
    kind: 'scale-set',
    count: 'scaleSets',
    service: 'compute',
    resourceType: 'scaling_group',
    generator: scaleSetGenerator,
    render: scaleSetJson,
  }),
  further({
    kind: 'application-gateway',
    count: 'applicationGateways',
    service: 'network',
    resourceType: 'load_balancer',
    generator: applicationGatewayGenerator,
    render: applicationGatewayJson,
  }),
  further({
    kind: 'network-watcher',
    count: 'networkWatchers',
    service: 'network',
    resourceType: 'detector',
    generator: networkWatcherGenerator,
    render: networkWatcherJson,
    whole: true,
  }),
  further({
    kind: 'vault',
    count: 'vaults',
    service: 'keyvault',
    resourceType: 'secret_store',
    generator: vaultGenerator,
    render: vaultJson,
  }),
  further({
    kind: 'site',
    count: 'sites',
    service: 'web',
    resourceType: (site: AzureSite) => (site.kind === 'functionapp,linux' ? 'function' : 'app'),
    generator: siteGenerator,
    render: siteJson,
  }),
  further({
    kind: 'registry',
    count: 'registries',
    service: 'containerregistry',
    resourceType: 'registry',
    generator: registryGenerator,
    render: registryJson,
  }),
  further({
    kind: 'redis',
    count: 'redisCaches',
    service: 'cache',
    resourceType: 'database',
    generator: redisGenerator,
    render: redisJson,
    // Its items write the type otherwise.
    path: '/providers/Microsoft.Cache/redis',
  }),
  further({
    kind: 'cosmos',
    count: 'cosmosAccounts',
    service: 'documentdb',
    resourceType: 'database',
    generator: cosmosGenerator,
    render: cosmosJson,
    whole: true,
  }),
  further({
    kind: 'role-assignment',
    count: 'roleAssignments',
    service: 'authorization',
    resourceType: 'role_assignment',
    generator: roleAssignmentGenerator,
    render: roleAssignmentJson,
  }),
  further({
    kind: 'resource-group',
    count: 'resourceGroups',
    service: 'resources',
    resourceType: 'resource_group',
    generator: resourceGroupGenerator,
    render: resourceGroupJson,
    path: '/resourcegroups',
    claim: claimedGroup,
  }),
  further({
    kind: 'dns-zone',
    count: 'dnsZones',
    service: 'network',
    resourceType: 'dns_zone',
    generator: dnsZoneGenerator('dns-zone'),
    render: dnsZoneJson,
  }),
  further({
    kind: 'private-dns-zone',
    count: 'privateDnsZones',
    service: 'network',
    resourceType: 'dns_zone',
    generator: dnsZoneGenerator('private-dns-zone'),
    render: dnsZoneJson,
  }),
];

/** Items of a kind are only ever given to the functions of their kind. */
function further<T extends AzureItem>(outline: Outline<T>): FurtherKind {
  const { kind, count, service, resourceType, generator, render } = outline;
  const typeOf = typeof resourceType === 'string' ? () => resourceType : resourceType;
  return {
    kind,
    count,
    service,
    path: outline.path ?? `/providers/${ARM_KINDS[kind].type}`,
    whole: outline.whole ?? false,
    claim: outline.claim ?? claimedIndex,
    generator,
    render: (item) => render(item as T),
    // ARM compares ids without regard to case, and the ledger holds them in small letters.
    ledgerRow: (item) => ({
      resourceId: item.id.toLowerCase(),
      resourceType: typeOf(item as T),
      name: item.name,
    }),
  };
}
