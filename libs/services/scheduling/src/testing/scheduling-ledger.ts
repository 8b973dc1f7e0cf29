import { randomUUID } from 'node:crypto';
import { Database, uuidv7 } from '@skyledger/database';
import { Outbox } from '@skyledger/messaging';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { Client } from 'pg';
import { Expiry } from '../expiry.service';
import { CredentialWatch } from '../credential-watch.service';
import { Heartbeat } from '../heartbeat.service';
import { OrganizationWatch } from '../organization-watch.service';
import { Recovery } from '../recovery.service';
import { Scheduler } from '../scheduler.service';

/** A tenant with one account. */
export interface TestAccount {
  tenantId: string;
  accountId: string;
}

const OPTIONS = {
  tickSeconds: 1,
  sweepSeconds: 1,
  graceSeconds: 60,
  validationMaxAgeSeconds: 24 * 3600,
  validationPatienceSeconds: 900,
  organizationMaxAgeSeconds: 3600,
  credentialLimits: { ageWarning: 60, ageCritical: 90, expiryWarning: 30, expiryCritical: 7 },
};

/** A database with accounts that are due or not. */
export class SchedulingLedger {
  private constructor(
    private readonly resource: TestResource,
    /** A session that sees every tenant. */
    readonly owner: Client,
    /** The way services use it. */
    readonly database: Database,
  ) {}

  static async open(): Promise<SchedulingLedger> {
    const resource = await createTestDatabase();
    const owner = new Client({ connectionString: resource.url });
    await owner.connect();
    const database = await Database.connect({
      url: resource.url,
      poolSize: 8,
      applicationName: 'scheduling test',
    });
    return new SchedulingLedger(resource, owner, database);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.owner.end();
    await this.resource.drop();
  }

  scheduler(): Scheduler {
    return new Scheduler(this.database, new Outbox(), OPTIONS);
  }

  heartbeat(): Heartbeat {
    return new Heartbeat(this.database, new Outbox(), OPTIONS);
  }

  credentialWatch(): CredentialWatch {
    return new CredentialWatch(this.database, new Outbox(), OPTIONS);
  }

  organizationWatch(): OrganizationWatch {
    return new OrganizationWatch(this.database, new Outbox(), OPTIONS);
  }

  recovery(): Recovery {
    return new Recovery(this.database, new Outbox(), OPTIONS);
  }

  expiry(): Expiry {
    return new Expiry(this.database);
  }

  async clear(): Promise<void> {
    await this.owner.query('TRUNCATE cloud_accounts, cloud_organizations, outbox CASCADE');
  }

  /** @param dueInMinutes when the next run is due; negative: so long ago; `null`: never */
  async addAccount(
    dueInMinutes: number | null,
    { schedule = { kind: 'interval', minutes: 60 } as object, status = 'active' } = {},
  ): Promise<TestAccount> {
    const account = { tenantId: randomUUID(), accountId: randomUUID() };
    await this.owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [
      account.tenantId,
    ]);
    await this.owner.query(
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by,
         next_run_at)
       VALUES ($1, $2::uuid, 'aws', 'test', $2::uuid::text, $3, $4, 'test', now() + make_interval(mins => $5))`,
      [account.tenantId, account.accountId, status, schedule, dueInMinutes],
    );
    return account;
  }

  /** Starts a run on request. */
  async startRun({ tenantId, accountId }: TestAccount): Promise<string> {
    const runId = uuidv7();
    await this.database.withTenant(tenantId, (tx) =>
      tx.query(`SELECT FROM start_discovery_run($1, $2, 'manual', 'test', 60)`, [accountId, runId]),
    );
    return runId;
  }

  /** Starts a run that is planned, with passes in these states; returns their ids. */
  async startPlannedRun(
    account: TestAccount,
    passes: readonly string[],
  ): Promise<{ runId: string; passIds: string[] }> {
    const runId = await this.startRun(account);
    const passIds = passes.map(() => uuidv7());
    await this.owner.query(`UPDATE cloud_discovery_runs SET status = 'running' WHERE id = $1`, [
      runId,
    ]);
    await this.owner.query(
      `INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status, lease_id,
         leased_until)
       SELECT $1, p.id, $2, $3, p.id::text, 'global', p.status,
         CASE WHEN p.status = 'running' THEN gen_random_uuid() END, now() + interval '1 hour'
       FROM unnest($4::uuid[], $5::text[]) AS p(id, status)`,
      [account.tenantId, runId, account.accountId, passIds, passes],
    );
    return { runId, passIds };
  }

  /** Runs of the account, oldest first. */
  async runs({ accountId }: TestAccount): Promise<
    {
      id: string;
      number: string;
      status: string;
      trigger: string;
      attempts: number;
      provider_errors: object[];
    }[]
  > {
    const { rows } = await this.owner.query<{
      id: string;
      number: string;
      status: string;
      trigger: string;
      attempts: number;
      provider_errors: object[];
    }>('SELECT * FROM cloud_discovery_runs WHERE account_id = $1 ORDER BY number', [accountId]);
    return rows;
  }

  /** Minutes until the account is due; `null` for never. */
  async dueIn({ accountId }: TestAccount): Promise<number | null> {
    const { rows } = await this.owner.query<{ minutes: number | null }>(
      `SELECT extract(epoch FROM next_run_at - now())::float / 60 AS minutes FROM cloud_accounts WHERE id = $1`,
      [accountId],
    );
    return rows[0]!.minutes;
  }

  /** Takes every event out of the outbox: name and payload, oldest first. */
  async takeEvents(): Promise<[name: string, payload: Record<string, unknown>][]> {
    const { rows } = await this.owner.query<{ name: string; body: string }>(
      `WITH taken AS (DELETE FROM outbox RETURNING id, name, body) SELECT name, body FROM taken ORDER BY id`,
    );
    return rows.map(({ name, body }) => [
      name,
      (JSON.parse(body) as { payload: Record<string, unknown> }).payload,
    ]);
  }
}
