import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { toDatabaseCluster, type Engine } from './database-cluster';

/**
 * Backups are made of every cluster and kept for a week
 * (https://docs.ionos.com/cloud/databases/mariadb/overview/backups).
 */
const BACKUP_DAYS = 7;

const MARIADB: Engine = {
  name: 'mariadb',
  version: 'mariadbVersion',
  unitMib: 1024,
  endpointOf: (properties) => textOf(properties['dnsName']),
  backupDaysOf: () => BACKUP_DAYS,
};

/**
 * `null` when the payload has no id.
 * @param location of the API that listed it, for example `de/txl`
 */
export function toMariaDatabase(
  raw: unknown,
  location: string,
): DiscoveredResource<'database'> | null {
  return toDatabaseCluster(raw, MARIADB, location);
}
