import { integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { hostOf, isGlobal } from '../addresses';
import { elementOf, stateOf } from '../element';
import { lanId } from '../lans';
import { related } from '../relationships';

/**
 * Base backups are made daily and kept for a week, of every cluster and without a choice
 * (https://docs.ionos.com/cloud/databases/postgresql/overview).
 */
const BACKUP_DAYS = 7;

/** `null` when the payload has no id. */
export function toDatabase(raw: unknown): DiscoveredResource<'database'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  const connections = listOf(properties['connections']).map(recordOf);
  const addresses = textsOf(connections.map((connection) => connection['cidr']));
  const instances = integerOf(properties['instances']);
  const storageMib = integerOf(properties['storageSize']);
  const isPublic = canBePublic(connections.length, addresses);
  return {
    resourceId: `postgresql/${id}`,
    resourceType: 'database',
    nativeType: 'postgresql-cluster',
    name: textOf(properties['displayName']),
    region: textOf(properties['location']),
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: sizeOf(properties),
    privateIps: addresses.flatMap((address) => hostOf(address) ?? []),
    publicIps: [],
    isPublic,
    tags: {},
    createdAt,
    relationships: related(
      'runs_in',
      connections.map(({ datacenterId, lanId: lan }) => {
        const place = textOf(datacenterId);
        const number = textOf(lan) ?? integerOf(lan);
        return place === null || number === null ? null : lanId(place, String(number));
      }),
    ),
    price: null,
    attributes: {
      engine: 'postgresql',
      engineVersion: textOf(properties['postgresVersion']),
      endpoint: textOf(properties['dnsName']),
      // The API does not tell.
      port: null,
      // Storage on SSDs is encrypted since a date that is not published; the API does not tell.
      encryptedAtRest: null,
      publiclyAccessible: isPublic,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: BACKUP_DAYS,
      deletionProtection: null,
      highlyAvailable: instances === null ? null : instances > 1,
      storageGib: storageMib === null ? null : Math.floor(storageMib / 1024),
    },
    raw,
  };
}

/** A cluster can be reached by its LANs alone; `null` when these, or an address in one, are not clear. */
function canBePublic(connections: number, addresses: readonly string[]): boolean | null {
  if (connections === 0 || addresses.length < connections) return null;
  return addresses.every((address) => hostOf(address) !== null && !isGlobal(address))
    ? false
    : null;
}

/** The API knows no classes, so the cores and the memory of an instance are written as one. */
function sizeOf(properties: Readonly<Record<string, unknown>>): string | null {
  const cores = integerOf(properties['cores']);
  const ramMib = integerOf(properties['ram']);
  return cores === null || ramMib === null ? null : `${cores} cores, ${ramMib} MB`;
}
