import {
  instantOf,
  integerOf,
  listOf,
  recordOf,
  tagsOf,
  textOf,
  textsOf,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { wholeOf } from '../payload';
import { pathOf, relatedTo } from '../resource-name';

type Payload = Readonly<Record<string, unknown>>;

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['RUNNABLE', 'running'],
  ['ONLINE_MAINTENANCE', 'running'],
  ['MAINTENANCE', 'pending'],
  ['REPAIRING', 'pending'],
  ['PENDING_CREATE', 'pending'],
  ['PENDING_DELETE', 'pending'],
  ['SUSPENDED', 'stopped'],
  ['FAILED', 'error'],
]);

interface Engine {
  name: string;
  port: number;
}

const ENGINES: ReadonlyMap<string, Engine> = new Map([
  ['POSTGRES', { name: 'postgres', port: 5432 }],
  ['MYSQL', { name: 'mysql', port: 3306 }],
  ['SQLSERVER', { name: 'sqlserver', port: 1433 }],
]);

/** `null` when the payload does not identify itself. */
export function toSqlInstance(raw: unknown): DiscoveredResource<'database'> | null {
  const instance = recordOf(raw);
  const path = pathOf(instance['selfLink']);
  if (path === null) return null;
  const settings = recordOf(instance['settings']);
  const ipConfiguration = recordOf(settings['ipConfiguration']);
  const state = textOf(instance['state']);
  // `POSTGRES_15`, `MYSQL_8_0_44`, `SQLSERVER_2022_WEB`.
  const [family = '', ...version] = (textOf(instance['databaseVersion']) ?? '').split('_');
  const engine = ENGINES.get(family);
  const publicIps = addressesOf(instance, ['PRIMARY']);
  const privateIps = addressesOf(instance, ['PRIVATE']);
  const publiclyAccessible = booleanOf(ipConfiguration['ipv4Enabled']);
  return {
    resourceId: `//cloudsql.googleapis.com/${path}`,
    resourceType: 'database',
    nativeType: 'sqladmin.googleapis.com/Instance',
    name: textOf(instance['name']),
    region: textOf(instance['region']),
    zone: textOf(instance['gceZone']),
    state: stopped(settings, state) ? 'stopped' : (STATES.get(state) ?? 'unknown'),
    nativeState: state,
    size: textOf(settings['tier']),
    privateIps,
    publicIps,
    isPublic: publiclyAccessible,
    tags: tagsOf(settings['userLabels']),
    createdAt: instantOf(instance['createTime']),
    relationships: relatedTo('runs_in', instance['selfLink'], [ipConfiguration['privateNetwork']]),
    price: null,
    attributes: {
      engine: engine?.name ?? textOf(family.toLowerCase()),
      engineVersion: textOf(version.join(/^\d+$/.test(version[1] ?? '') ? '.' : ' ')),
      endpoint: textOf(instance['dnsName']) ?? publicIps[0] ?? privateIps[0] ?? null,
      port: engine?.port ?? null,
      // Without exception: https://cloud.google.com/sql/docs/postgres/faq#encryption
      encryptedAtRest: true,
      publiclyAccessible,
      tlsRequired: tlsRequiredBy(ipConfiguration),
      accessLogged: null,
      backupRetentionDays: retentionOf(recordOf(settings['backupConfiguration'])),
      deletionProtection: booleanOf(settings['deletionProtectionEnabled']),
      highlyAvailable: availabilityOf(settings['availabilityType']),
      storageGib: wholeOf(settings['dataDiskSizeGb']),
    },
    raw,
  };
}

/** A stopped instance is still called runnable; its activation policy says that it is not to run. */
function stopped(settings: Payload, state: string | null): boolean {
  return state === 'RUNNABLE' && settings['activationPolicy'] === 'NEVER';
}

function addressesOf(instance: Payload, types: readonly string[]): string[] {
  const mappings = listOf(instance['ipAddresses']).map(recordOf);
  return textsOf(
    mappings
      .filter((mapping) => types.includes(textOf(mapping['type']) ?? ''))
      .map((mapping) => mapping['ipAddress']),
  );
}

/** The newer setting decides; older instances have the older one alone. */
function tlsRequiredBy(ipConfiguration: Payload): boolean | null {
  switch (ipConfiguration['sslMode']) {
    case 'ENCRYPTED_ONLY':
    case 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED':
      return true;
    case 'ALLOW_UNENCRYPTED_AND_ENCRYPTED':
      return false;
    default:
      return booleanOf(ipConfiguration['requireSsl']);
  }
}

/** Automated backups are daily, and kept by their number. */
function retentionOf(backups: Payload): number | null {
  if (backups['enabled'] === false) return 0;
  if (backups['enabled'] !== true) return null;
  return integerOf(recordOf(backups['backupRetentionSettings'])['retainedBackups']);
}

function availabilityOf(value: unknown): boolean | null {
  if (value === 'REGIONAL') return true;
  return value === 'ZONAL' ? false : null;
}

function booleanOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
