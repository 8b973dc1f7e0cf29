import { checksFor } from '@skyledger/checks';
import { eventually } from '@skyledger/testing';
import type { QueueCount } from './broker-view';
import { expectedRows } from './expected-ledger';
import { contradictions, type LedgerRow, readFindings, readLedger } from './ledger-rows';
import type { AccountHandle, Platform } from './platform';

const HANDLED_WITHIN_MS = 30_000;

export interface LedgerExpectations {
  /** How the newest run ended; default `completed`. */
  lastRun?: string;
  /** Dead letters that a test wants to be there, by queue; default none. */
  deadLetters?: Readonly<Record<string, number>>;
}

/**
 * Waits until the ledger equals the emulator's estate: ids, types, names, findings, links, history.
 * Nothing may be left over, in any table or queue, and every process that no test ended must be
 * running. When all is handled it must still be so.
 */
export async function expectLedgerEqualsEstate(
  platform: Platform,
  account: AccountHandle,
  expectations: LedgerExpectations = {},
): Promise<void> {
  await platform.settled();
  // Not every broker tells which messages are being handled right now.
  await eventually(() => expectEqual(platform, account, expectations), {
    timeoutMs: HANDLED_WITHIN_MS,
    everyMs: 200,
  });
  await platform.settled();
  await expectEqual(platform, account, expectations);
}

async function expectEqual(
  platform: Platform,
  account: AccountHandle,
  { lastRun = 'completed', deadLetters = {} }: LedgerExpectations,
): Promise<void> {
  expectNoCrash(platform);
  expect(await endOfLastRun(platform, account)).toMatchObject({ status: lastRun });
  const rows = await readLedger(platform.owner, account.id);
  const active = rows.filter((row) => row.isActive);
  expectRows(platform, account, active);
  await expectFindings(platform, account, active);
  await expectLinks(platform);
  expect(await contradictions(platform.owner)).toEqual({});
  expect(byQueue(await platform.broker.deadLetters())).toEqual(deadLetters);
}

/**
 * A further run must find everything as it is: what the ledger holds, down to the last attribute, is
 * what the provider lists.
 */
export async function expectNextRunUnchanged(
  platform: Platform,
  account: AccountHandle,
): Promise<void> {
  const run = await platform.discoverAndSettle(account);
  const { status, created, updated, removed, provider_errors } = run;
  expect({ status, created, updated, removed, provider_errors }).toEqual({
    status: 'completed',
    created: 0,
    updated: 0,
    removed: 0,
    provider_errors: [],
  });
  expect(run.unchanged).toBe(run.discovered);
}

/** No process may have ended that no test ended. */
export function expectNoCrash(platform: Platform): void {
  const crashed = platform.all.filter((service) => service.crashed);
  expect(crashed.map((service) => service.describeEnd())).toEqual([]);
}

/** Compared as lines, so that a failure shows no more than what differs. */
function expectRows(
  platform: Platform,
  account: AccountHandle,
  active: readonly LedgerRow[],
): void {
  const expected = expectedRows(platform, account).map(
    (row) => `${row.resource_type} ${row.resource_id} ${row.name}`,
  );
  const found = active.map((row) => `${row.resourceType} ${row.resourceId} ${row.name}`);
  const [wanted, had] = [new Set(expected), new Set(found)];
  expect({
    missing: expected.filter((line) => !had.has(line)),
    surplus: found.filter((line) => !wanted.has(line)),
    count: found.length,
  }).toEqual({ missing: [], surplus: [], count: expected.length });
}

/** Every check that fails on an active resource has an open finding, and no other finding is open. */
async function expectFindings(
  platform: Platform,
  account: AccountHandle,
  active: readonly LedgerRow[],
): Promise<void> {
  const findings = await readFindings(platform.owner, account.id);
  const open = new Map(
    findings
      .filter((finding) => finding.status === 'open')
      .map((finding) => [`${finding.resource_id} ${finding.check_id}`, finding]),
  );
  const wrong: string[] = [];
  for (const row of active) {
    for (const check of checksFor(row.resourceType)) {
      const outcome = check.evaluate(row);
      const finding = open.get(`${row.id} ${check.id}`);
      open.delete(`${row.id} ${check.id}`);
      // What cannot be told leaves the finding as it was.
      if (outcome.status === 'unknown') continue;
      const expected =
        outcome.status === 'fail' ? `${check.severity}: ${outcome.reason}` : 'no finding';
      const found = finding === undefined ? 'no finding' : `${finding.severity}: ${finding.reason}`;
      if (found !== expected) {
        wrong.push(`${row.resourceId} ${check.id}: ${found}, expected ${expected}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect([...open.keys()]).toEqual([]);
}

/** Every agent is linked to the active machine that has its instance id or its public address. */
async function expectLinks(platform: Platform): Promise<void> {
  const wrong = await platform.owner.query(
    `SELECT a.agent_key, a.resource_id, m.ids AS expected
     FROM agents a CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(r.id ORDER BY r.id), '{}') AS ids FROM cloud_resources r
       WHERE r.tenant_id = a.tenant_id AND r.is_active AND r.resource_type = 'vm'
         AND CASE WHEN a.instance_id IS NOT NULL THEN r.resource_id LIKE '%/' || a.instance_id
               ELSE r.public_ips && a.public_ips END
     ) m
     WHERE ARRAY[a.resource_id] IS DISTINCT FROM
       CASE WHEN cardinality(m.ids) = 1 THEN m.ids ELSE ARRAY[NULL::bigint] END`,
  );
  expect(wrong).toEqual([]);
}

/** With the errors, which say why it is not as it should be. */
async function endOfLastRun(platform: Platform, account: AccountHandle): Promise<unknown> {
  const [run] = await platform.owner.query<object>(
    `SELECT status, provider_errors FROM cloud_discovery_runs WHERE account_id = $1
     ORDER BY number DESC LIMIT 1`,
    [account.id],
  );
  return run;
}

function byQueue(counts: readonly QueueCount[]): Record<string, number> {
  const filled = counts.filter(({ messages }) => messages > 0);
  return Object.fromEntries(filled.map(({ queue, messages }) => [queue, messages]));
}
