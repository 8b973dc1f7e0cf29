import type { EmulatedItem } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import type { AwsKind, AwsServiceKind } from '../estate/estate-spec';
import type { Tag } from '../estate/names';

export type BaseKind = Exclude<AwsKind, AwsServiceKind>;

const RESOURCE_TYPES: Readonly<Record<BaseKind, string>> = {
  instance: 'vm',
  vpc: 'network',
  subnet: 'subnet',
  'security-group': 'firewall',
  volume: 'volume',
  snapshot: 'snapshot',
  'elastic-ip': 'public_ip',
  'network-interface': 'network_interface',
  image: 'image',
  'load-balancer': 'load_balancer',
  'db-instance': 'database',
  bucket: 'bucket',
};

/** Kinds whose name is nothing but a tag, which some of them lack. */
const NAMED_BY_TAG: ReadonlySet<BaseKind> = new Set<BaseKind>([
  'instance',
  'volume',
  'snapshot',
  'elastic-ip',
  'network-interface',
]);

/** What the ledger must hold for an item of the kinds that others are made of. */
export function ledgerRows(kind: BaseKind, item: EmulatedItem): LedgerRow[] {
  const row = {
    resourceId: item.arn ?? item.id,
    resourceType: RESOURCE_TYPES[kind],
    name: item.name,
  };
  if (!NAMED_BY_TAG.has(kind)) return [row];
  const { state, tags = [] } = item as { state?: string; tags?: readonly Tag[] };
  // A terminated instance is listed for an hour and is nothing that runs.
  if (state === 'terminated') return [];
  return [{ ...row, name: tags.find(([key]) => key === 'Name')?.[1] ?? null }];
}
