import { randomUUID } from 'node:crypto';
import { Database, uuidv7 } from '@skyledger/database';
import { Outbox } from '@skyledger/messaging';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { Client } from 'pg';
import { PageWriter, type PassEnd } from '../collect/page-writer.service';
import { type PassError, type PassLease, takeLease } from '../collect/pass.repository';
import type { DiscoveryOptions } from '../discovery-options';
import { prepareRows } from '../write/prepare-rows';

/** A tenant with one account. */
export interface TestAccount {
  tenantId: string;
  accountId: string;
}

/** One listing: what it is called, and where it runs. */
export type PassName = readonly [passKey: string, region: string];

/** What is stored of a resource, as far as tests look at it. */
export interface SeenResource {
  id: string;
  resource_id: string;
  name: string | null;
  state: string;
  tags: Record<string, string>;
  is_active: boolean;
  removed_at: Date | null;
  pass_key: string;
  run_number: string;
  has_agent: boolean;
  price: object | null;
}

/** What is stored of a run. */
export interface SeenRun {
  status: string;
  discovered: number;
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  provider_errors: PassError[];
}

export const DEFAULT_PASS: PassName = ['ec2.instances', 'eu-central-1'];
export const OPTIONS: DiscoveryOptions = {
  providers: ['aws'],
  concurrency: 1,
  endpointOf: () => undefined,
  discoveryRolesOf: () => [],
  passBudgetMs: 60_000,
  leaseSeconds: 30,
  retireGuardShare: 0.5,
  retireGuardMinimum: 20,
  rateShare: 1,
  xmlReader: 'streaming',
  retryBaseMs: 1,
};
const PROVIDER = { id: 'aws', secretFields: ['SecretField'] } as const;

/** A database with accounts, whose runs the test plays itself. */
export class DiscoveryLedger {
  readonly writer: PageWriter;

  private constructor(
    private readonly resource: TestResource,
    /** A session that sees every tenant. */
    readonly owner: Client,
    /** The way services use it. */
    readonly database: Database,
  ) {
    this.writer = new PageWriter(database, new Outbox(), OPTIONS);
  }

  static async open(): Promise<DiscoveryLedger> {
    const resource = await createTestDatabase();
    const owner = new Client({ connectionString: resource.url });
    await owner.connect();
    const database = await Database.connect({
      url: resource.url,
      poolSize: 6,
      applicationName: 'discovery test',
    });
    return new DiscoveryLedger(resource, owner, database);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.owner.end();
    await this.resource.drop();
  }

  async addAccount(): Promise<TestAccount> {
    const account = { tenantId: randomUUID(), accountId: randomUUID() };
    const ids = [account.tenantId, account.accountId];
    await this.owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [
      account.tenantId,
    ]);
    await this.owner.query(
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2::uuid, 'aws', 'test', $2::uuid::text, 'active', '{"kind":"manual"}', 'test')`,
      ids,
    );
    await this.owner.query(
      `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
       VALUES ($1, $2, 'key', '\\x00', 'print')`,
      ids,
    );
    return account;
  }

  /** Starts a run with these passes, as planning does; returns its id. */
  async startRun(
    { tenantId, accountId }: TestAccount,
    passes: readonly PassName[] = [DEFAULT_PASS],
  ): Promise<{ runId: string; passIds: string[] }> {
    const runId = uuidv7();
    const passIds = passes.map(() => uuidv7());
    await this.database.withTenant(tenantId, async (tx) => {
      const started = await tx.query(
        `SELECT FROM start_discovery_run($1, $2, 'manual', 'test', 600)`,
        [accountId, runId],
      );
      if (started.length === 0) throw new Error('a run is active');
      await tx.query(
        `UPDATE cloud_discovery_runs SET status = 'running', started_at = now() WHERE id = $1`,
        [runId],
      );
      await tx.query(
        `INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status, leased_until)
         SELECT $1, p.id, $2, $3, p.pass_key, p.region, 'pending', now()
         FROM unnest($4::uuid[], $5::text[], $6::text[]) AS p(id, pass_key, region)`,
        [
          tenantId,
          runId,
          accountId,
          passIds,
          passes.map(([passKey]) => passKey),
          passes.map(([, region]) => region),
        ],
      );
    });
    return { runId, passIds };
  }

  /** Takes the lease of a pass. */
  async lease(tenantId: string, passId: string): Promise<PassLease> {
    const lease = await this.database.withTenant(tenantId, (tx) =>
      takeLease(tx, { tenantId, passId, leaseId: uuidv7() }, OPTIONS.leaseSeconds),
    );
    if (lease === null) throw new Error('the pass has no lease to give');
    return lease;
  }

  /** Starts a run of one pass and takes its lease. */
  async begin(account: TestAccount, pass: PassName = DEFAULT_PASS): Promise<PassLease> {
    const { passIds } = await this.startRun(account, [pass]);
    return this.lease(account.tenantId, passIds[0]!);
  }

  /** Writes a page, and goes on. */
  async page(
    lease: PassLease,
    resources: readonly DiscoveredResource[],
    errors: readonly PassError[] = [],
  ): Promise<void> {
    const batch = { rows: prepareRows(resources), cursor: 'next', errors };
    await this.writer.write(lease, PROVIDER, batch);
  }

  /** Writes the last page and ends the pass. */
  async finish(
    lease: PassLease,
    resources: readonly DiscoveredResource[],
    end: PassEnd = { outcome: 'completed', errors: [] },
  ): Promise<SeenRun> {
    const batch = { rows: prepareRows(resources), cursor: null, errors: [] };
    await this.writer.write(lease, PROVIDER, batch, { end });
    return this.run(lease.runId);
  }

  /** A whole run of one pass with one page. */
  async discover(
    account: TestAccount,
    resources: readonly DiscoveredResource[],
    end?: PassEnd,
    pass?: PassName,
  ): Promise<SeenRun> {
    return this.finish(await this.begin(account, pass), resources, end);
  }

  async run(runId: string): Promise<SeenRun> {
    const { rows } = await this.owner.query<SeenRun>(
      `SELECT status, discovered::int, created::int, updated::int, unchanged::int, removed::int, provider_errors
       FROM cloud_discovery_runs WHERE id = $1`,
      [runId],
    );
    return rows[0]!;
  }

  async resources({ accountId }: TestAccount): Promise<SeenResource[]> {
    const { rows } = await this.owner.query<SeenResource>(
      'SELECT * FROM cloud_resources WHERE account_id = $1 ORDER BY resource_id',
      [accountId],
    );
    return rows;
  }

  /** Native ids of what is active. */
  async active(account: TestAccount): Promise<string[]> {
    return (await this.resources(account))
      .filter((row) => row.is_active)
      .map((row) => row.resource_id);
  }

  /** The history: native id, kind, changes. */
  async history({
    accountId,
  }: TestAccount): Promise<[resourceId: string, kind: string, changes: unknown][]> {
    const { rows } = await this.owner.query<{
      resource_id: string;
      kind: string;
      changes: unknown;
    }>(
      `SELECT r.resource_id, c.kind, c.changes FROM cloud_resource_changes c
       JOIN cloud_resources r ON r.tenant_id = c.tenant_id AND r.id = c.resource_id
       WHERE c.account_id = $1 ORDER BY c.id`,
      [accountId],
    );
    return rows.map((row) => [row.resource_id, row.kind, row.changes]);
  }

  /** The tags as they are searched by. */
  async searchTags({ tenantId }: TestAccount): Promise<[key: string, value: string][]> {
    const { rows } = await this.owner.query<{ key: string; value: string }>(
      'SELECT key, value FROM cloud_resource_tags WHERE tenant_id = $1 ORDER BY key, value',
      [tenantId],
    );
    return rows.map((row) => [row.key, row.value]);
  }

  /** Takes the tenant's events out of the outbox: name and payload. */
  async takeEvents({ tenantId }: TestAccount): Promise<[name: string, payload: unknown][]> {
    const { rows } = await this.owner.query<{ name: string; body: string }>(
      `WITH taken AS (DELETE FROM outbox WHERE tenant_id = $1 RETURNING id, name, body)
       SELECT name, body FROM taken ORDER BY id`,
      [tenantId],
    );
    return rows.map(({ name, body }) => [name, (JSON.parse(body) as { payload: unknown }).payload]);
  }

  /** The version of every row that a page may write, the checkpoint apart: another one after each write. */
  async rowVersions(): Promise<string[]> {
    const versions = ['resources', 'resource_payloads', 'resource_tags', 'resource_changes'].map(
      (name) => `SELECT '${name}', ctid, xmin FROM cloud_${name}`,
    );
    const { rows } = await this.owner.query<{ row: string }>(
      `SELECT v::text AS row FROM (${versions.join(' UNION ALL ')}) v ORDER BY 1`,
    );
    return rows.map((row) => row.row);
  }

  /** Whether some session waits for a lock. */
  async someoneWaits(): Promise<boolean> {
    const { rows } = await this.owner.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  }
}
