import { integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { hostOf, isGlobal } from '../addresses';
import { elementOf, stateOf } from '../element';
import { lanId } from '../lans';
import { related } from '../relationships';

type Payload = Readonly<Record<string, unknown>>;

/** In what the APIs of the managed databases differ. */
export interface Engine {
  readonly name: 'postgresql' | 'mongodb' | 'mariadb';
  /** The property that tells its version. */
  readonly version: string;
  /** In what memory and storage are counted: megabytes or gigabytes, which are of 1024. */
  readonly unitMib: 1 | 1024;
  endpointOf(properties: Payload): string | null;
  backupDaysOf(properties: Payload): number | null;
}

/**
 * A cluster of managed databases; `null` when the payload has no id.
 * @param location where it is, for APIs that are of one location and do not tell
 */
export function toDatabaseCluster(
  raw: unknown,
  engine: Engine,
  location: string | null,
): DiscoveredResource<'database'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  const connections = listOf(properties['connections']).map(recordOf);
  const instances = integerOf(properties['instances']);
  const storage = integerOf(properties['storageSize']);
  const isPublic = canBePublic(connections);
  return {
    resourceId: `${engine.name}/${id}`,
    resourceType: 'database',
    nativeType: `${engine.name}-cluster`,
    name: textOf(properties['displayName']),
    region: textOf(properties['location']) ?? location,
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: sizeOf(properties, engine),
    privateIps: connections.flatMap(addressesOf).flatMap((address) => hostOf(address) ?? []),
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
      engine: engine.name,
      engineVersion: textOf(properties[engine.version]),
      endpoint: engine.endpointOf(properties),
      // The API does not tell.
      port: null,
      // Storage on SSDs is encrypted since a date that is not published; the API does not tell.
      encryptedAtRest: null,
      publiclyAccessible: isPublic,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: engine.backupDaysOf(properties),
      deletionProtection: null,
      highlyAvailable: instances === null ? null : instances > 1,
      storageGib: storage === null ? null : Math.floor((storage * engine.unitMib) / 1024),
    },
    raw,
  };
}

/** MongoDB gives an address to each instance, the others give one to the cluster. */
function addressesOf({ cidr, cidrList }: Payload): string[] {
  return textsOf([cidr, ...listOf(cidrList)]);
}

/** A cluster can be reached by its LANs alone; `null` when these, or an address in one, are not clear. */
function canBePublic(connections: readonly Payload[]): boolean | null {
  const addresses = connections.map(addressesOf);
  if (addresses.length === 0 || addresses.some((each) => each.length === 0)) return null;
  return addresses.flat().every((address) => hostOf(address) !== null && !isGlobal(address))
    ? false
    : null;
}

/** The API knows no classes, so the cores and the memory of an instance are written as one. */
function sizeOf({ cores, ram }: Payload, { unitMib }: Engine): string | null {
  const [count, memory] = [integerOf(cores), integerOf(ram)];
  return count === null || memory === null ? null : `${count} cores, ${memory * unitMib} MB`;
}
