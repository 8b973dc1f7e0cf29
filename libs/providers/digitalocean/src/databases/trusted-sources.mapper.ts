import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';
import { cidrOf, nativeIdOf, regionOf } from '../payload';

/**
 * A cluster without trusted sources takes connections from anywhere
 * (https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/).
 */
export function trustsAnyone(sources: readonly unknown[]): boolean {
  return (
    sources.length === 0 ||
    sources
      .map(recordOf)
      .some(({ type, value }) => type === 'ip_addr' && /\/0$/.test(textOf(value) ?? ''))
  );
}

/** The kinds of sources by the collection that their values are ids of. */
const COLLECTIONS: ReadonlyMap<unknown, string> = new Map([
  ['droplet', 'droplet'],
  ['k8s', 'kubernetes_cluster'],
  ['tag', 'tag'],
  ['app', 'app'],
]);

/**
 * The trusted sources of a database cluster, which are its firewall: they have no id of their own.
 * `null` without an id of the cluster, without its port, of which all rules are, or when the sources
 * could not be read.
 */
export function toTrustedSources(
  rawDatabase: unknown,
  sources: readonly unknown[] | null,
): DiscoveredResource<'firewall'> | null {
  const database = recordOf(rawDatabase);
  const id = nativeIdOf(database['id']);
  const port = integerOf(recordOf(database['connection'])['port']);
  if (id === null || port === null || sources === null) return null;
  return {
    resourceId: `database/${id}/firewall`,
    resourceType: 'firewall',
    nativeType: 'database_firewall',
    name: textOf(database['name']),
    region: regionOf(database['region']),
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: { rules: rulesOf(port, sources), isDefault: false },
    raw: { rules: sources },
  };
}

function rulesOf(port: number, sources: readonly unknown[]): FirewallRule[] {
  if (sources.length === 0) {
    const description = 'implied: there is no trusted source';
    return [{ ...inbound(port), cidrs: ['0.0.0.0/0', '::/0'], description }];
  }
  return sources.map(recordOf).map(({ type, value, description }) => {
    const collection = COLLECTIONS.get(type);
    const id = nativeIdOf(value);
    return {
      ...inbound(port),
      cidrs: type === 'ip_addr' && id !== null ? [cidrOf(id)] : [],
      peers: collection !== undefined && id !== null ? [`${collection}/${id}`] : [],
      description: textOf(description),
    };
  });
}

function inbound(port: number): FirewallRule {
  return {
    direction: 'inbound',
    action: 'allow',
    protocol: 'tcp',
    fromPort: port,
    toPort: port,
    cidrs: [],
    peers: [],
    priority: null,
    description: null,
  };
}
