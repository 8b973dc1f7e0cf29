import { instantOf, integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { nativeIdOf, regionOf, related, wordsAsTags } from '../payload';
import { toTrustedSources, trustsAnyone } from './trusted-sources.mapper';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['online', 'running'],
  ['creating', 'pending'],
  ['resizing', 'pending'],
  ['migrating', 'pending'],
  ['forking', 'pending'],
]);

/** The slugs of the API, in the words that the engines call themselves by. */
const ENGINES: ReadonlyMap<string | null, string> = new Map([
  ['pg', 'postgresql'],
  ['advanced_pg', 'postgresql'],
  ['advanced_mysql', 'mysql'],
]);

/**
 * `null` when the payload has no id. `sources` are those it trusts, `null` when they could not be
 * read.
 */
export function toDatabase(
  raw: unknown,
  sources: readonly unknown[] | null,
): DiscoveredResource<'database'> | null {
  const database = recordOf(raw);
  const id = nativeIdOf(database['id']);
  if (id === null) return null;
  const status = textOf(database['status']);
  const engine = textOf(database['engine']);
  const connection = recordOf(database['connection']);
  const nodes = integerOf(database['num_nodes']);
  const storageMib = integerOf(database['storage_size_mib']);
  const publiclyAccessible = sources === null ? null : trustsAnyone(sources);
  const firewall = toTrustedSources(raw, sources);
  return {
    resourceId: `database/${id}`,
    resourceType: 'database',
    nativeType: 'database',
    name: textOf(database['name']),
    region: regionOf(database['region']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(database['size']),
    privateIps: [],
    publicIps: [],
    isPublic: publiclyAccessible,
    tags: wordsAsTags(database['tags']),
    createdAt: instantOf(database['created_at']),
    relationships: [
      ...related('runs_in', 'vpc', [database['private_network_uuid']]),
      ...(firewall === null
        ? []
        : [{ kind: 'protected_by' as const, resourceId: firewall.resourceId }]),
    ],
    price: null,
    attributes: {
      engine: ENGINES.get(engine) ?? engine,
      engineVersion: textOf(database['semantic_version']) ?? textOf(database['version']),
      endpoint: textOf(connection['host']),
      port: integerOf(connection['port']),
      // All are: https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/
      encryptedAtRest: true,
      publiclyAccessible,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: null,
      deletionProtection: null,
      highlyAvailable: nodes === null ? null : nodes > 1,
      storageGib: storageMib === null ? null : Math.floor(storageMib / 1024),
    },
    raw,
  };
}
