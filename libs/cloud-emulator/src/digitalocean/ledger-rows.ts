import type { EmulatedItem } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import type { DigitalOceanAccountSpec } from './digitalocean-spec';

/** What the ledger calls the items of a kind, and where their ids begin. */
const ROWS = {
  droplet: ['vm', 'droplet'],
  'gpu-droplet': ['vm', 'droplet'],
  volume: ['volume', 'volume'],
  'droplet-snapshot': ['snapshot', 'snapshot'],
  'volume-snapshot': ['snapshot', 'snapshot'],
  image: ['image', 'image'],
  vpc: ['network', 'vpc'],
  firewall: ['firewall', 'firewall'],
  'load-balancer': ['load_balancer', 'load_balancer'],
  database: ['database', 'database'],
  'reserved-ip': ['public_ip', 'reserved_ip'],
  'reserved-ipv6': ['public_ip', 'reserved_ipv6'],
  'kubernetes-cluster': ['cluster', 'kubernetes_cluster'],
  domain: ['dns_zone', 'domain'],
  certificate: ['certificate', 'certificate'],
  app: ['app', 'app'],
  space: ['bucket', 'space'],
} as const;

export type DigitalOceanKind = keyof typeof ROWS;

/** A database brings its trusted sources along; buckets are seen by who has a key to them. */
export function ledgerRows(
  spec: DigitalOceanAccountSpec,
  kind: DigitalOceanKind,
  { id, name }: EmulatedItem,
): LedgerRow[] {
  if (kind === 'space' && spec.spacesKey === undefined) return [];
  const [resourceType, prefix] = ROWS[kind];
  const row = { resourceId: `${prefix}/${id}`, resourceType, name };
  if (kind !== 'database') return [row];
  return [row, { resourceId: `${row.resourceId}/firewall`, resourceType: 'firewall', name }];
}
