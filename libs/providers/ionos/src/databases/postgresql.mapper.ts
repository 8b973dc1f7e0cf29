import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { toDatabaseCluster, type Engine } from './database-cluster';

/**
 * Base backups are made daily and kept for a week, of every cluster and without a choice
 * (https://docs.ionos.com/cloud/databases/postgresql/overview).
 */
const BACKUP_DAYS = 7;

const POSTGRESQL: Engine = {
  name: 'postgresql',
  version: 'postgresVersion',
  unitMib: 1,
  endpointOf: (properties) => textOf(properties['dnsName']),
  backupDaysOf: () => BACKUP_DAYS,
};

/** `null` when the payload has no id. */
export function toDatabase(raw: unknown): DiscoveredResource<'database'> | null {
  return toDatabaseCluster(raw, POSTGRESQL, null);
}
