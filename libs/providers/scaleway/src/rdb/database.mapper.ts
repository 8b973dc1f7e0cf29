import { instantOf, integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { gibOf, labelsOf, related, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ready', 'running'],
  // It can be used meanwhile.
  ['backuping', 'running'],
  ['snapshotting', 'running'],
  ['configuring', 'running'],
  ['provisioning', 'pending'],
  ['initializing', 'pending'],
  ['restarting', 'pending'],
  ['autohealing', 'pending'],
  ['deleting', 'pending'],
  ['error', 'error'],
  ['disk_full', 'error'],
  ['locked', 'error'],
]);

type Endpoint = Readonly<Record<string, unknown>>;

/**
 * `null` when the payload has no id.
 * @param acl who may connect, as listed apart
 */
export function toDatabase(
  raw: unknown,
  acl: readonly unknown[],
  region: string,
): DiscoveredResource<'database'> | null {
  const instance = recordOf(raw);
  const id = textOf(instance['id']);
  if (id === null) return null;
  const status = textOf(instance['status']);
  const endpoints = endpointsOf(instance);
  const open = endpoints.filter(isOpen);
  const inside = endpoints.filter((endpoint) => !isOpen(endpoint));
  const isPublic = Array.isArray(instance['endpoints']) ? open.length > 0 : null;
  const first = open[0] ?? inside[0];
  const [engine, engineVersion] = engineOf(instance['engine']);
  return {
    resourceId: resourceIdOf('database', region, id),
    resourceType: 'database',
    nativeType: 'rdb_instance',
    name: textOf(instance['name']),
    region,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(instance['node_type']),
    privateIps: textsOf(inside.map((endpoint) => endpoint['ip'])),
    publicIps: textsOf(open.map((endpoint) => endpoint['ip'])),
    isPublic,
    tags: labelsOf(instance['tags']),
    createdAt: instantOf(instance['created_at']),
    relationships: related('runs_in', 'private-network', region, inside.map(networkOf)),
    price: null,
    attributes: {
      engine,
      engineVersion,
      endpoint: textOf(first?.['hostname']) ?? textOf(first?.['ip']),
      port: integerOf(first?.['port']),
      encryptedAtRest: flagOf(recordOf(instance['encryption'])['enabled']),
      publiclyAccessible: isPublic === null ? null : isPublic && acl.some(admitsAnyone),
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: retentionOf(instance['backup_schedule']),
      // There is nothing of the kind.
      deletionProtection: null,
      highlyAvailable: flagOf(instance['is_ha_cluster']),
      storageGib: storageOf(instance['volume']),
    },
    raw: { ...instance, acl_rules: acl },
  };
}

/** `endpoint` is an old field for the first of `endpoints`. */
function endpointsOf(instance: Readonly<Record<string, unknown>>): Endpoint[] {
  const endpoints = listOf(instance['endpoints']);
  return (endpoints.length > 0 ? endpoints : [instance['endpoint']])
    .map(recordOf)
    .filter((endpoint) => Object.keys(endpoint).length > 0);
}

/** What an endpoint is, is told by which of its fields is an object, even an empty one. */
function isOpen(endpoint: Endpoint): boolean {
  return !isObject(endpoint['private_network']);
}

function networkOf(endpoint: Endpoint): string | null {
  return textOf(recordOf(endpoint['private_network'])['private_network_id']);
}

/** `PostgreSQL-15` is an engine and its version. */
function engineOf(raw: unknown): [string | null, string | null] {
  const text = textOf(raw);
  const match = /^(.+)-([\d.]+)$/.exec(text ?? '');
  if (!match) return [text?.toLowerCase() ?? null, null];
  return [match[1]?.toLowerCase() ?? null, match[2] ?? null];
}

function admitsAnyone(raw: unknown): boolean {
  const rule = recordOf(raw);
  const ip = textOf(rule['ip']);
  const allows = rule['action'] === 'allow' && rule['direction'] !== 'outbound';
  return allows && ip !== null && /\/0$/.test(ip);
}

/** The retention is in days; a schedule that is disabled keeps nothing. */
function retentionOf(raw: unknown): number | null {
  const schedule = recordOf(raw);
  return schedule['disabled'] === true ? 0 : integerOf(schedule['retention']);
}

function storageOf(volume: unknown): number | null {
  const size = gibOf(recordOf(volume)['size']);
  return size === null ? null : integerOf(Math.round(size));
}

function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
