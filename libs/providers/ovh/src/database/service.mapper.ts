import { instantOf, integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { allowsAnyone } from '../addresses';
import { inProject, runsIn } from '../native-id';
import { boolOf, mebibytesOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['READY', 'running'],
  ['LOCKED', 'running'],
  ['CREATING', 'pending'],
  ['UPDATING', 'pending'],
  ['PENDING', 'pending'],
  ['LOCKED_PENDING', 'pending'],
  ['LOCKED_UPDATING', 'pending'],
  ['DELETING', 'pending'],
  ['SHELVED', 'stopped'],
  ['ERROR', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 */
export function toDatabase(raw: unknown, project: string): DiscoveredResource<'database'> | null {
  const service = recordOf(raw);
  const id = textOf(service['id']);
  if (id === null) return null;
  const status = textOf(service['status']);
  const nodes = Array.isArray(service['nodes']) ? service['nodes'].map(recordOf) : null;
  const endpoint = firstEndpoint(service['endpoints']);
  const networkType = textOf(service['networkType']);
  return {
    resourceId: inProject(project, 'database', id),
    resourceType: 'database',
    nativeType: 'cloud.project.database.Service',
    // What people call it; it has no other name.
    name: textOf(service['description']),
    region: textsOf(nodes?.map((node) => node['region'])).sort()[0] ?? null,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(service['flavor']),
    privateIps: [],
    publicIps: [],
    isPublic: networkType === null ? null : networkType === 'public',
    tags: {},
    createdAt: instantOf(service['createdAt']),
    relationships: [
      ...runsIn(project, 'network', service['networkId']),
      ...runsIn(project, 'subnet', service['subnetId']),
    ],
    price: null,
    attributes: {
      engine: textOf(service['engine']),
      engineVersion: textOf(service['version']),
      endpoint: endpoint.domain,
      port: endpoint.port,
      encryptedAtRest: null,
      publiclyAccessible: isReachable(networkType, service['ipRestrictions']),
      // Engines without backups have none to switch on, so they tell nothing.
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: integerOf(recordOf(service['backups'])['retentionDays']),
      deletionProtection: boolOf(service['deletionProtection']),
      highlyAvailable: nodes === null || nodes.length === 0 ? null : nodes.length > 1,
      storageGib: storageGib(service),
    },
    raw,
  };
}

/** On a public network it answers the addresses that it is told to, and nobody until it is told any. */
function isReachable(networkType: string | null, restrictions: unknown): boolean | null {
  if (networkType === 'private') return false;
  if (networkType !== 'public' || !Array.isArray(restrictions)) return null;
  return allowsAnyone(textsOf(restrictions.map((each) => recordOf(each)['ip'])));
}

/** The first by name: that of the engine itself, before those for reading or other protocols. */
function firstEndpoint(raw: unknown): { domain: string | null; port: number | null } {
  const endpoints = listOf(raw).map(recordOf);
  const nameOf = (each: Readonly<Record<string, unknown>>): string =>
    `${textOf(each['component']) ?? ''} ${textOf(each['domain']) ?? ''} ${String(each['port'])}`;
  const [first] = endpoints.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return { domain: textOf(first?.['domain']), port: integerOf(first?.['port']) };
}

/** `storage` is the newer field, `disk` the one before it, in GB. */
function storageGib(service: Readonly<Record<string, unknown>>): number | null {
  const mebibytes = mebibytesOf(recordOf(service['storage'])['size']);
  if (mebibytes !== null) return Math.round(mebibytes / 1024);
  return integerOf(recordOf(service['disk'])['size']);
}
