import { randomUUID } from 'node:crypto';
import { Database } from '@skyledger/database';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { Client } from 'pg';

/** A tenant with one account. */
export interface TestAccount {
  tenantId: string;
  accountId: string;
}

/** What is stored of a finding, as people see it. */
export interface SeenFinding {
  id: string;
  resource_id: string;
  check_id: string;
  status: string;
  reason: string;
  severity: string;
  resolution: string | null;
  first_seen_at: Date;
  last_seen_at: Date;
  resolved_at: Date | null;
}

/** A database with resources as the worker would have written them. */
export class TestLedger {
  private constructor(
    private readonly resource: TestResource,
    /** A session that sees every tenant. */
    readonly owner: Client,
    /** The way services use it. */
    readonly database: Database,
  ) {}

  static async open(): Promise<TestLedger> {
    const resource = await createTestDatabase();
    const owner = new Client({ connectionString: resource.url });
    await owner.connect();
    const database = await Database.connect({
      url: resource.url,
      poolSize: 6,
      applicationName: 'evaluation test',
    });
    return new TestLedger(resource, owner, database);
  }

  get url(): string {
    return this.resource.url;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.owner.end();
    await this.resource.drop();
  }

  async addAccount(): Promise<TestAccount> {
    const account = { tenantId: randomUUID(), accountId: randomUUID() };
    await this.owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [
      account.tenantId,
    ]);
    await this.owner.query(
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2::uuid, 'aws', 'test', $2::uuid::text, 'active', '{"kind":"manual"}', 'test')`,
      [account.tenantId, account.accountId],
    );
    return account;
  }

  /** Stores a resource and returns the ledger's id of it. */
  async insert(
    { tenantId, accountId }: TestAccount,
    resourceType: string,
    attributes: object,
    publicIps: readonly string[] = [],
  ): Promise<string> {
    const { rows } = await this.owner.query<{ id: string }>(
      `INSERT INTO cloud_resources (tenant_id, account_id, provider, resource_id, resource_type, native_type, state,
         private_ips, public_ips, is_public, tags, attributes, relationships, content_hash, pass_key, pass_region,
         run_number, provider_created_at)
       VALUES ($1, $2, 'aws', $3, $4, 'Example', 'running', '{}', $5, cardinality($5::text[]) > 0, '{"Name":"one"}',
         $6, '[]', '\\x00', 'pass', 'eu-central-1', 1, now())
       RETURNING id`,
      [tenantId, accountId, `resource/${randomUUID()}`, resourceType, publicIps, attributes],
    );
    return rows[0]!.id;
  }

  /** Changes a resource as a run does that finds it different. */
  async change(id: string, attributes: object): Promise<void> {
    await this.owner.query(
      `UPDATE cloud_resources
       SET attributes = attributes || $2::jsonb, is_active = true, removed_at = NULL, changed_at = now()
       WHERE id = $1`,
      [id, attributes],
    );
  }

  /** Retires a resource as a pass does that misses it. */
  async retire(id: string): Promise<void> {
    await this.owner.query(
      'UPDATE cloud_resources SET is_active = false, removed_at = now() WHERE id = $1',
      [id],
    );
  }

  async findings({ tenantId }: TestAccount): Promise<SeenFinding[]> {
    const { rows } = await this.owner.query<SeenFinding>(
      'SELECT * FROM cloud_security_findings WHERE tenant_id = $1 ORDER BY resource_id, check_id',
      [tenantId],
    );
    return rows;
  }

  /** Takes the tenant's events out of the outbox: name and findings of each. */
  async takeEvents({ tenantId }: TestAccount): Promise<[name: string, findingIds: string[]][]> {
    const { rows } = await this.owner.query<{ name: string; body: string }>(
      `WITH taken AS (DELETE FROM outbox WHERE tenant_id = $1 RETURNING id, name, body)
       SELECT name, body FROM taken ORDER BY id`,
      [tenantId],
    );
    return rows.map(({ name, body }) => [
      name,
      (JSON.parse(body) as { payload: { findingIds: string[] } }).payload.findingIds,
    ]);
  }

  /** Whether some session waits for a lock. */
  async someoneWaits(): Promise<boolean> {
    const { rows } = await this.owner.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  }
}
