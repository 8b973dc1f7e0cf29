import { randomUUID } from 'node:crypto';
import { Database } from '@skyledger/database';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { Client } from 'pg';

/** A tenant with one account. */
export interface TestAccount {
  tenantId: string;
  accountId: string;
}

/** A machine as the worker would have written it. */
export interface TestMachine {
  resourceId?: string;
  type?: string;
  state?: string;
  privateIps?: readonly string[];
  publicIps?: readonly string[];
}

/** An event as its consumers see it. */
export interface SeenEvent {
  name: string;
  payload: Record<string, unknown>;
}

/** A database with machines and agents. */
export class TestEstate {
  private constructor(
    private readonly resource: TestResource,
    /** A session that sees every tenant. */
    readonly owner: Client,
    /** The way services use it. */
    readonly database: Database,
  ) {}

  static async open(): Promise<TestEstate> {
    const resource = await createTestDatabase();
    const owner = new Client({ connectionString: resource.url });
    await owner.connect();
    const database = await Database.connect({
      url: resource.url,
      poolSize: 6,
      applicationName: 'matching test',
    });
    return new TestEstate(resource, owner, database);
  }

  get url(): string {
    return this.resource.url;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.owner.end();
    await this.resource.drop();
  }

  async addTenant(): Promise<TestAccount> {
    const tenantId = randomUUID();
    await this.owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [tenantId]);
    return this.addAccount(tenantId);
  }

  async addAccount(tenantId: string): Promise<TestAccount> {
    const accountId = randomUUID();
    await this.owner.query(
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2, 'aws', 'test', $3, 'active', '{"kind":"manual"}', 'test')`,
      [tenantId, accountId, accountId],
    );
    return { tenantId, accountId };
  }

  /** Stores a machine and returns the ledger's id of it. */
  async addMachine(
    { tenantId, accountId }: TestAccount,
    machine: TestMachine = {},
  ): Promise<string> {
    const { rows } = await this.owner.query<{ id: string }>(
      `INSERT INTO cloud_resources (tenant_id, account_id, provider, resource_id, resource_type, native_type, state,
         private_ips, public_ips, tags, attributes, relationships, content_hash, pass_key, pass_region, run_number)
       VALUES ($1, $2, 'aws', $3, $4, 'Example', $5, $6, $7, '{}', '{}', '[]', '\\x00', 'pass', 'eu-central-1', 1)
       RETURNING id`,
      [
        tenantId,
        accountId,
        machine.resourceId ?? `machine/${randomUUID()}`,
        machine.type ?? 'vm',
        machine.state ?? 'running',
        machine.privateIps ?? [],
        machine.publicIps ?? [],
      ],
    );
    return rows[0]!.id;
  }

  /** Gives a machine other private addresses, as a run does that finds them. */
  async readdress(id: string, privateIps: readonly string[]): Promise<void> {
    await this.owner.query(
      `UPDATE cloud_resources SET private_ips = $2, is_active = true, changed_at = now() WHERE id = $1`,
      [id, privateIps],
    );
  }

  /** Retires a machine as a pass does that misses it. */
  async retire(id: string): Promise<void> {
    await this.owner.query(
      'UPDATE cloud_resources SET is_active = false, removed_at = now() WHERE id = $1',
      [id],
    );
  }

  async deleteAccount({ tenantId, accountId }: TestAccount): Promise<void> {
    await this.database.withTenant(tenantId, (tx) =>
      tx.query('SELECT delete_cloud_account($1)', [accountId]),
    );
  }

  /** What the agent is linked to. */
  async link(agentId: string): Promise<{
    resource_id: string | null;
    matched_by: string | null;
    matched_at: Date | null;
  }> {
    const { rows } = await this.owner.query<{
      resource_id: string | null;
      matched_by: string | null;
      matched_at: Date | null;
    }>('SELECT resource_id, matched_by, matched_at FROM agents WHERE id = $1', [agentId]);
    return rows[0]!;
  }

  /** Ids of the tenant's resources that say they have an agent. */
  async withAgent({ tenantId }: TestAccount): Promise<string[]> {
    const { rows } = await this.owner.query<{ id: string }>(
      'SELECT id FROM cloud_resources WHERE tenant_id = $1 AND has_agent ORDER BY id',
      [tenantId],
    );
    return rows.map((row) => row.id);
  }

  /** Takes the tenant's events out of the outbox. */
  async takeEvents({ tenantId }: TestAccount): Promise<SeenEvent[]> {
    const { rows } = await this.owner.query<{ body: string }>(
      `WITH taken AS (DELETE FROM outbox WHERE tenant_id = $1 RETURNING id, body)
       SELECT body FROM taken ORDER BY id`,
      [tenantId],
    );
    return rows.map(({ body }) => {
      const { name, payload } = JSON.parse(body) as SeenEvent;
      return { name, payload };
    });
  }
}
