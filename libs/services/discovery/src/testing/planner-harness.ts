import { randomBytes } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { DEMO_AWS, demoEstate, type Emulator, startEmulator } from '@skyledger/cloud-emulator';
import { CREDENTIALS_FIELD, type RunKind, type Schedule } from '@skyledger/contracts';
import { DatabaseModule, uuidv7 } from '@skyledger/database';
import { LimitsModule } from '@skyledger/limits';
import { MessagingModule } from '@skyledger/messaging';
import { createTestDatabase } from '@skyledger/testing';
import { Vault, VaultModule } from '@skyledger/vault';
import { Client } from 'pg';
import { DiscoveryModule } from '../discovery.module';
import { RunPlanner } from '../plan/run-planner.service';
import { OPTIONS, type TestAccount } from './discovery-ledger';

/** What an account or a run selects; null means everything. */
export interface TestSelection {
  regions?: string[] | null;
  resourceTypes?: string[] | null;
}

/** A planner with an emulated cloud, and runs that wait for it. */
export interface PlannerHarness {
  owner: Client;
  emulator: Emulator;
  /** By the demo's keys, unless told otherwise. */
  addAccount(
    settings?: TestSelection & { schedule?: Schedule; credentials?: object },
  ): Promise<TestAccount>;
  /** Plans a run; tells what it is to read, as `<pass> <region>`. */
  plan(
    account: TestAccount,
    selection?: TestSelection & { kind?: RunKind },
  ): Promise<{ runId: string; passes: string[] }>;
  /** Ends the passes of a run, those named in `outcomes` as told and all others completed. */
  end(runId: string, outcomes?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

const DEMO_KEYS = {
  method: 'access_keys',
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};

export async function startPlanner(): Promise<PlannerHarness> {
  const [{ url, drop }, emulator] = await Promise.all([
    createTestDatabase(),
    startEmulator({ estate: demoEstate() }),
  ]);
  const vault = new Vault(randomBytes(32).toString('hex'));
  const app: TestingModule = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url, poolSize: 4, applicationName: 'planner test' }),
      LimitsModule.forRoot({ redisUrl: null }),
      VaultModule.forRoot(vault),
      MessagingModule.forRoot({ transport: 'postgres', serviceName: 'planner test', relay: false }),
      DiscoveryModule.forRoot({ ...OPTIONS, endpointOf: () => emulator.awsEndpoint }),
    ],
  }).compile();
  const owner = new Client({ connectionString: url });
  await owner.connect();

  return {
    owner,
    emulator,
    async addAccount({
      regions = null,
      resourceTypes = null,
      schedule = { kind: 'manual' },
      credentials = DEMO_KEYS,
    } = {}) {
      const account = { tenantId: uuidv7(), accountId: uuidv7() };
      const { keyId, ciphertext } = vault.seal(JSON.stringify(credentials), {
        ...account,
        field: CREDENTIALS_FIELD,
      });
      const ids = [account.tenantId, account.accountId];
      await owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [ids[0]]);
      await owner.query(
        `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, regions,
           resource_types, schedule, created_by)
         VALUES ($1, $2::uuid, 'aws', 'test', $2::uuid::text, 'active', $3, $4, $5, 'test')`,
        [...ids, regions, resourceTypes, schedule],
      );
      await owner.query(
        `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
         VALUES ($1, $2, $3, $4, 'print')`,
        [...ids, keyId, ciphertext],
      );
      return account;
    },
    async plan(account, { kind = 'full', regions = null, resourceTypes = null } = {}) {
      const [runId, ids] = [uuidv7(), [account.tenantId, account.accountId]];
      await owner.query(
        `WITH account AS (
           UPDATE cloud_accounts SET run_number = run_number + 1 WHERE tenant_id = $1 AND id = $2 RETURNING run_number)
         INSERT INTO cloud_discovery_runs (tenant_id, account_id, id, number, trigger, requested_by, status,
           leased_until, kind, regions, resource_types)
         SELECT $1, $2, $3, run_number, 'manual', 'test', 'queued', now() + '1 day', $4, $5, $6 FROM account`,
        [...ids, runId, kind, regions, resourceTypes],
      );
      await app.get(RunPlanner).plan(account.tenantId, runId, true);
      const { rows } = await owner.query<{ place: string }>(
        `SELECT pass_key || ' ' || region AS place FROM cloud_discovery_passes WHERE run_id = $1 ORDER BY 1`,
        [runId],
      );
      return { runId, passes: rows.map(({ place }) => place) };
    },
    async end(runId, outcomes = {}) {
      await owner.query(
        `UPDATE cloud_discovery_passes SET finished_at = now(),
           status = coalesce($2::jsonb ->> (pass_key || ' ' || region), 'completed') WHERE run_id = $1`,
        [runId, outcomes],
      );
      await owner.query(
        `UPDATE cloud_discovery_runs SET status = 'completed', finished_at = now() WHERE id = $1`,
        [runId],
      );
    },
    async stop() {
      await app.close();
      await owner.end();
      await Promise.all([emulator.close(), drop()]);
    },
  };
}
