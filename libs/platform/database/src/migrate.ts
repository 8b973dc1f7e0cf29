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
import { NamePermissions1763700000040 } from './migrations/1763700000040-name-permissions';
import { ArrangeEntities1763700000041 } from './migrations/1763700000041-arrange-entities';
import { BindRoles1763700000042 } from './migrations/1763700000042-bind-roles';
import { RecordAudits1763700000050 } from './migrations/1763700000050-record-audits';
import { RememberRequests1763700000051 } from './migrations/1763700000051-remember-requests';
import { MintExternalIds1763700000060 } from './migrations/1763700000060-mint-external-ids';
import { TellIdentityChains1763700000061 } from './migrations/1763700000061-tell-identity-chains';
import { KeepOnboardingSessions1763700000070 } from './migrations/1763700000070-keep-onboarding-sessions';
import { FollowCredentialHealth1763700000080 } from './migrations/1763700000080-follow-credential-health';
import { CountSealedRows1763700000081 } from './migrations/1763700000081-count-sealed-rows';
import { ConnectOrganizations1763700000090 } from './migrations/1763700000090-connect-organizations';
import { AdmitBiLogins1763700000100 } from './migrations/1763700000100-admit-bi-logins';
import { CountSealedAnswers1763700000110 } from './migrations/1763700000110-count-sealed-answers';
import { MintForOnboarding1763700000111 } from './migrations/1763700000111-mint-for-onboarding';
import { CompressPayloadsWithLz41763700000120 } from './migrations/1763700000120-compress-payloads-with-lz4';

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
  NamePermissions1763700000040,
  ArrangeEntities1763700000041,
  BindRoles1763700000042,
  RecordAudits1763700000050,
  RememberRequests1763700000051,
  MintExternalIds1763700000060,
  TellIdentityChains1763700000061,
  KeepOnboardingSessions1763700000070,
  FollowCredentialHealth1763700000080,
  CountSealedRows1763700000081,
  ConnectOrganizations1763700000090,
  AdmitBiLogins1763700000100,
  CountSealedAnswers1763700000110,
  MintForOnboarding1763700000111,
  CompressPayloadsWithLz41763700000120,
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
