import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type AccountHandle,
  anAwsAccount,
  anEstate,
  expectedRows,
  expectNoCrash,
  type Platform,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const INSTANCES = 100_000;
/** What lives has to fit into this: without a bound Node keeps garbage as long as there is memory. */
const SMALL_HEAP = { NODE_OPTIONS: '--max-old-space-size=160' };
/** How much more memory a worker may take for a huge account than it takes without work. */
const MOST_MEMORY_MIB = 150;

const spec = anAwsAccount(1, {
  regions: [{ name: 'us-east-1', counts: { instances: INSTANCES, vpcs: 4, subnets: 200 } }],
});

let started: StartedPlatform;
let platform: Platform;
let account: AccountHandle;

beforeAll(async () => {
  started = await startPlatform({
    transport: 'postgres',
    estate: anEstate({ aws: [spec] }),
    // So short that one listing is handed on some times, and so long that what it kept would show.
    env: { SKYLEDGER_PASS_BUDGET_SECONDS: '15', SKYLEDGER_LEASE_SECONDS: '10', ...SMALL_HEAP },
  });
  platform = started.platform;
});
afterAll(() => started?.stop());

/** Memory of the worker's process in MiB. */
function workerMemory(): number {
  const status = readFileSync(`/proc/${platform.one('discovery-worker').app.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** Runs the work, and returns the most memory that the worker took meanwhile. */
async function peakMemory(work: () => Promise<unknown>): Promise<number> {
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, workerMemory())), 100);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return peak;
}

/** Number and digest of native ids: of the estate, and of the ledger. */
function estateDigest(): { count: number; digest: string } {
  const ids = expectedRows(platform, account).map((row) => row.resource_id);
  return { count: ids.length, digest: createHash('md5').update(ids.join('\n')).digest('hex') };
}

async function ledgerDigest(): Promise<{ count: number; digest: string }> {
  const [row] = await platform.owner.query<{ count: number; digest: string }>(
    `SELECT count(*)::int AS count, md5(string_agg(resource_id, E'\\n' ORDER BY resource_id COLLATE "C")) AS digest
     FROM cloud_resources WHERE account_id = $1 AND is_active`,
    [account.id],
  );
  return row!;
}

describe('an account of 100,000 machines', () => {
  it('is in the ledger as a whole, by a worker whose memory stays flat', async () => {
    const idle = workerMemory();
    account = await platform.addAccount(spec);
    const peak = await peakMemory(() => platform.waitForRun(account.firstRun, 300_000));
    const run = await platform.run(account.firstRun);
    expect(run).toMatchObject({ status: 'completed', provider_errors: [], removed: 0 });
    expect(await ledgerDigest()).toEqual(estateDigest());
    expect(run.created).toBe(estateDigest().count);
    expect(peak - idle).toBeLessThan(MOST_MEMORY_MIB);
  });

  it('is evaluated as a whole', async () => {
    await platform.settled(200_000);
    expectNoCrash(platform);
    const [counts] = await platform.owner.query<{ open: number; expected: number }>(
      `SELECT
         (SELECT count(*)::int FROM cloud_security_findings
          WHERE check_id = 'vm-metadata-token-required' AND status = 'open') AS open,
         (SELECT count(*)::int FROM cloud_resources
          WHERE attributes ->> 'metadataTokenRequired' = 'false' AND is_active) AS expected`,
    );
    expect(counts!.expected).toBeGreaterThan(1000);
    expect(counts!.open).toBe(counts!.expected);
  });
});
