import { DataSource } from 'typeorm';
import { CreateAccounts1763700000001 } from './migrations/1763700000001-create-accounts';
import { CreateMessaging1763700000002 } from './migrations/1763700000002-create-messaging';
import { CreateDiscovery1763700000003 } from './migrations/1763700000003-create-discovery';
import { CreateResources1763700000004 } from './migrations/1763700000004-create-resources';
import { CreateFindings1763700000005 } from './migrations/1763700000005-create-findings';
import { CreateAgents1763700000006 } from './migrations/1763700000006-create-agents';
import { OrganiseAccounts1763700000007 } from './migrations/1763700000007-organise-accounts';
import { SelectRuns1763700000008 } from './migrations/1763700000008-select-runs';
import { FollowAccountHealth1763700000009 } from './migrations/1763700000009-follow-account-health';
import { AnnotateResources1763700000030 } from './migrations/1763700000030-annotate-resources';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  CreateAccounts1763700000001,
  CreateMessaging1763700000002,
  CreateDiscovery1763700000003,
  CreateResources1763700000004,
  CreateFindings1763700000005,
  CreateAgents1763700000006,
  OrganiseAccounts1763700000007,
  SelectRuns1763700000008,
  FollowAccountHealth1763700000009,
  AnnotateResources1763700000030,
];

/** Any number; what matters is that every process uses the same. */
const MIGRATION_LOCK = 7_254_031;

/** A data source that owns the tables: for migrations alone. */
export function migrationDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'skyledger migrate',
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    extra: { max: 2 },
  });
}

/**
 * Brings the schema up to date. Several processes may call it at once: one works, the others wait.
 * @param url of a login that owns the tables and may create roles
 */
export async function migrate(url: string): Promise<void> {
  const dataSource = await migrationDataSource(url).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}
