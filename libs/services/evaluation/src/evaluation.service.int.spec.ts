import { Logger } from '@nestjs/common';
import { type Check, defineCheck } from '@skyledger/check-sdk';
import { ALL_CHECKS } from '@skyledger/checks';
import { Outbox } from '@skyledger/messaging';
import { eventually } from '@skyledger/testing';
import { EvaluationService } from './evaluation.service';
import { FindingRepository } from './finding.repository';
import { LedgerResourceRepository } from './ledger-resource.repository';
import { type TestAccount, TestLedger } from './testing/test-ledger';

const encrypted = {
  publicAccessBlocked: true,
  policyPublic: false,
  encryptedAtRest: true,
  encryptionKeyId: null,
  versioned: null,
  accessLogged: null,
};
const plain = { ...encrypted, encryptedAtRest: false };
const unobserved = { ...encrypted, encryptedAtRest: null };

let ledger: TestLedger;
let account: TestAccount;

beforeAll(async () => {
  ledger = await TestLedger.open();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  account = await ledger.addAccount();
});

function service(checks: readonly Check[] = ALL_CHECKS, outbox = new Outbox()): EvaluationService {
  return new EvaluationService(
    ledger.database,
    new LedgerResourceRepository(),
    new FindingRepository(),
    outbox,
    checks,
  );
}

const evaluate = (...ids: string[]): ReturnType<EvaluationService['evaluate']> =>
  service().evaluate(account.tenantId, ids);

describe('the life of a finding', () => {
  it('opens with what was seen, and says so', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    const { opened } = await evaluate(bucket);
    const findings = await ledger.findings(account);
    expect(findings).toMatchObject([
      {
        id: opened[0],
        account_id: account.accountId,
        resource_id: bucket,
        check_id: 'bucket-encrypted-at-rest',
        severity: 'medium',
        status: 'open',
        reason: 'default encryption is off',
        resolution: null,
        resolved_at: null,
      },
    ]);
    expect(await ledger.takeEvents(account)).toEqual([['finding.opened', opened]]);
  });

  it('resolves when the check passes, and opens again as the same finding', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    const { opened } = await evaluate(bucket);
    const [first] = await ledger.findings(account);

    await ledger.change(bucket, encrypted);
    expect(await evaluate(bucket)).toEqual({ opened: [], resolved: opened });
    expect(await ledger.findings(account)).toMatchObject([
      { status: 'resolved', resolution: 'passed', resolved_at: expect.any(Date) as Date },
    ]);

    await ledger.change(bucket, plain);
    expect(await evaluate(bucket)).toEqual({ opened, resolved: [] });
    const [again] = await ledger.findings(account);
    expect(again).toMatchObject({
      status: 'open',
      resolution: null,
      resolved_at: null,
      first_seen_at: first!.first_seen_at,
    });
    expect(again!.last_seen_at.getTime()).toBeGreaterThan(first!.last_seen_at.getTime());
    expect(await ledger.takeEvents(account)).toEqual([
      ['finding.opened', opened],
      ['finding.resolved', opened],
      ['finding.opened', opened],
    ]);
  });

  it('stays while it cannot be told, whatever it was', async () => {
    const open = await ledger.insert(account, 'bucket', plain);
    const never = await ledger.insert(account, 'bucket', unobserved);
    await evaluate(open, never);
    await ledger.change(open, unobserved);
    expect(await evaluate(open, never)).toEqual({ opened: [], resolved: [] });
    expect(await ledger.findings(account)).toMatchObject([{ resource_id: open, status: 'open' }]);
  });

  it('is resolved when the resource is gone, and opens again when it comes back', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    const { opened } = await evaluate(bucket);
    await ledger.retire(bucket);
    expect(await evaluate(bucket)).toEqual({ opened: [], resolved: opened });
    expect(await ledger.findings(account)).toMatchObject([
      { status: 'resolved', resolution: 'resource_removed' },
    ]);
    await ledger.change(bucket, {});
    expect(await evaluate(bucket)).toEqual({ opened, resolved: [] });
  });

  it('is resolved when its check was dropped', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    await evaluate(bucket);
    await service([]).evaluate(account.tenantId, [bucket]);
    expect(await ledger.findings(account)).toMatchObject([
      { status: 'resolved', resolution: 'not_applicable' },
    ]);
  });

  it('is told in new words when the resource breaks the check in another way', async () => {
    const vm = await ledger.insert(account, 'vm', { metadataTokenRequired: true }, ['203.0.113.7']);
    await evaluate(vm);
    await ledger.owner.query(
      `UPDATE cloud_resources SET public_ips = '{203.0.113.8}', changed_at = now() WHERE id = $1`,
      [vm],
    );
    expect(await evaluate(vm)).toEqual({ opened: [], resolved: [] });
    expect(await ledger.findings(account)).toMatchObject([
      { status: 'open', reason: 'has the public address 203.0.113.8' },
    ]);
  });
});

describe('messages that come twice, late or side by side', () => {
  it('writes nothing for a resource that was evaluated as it is', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    await evaluate(bucket);
    const version = `SELECT xmin, ctid FROM cloud_security_findings WHERE tenant_id = $1`;
    const before = await ledger.owner.query(version, [account.tenantId]);
    expect(await evaluate(bucket, bucket)).toEqual({ opened: [], resolved: [] });
    const after = await ledger.owner.query(version, [account.tenantId]);
    expect(after.rows).toEqual(before.rows);
    expect(await ledger.takeEvents(account)).toHaveLength(1);
  });

  it('notes once that a changed resource still breaks the check', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    await evaluate(bucket);
    const [first] = await ledger.findings(account);
    await ledger.change(bucket, { encryptionKeyId: 'key' });
    await evaluate(bucket);
    const [second] = await ledger.findings(account);
    expect(second!.last_seen_at.getTime()).toBeGreaterThan(first!.last_seen_at.getTime());
    await evaluate(bucket);
    expect(await ledger.findings(account)).toEqual([second]);
  });

  it('opens one finding, and says so once, for deliveries at the same time', async () => {
    const buckets: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      buckets.push(await ledger.insert(account, 'bucket', plain));
    }
    const results = await Promise.all([
      evaluate(...buckets),
      evaluate(...buckets.toReversed()),
      evaluate(...buckets.slice(5)),
      evaluate(...buckets.slice(0, 15)),
    ]);
    expect(results.flatMap(({ opened }) => opened)).toHaveLength(20);
    expect(await ledger.findings(account)).toHaveLength(20);
    const announced = (await ledger.takeEvents(account)).flatMap(([, findingIds]) => findingIds);
    expect(new Set(announced).size).toBe(20);
    expect(announced).toHaveLength(20);
  });

  it('judges the version that a writer under way commits', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    await ledger.owner.query('BEGIN');
    await ledger.change(bucket, encrypted);
    const evaluation = evaluate(bucket);
    await eventually(() => ledger.someoneWaits());
    await ledger.owner.query('COMMIT');
    expect(await evaluation).toEqual({ opened: [], resolved: [] });
  });

  it('keeps a writer waiting until its findings are committed', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const slowOutbox = new Outbox();
    const add = jest.spyOn(slowOutbox, 'add').mockReturnValue(released);
    const evaluation = service(ALL_CHECKS, slowOutbox).evaluate(account.tenantId, [bucket]);
    await eventually(() => expect(add).toHaveBeenCalled());
    let written = false;
    const writing = ledger.database.withTenant(account.tenantId, async (tx) => {
      await tx.query(
        `UPDATE cloud_resources SET attributes = attributes || $2::jsonb, changed_at = now() WHERE id = $1`,
        [bucket, encrypted],
      );
      written = true;
    });
    await eventually(() => ledger.someoneWaits());
    expect(written).toBe(false);
    release();
    await Promise.all([evaluation, writing]);
    await evaluate(bucket);
    expect(await ledger.findings(account)).toMatchObject([{ status: 'resolved' }]);
  });
});

describe('resources that are not there', () => {
  it('passes over a deleted account', async () => {
    const bucket = await ledger.insert(account, 'bucket', plain);
    await evaluate(bucket);
    await ledger.takeEvents(account);
    await ledger.database.withTenant(account.tenantId, (tx) =>
      tx.query('SELECT delete_cloud_account($1)', [account.accountId]),
    );
    expect(await evaluate(bucket)).toEqual({ opened: [], resolved: [] });
    expect(await ledger.findings(account)).toEqual([]);
    expect(await ledger.takeEvents(account)).toEqual([]);
  });

  it('touches nothing of another tenant', async () => {
    const stranger = await ledger.addAccount();
    const bucket = await ledger.insert(account, 'bucket', plain);
    expect(await service().evaluate(stranger.tenantId, [bucket])).toEqual({
      opened: [],
      resolved: [],
    });
    await evaluate(bucket);
    await ledger.change(bucket, encrypted);
    await service().evaluate(stranger.tenantId, [bucket]);
    expect(await ledger.findings(account)).toMatchObject([{ status: 'open' }]);
    expect(await ledger.findings(stranger)).toEqual([]);
    expect(await ledger.takeEvents(stranger)).toEqual([]);
  });
});

it('evaluates the rest of a page past a check that throws, and leaves its findings alone', async () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const bucket = await ledger.insert(account, 'bucket', { ...plain, publicAccessBlocked: false });
  await evaluate(bucket);
  await ledger.change(bucket, encrypted);
  const broken = ALL_CHECKS.map((check) =>
    check.id === 'bucket-encrypted-at-rest'
      ? defineCheck({
          ...check,
          evaluate: () => {
            throw new Error('broken');
          },
        })
      : check,
  );
  await service(broken).evaluate(account.tenantId, [bucket]);
  expect(await ledger.findings(account)).toMatchObject([
    { check_id: 'bucket-encrypted-at-rest', status: 'open' },
    { check_id: 'bucket-public-access-blocked', status: 'resolved' },
  ]);
  expect(error).toHaveBeenCalled();
  error.mockRestore();
});
