/**
 * The write path against COPY: from mapper output to committed rows, with history, outbox, row-level
 * security and every index, beside COPY of the same rows into the same tables by their owner.
 */
import { Database, migrate, uuidv7 } from '@skyledger/database';
import {
  BatchWrites,
  PageWriter,
  type PassLease,
  prepareRows,
  takeLease,
} from '@skyledger/discovery';
import { Outbox } from '@skyledger/messaging';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { startPrivatePostgres } from '@skyledger/testing';
import { Client } from 'pg';
import { copyAgain, emptyLedger } from './ledger-copy';
import { sampleVms } from './sample-resources';

const ROWS = Number(process.argv[2] ?? 100_000);
const PAGE = 1000;
/** Passes a worker collects at once unless told otherwise. */
const WORKER_CONCURRENCY = 4;

async function main(): Promise<void> {
  const server = await startPrivatePostgres({
    migrate,
    durable: true,
    settings: {
      shared_buffers: '1GB',
      max_wal_size: '8GB',
      wal_level: 'replica',
      max_wal_senders: '1',
    },
  });
  const url = await server.createDatabase();
  const database = await Database.connect({ url, poolSize: 10, applicationName: 'bench' });
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const outbox = new Outbox();
  const writer = new PageWriter(database, outbox, {
    providers: ['aws'],
    concurrency: 1,
    endpointOf: () => undefined,
    discoveryRolesOf: () => [],
    passBudgetMs: 1e9,
    leaseSeconds: 600,
    retireGuardShare: 0.5,
    retireGuardMinimum: 20,
    rateShare: 1,
    xmlReader: 'streaming',
    retryBaseMs: 1,
  });
  const account = await createAccount(owner);
  const timings: Record<string, number> = {};
  const wal: Record<string, number> = {};
  const run = async (
    name: string,
    resources: readonly DiscoveredResource[],
    passes: number,
  ): Promise<void> => {
    const leases = await startPasses(owner, database, account, passes);
    const share = Math.ceil(resources.length / passes);
    const before = await walPosition(owner);
    const started = performance.now();
    await Promise.all(
      leases.map((lease, index) =>
        collect(writer, lease, resources.slice(index * share, (index + 1) * share)),
      ),
    );
    timings[name] = (performance.now() - started) / 1000;
    wal[name] = Number((await walPosition(owner)) - before) / resources.length;
  };

  // A first, unmeasured round lets the code be compiled and the catalogue be cached.
  await run('warm-up', [...sampleVms(Math.min(5000, ROWS))], 1);
  const sample = [...sampleVms(ROWS)];
  const changed = [...sampleVms(ROWS, (index) => (index % 50 === 0 ? 1 : 0))];
  for (const passes of [1, WORKER_CONCURRENCY]) {
    const suffix = passes === 1 ? 'one pass' : `${passes} passes`;
    await emptyLedger(owner);
    await run(`first, ${suffix}`, sample, passes);
    await run(`unchanged, ${suffix}`, sample, passes);
    await run(`2 % changed, ${suffix}`, changed, passes);
  }

  timings['copy'] = await copyAgain(owner);
  report(timings, wal);
  await owner.end();
  await database.close();
  await server.dispose();
}

const AWS = { id: 'aws' as const, secretFields: ['UserData', 'Password'] };

function report(timings: Record<string, number>, wal: Record<string, number>): void {
  const copy = timings['copy']!;
  console.log(`COPY ${ROWS} rows: ${copy.toFixed(2)} s (${Math.round(ROWS / copy)} rows/s)`);
  for (const [name, seconds] of Object.entries(timings)) {
    if (name === 'copy' || name === 'warm-up') continue;
    console.log(
      `${name.padEnd(24)} ${(copy / seconds).toFixed(2)} of COPY  ${Math.round(ROWS / seconds)} rows/s  ${Math.round(wal[name]!)} bytes of WAL a row`,
    );
  }
}

async function walPosition(owner: Client): Promise<bigint> {
  const { rows } = await owner.query<{ lsn: string }>(
    `SELECT (pg_current_wal_lsn() - '0/0')::text AS lsn`,
  );
  return BigInt(rows[0]!.lsn);
}

async function createAccount(owner: Client): Promise<{ tenantId: string; accountId: string }> {
  const tenantId = uuidv7();
  const accountId = uuidv7();
  await owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'bench')`, [tenantId]);
  await owner.query(
    `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
     VALUES ($1, $2, 'aws', 'bench', '123456789012', 'active', '{"kind":"manual"}', 'bench')`,
    [tenantId, accountId],
  );
  await owner.query(
    `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
     VALUES ($1, $2, 'none', '', 'none')`,
    [tenantId, accountId],
  );
  return { tenantId, accountId };
}

async function startPasses(
  owner: Client,
  database: Database,
  account: { tenantId: string; accountId: string },
  count: number,
): Promise<PassLease[]> {
  const { tenantId, accountId } = account;
  const runId = uuidv7();
  await owner.query(`UPDATE cloud_discovery_runs SET status = 'completed' WHERE account_id = $1`, [
    accountId,
  ]);
  await owner.query(`SELECT start_discovery_run($1, $2, 'manual', 'bench', 600)`, [
    accountId,
    runId,
  ]);
  await owner.query(`UPDATE cloud_discovery_runs SET status = 'running' WHERE id = $1`, [runId]);
  const leases: PassLease[] = [];
  for (let index = 0; index < count; index += 1) {
    const passId = uuidv7();
    await owner.query(
      `INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status, leased_until)
       VALUES ($1, $2, $3, $4, 'ec2.instances', $5, 'pending', now())`,
      [tenantId, passId, runId, accountId, `region-${count}-${index}`],
    );
    const lease = await database.withTenant(tenantId, (tx) =>
      takeLease(tx, { tenantId, passId, leaseId: uuidv7() }, 600),
    );
    if (lease === null) throw new Error('the pass could not be leased');
    leases.push(lease);
  }
  return leases;
}

/** As the collector does. */
async function collect(
  writer: PageWriter,
  lease: PassLease,
  resources: readonly DiscoveredResource[],
): Promise<void> {
  const writes = new BatchWrites(writer, lease);
  for (let start = 0; start < resources.length; start += PAGE) {
    const rows = prepareRows(resources.slice(start, start + PAGE));
    await writes.add(AWS, { rows, cursor: 'next', errors: [] });
  }
  const end = { outcome: 'completed' as const, errors: [] };
  await writes.add(AWS, { rows: [], cursor: null, errors: [] }, { end });
  await writes.settled();
}

void main();
