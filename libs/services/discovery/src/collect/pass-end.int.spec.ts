import { uuidv7 } from '@skyledger/database';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { aVm } from '../testing/a-vm';
import { activeResourceIds } from '../write/retire.repository';
import { DEFAULT_PASS, DiscoveryLedger, type TestAccount } from '../testing/discovery-ledger';
import type { PassEnd } from './page-writer.service';
import {
  LeaseLost,
  type PassError,
  type PassOutcome,
  renewLease,
  takeLease,
} from './pass.repository';

let ledger: DiscoveryLedger;
let account: TestAccount;

beforeAll(async () => {
  ledger = await DiscoveryLedger.open();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  account = await ledger.addAccount();
});

const vms = (from: number, to: number): DiscoveredResource<'vm'>[] =>
  Array.from({ length: to - from }, (_, index) =>
    aVm(`i-${String(from + index).padStart(4, '0')}`),
  );

const anError = (code: string): PassError => ({
  pass: DEFAULT_PASS[0],
  region: DEFAULT_PASS[1],
  code,
  provider_code: 'TheirCode',
  message: 'their words',
  permissions: [],
  action: 'do this',
});
const ended = (outcome: PassOutcome): PassEnd => ({ outcome, errors: [anError(outcome)] });

describe('absence', () => {
  it.each<PassOutcome>(['incomplete', 'failed', 'skipped', 'cancelled'])(
    'is not believed of a pass that is %s',
    async (outcome) => {
      await ledger.discover(account, vms(0, 3));
      const run = await ledger.discover(account, vms(0, 1), ended(outcome));
      expect(run).toMatchObject({ removed: 0, unchanged: 1 });
      expect(await ledger.active(account)).toHaveLength(3);
    },
  );

  it('is not believed of a pass with a warning on any page', async () => {
    await ledger.discover(account, vms(0, 3));
    const lease = await ledger.begin(account);
    await ledger.page(lease, vms(0, 1), [anError('denied')]);
    const run = await ledger.finish(lease, []);
    expect(run).toMatchObject({
      status: 'partial',
      removed: 0,
      provider_errors: [{ code: 'denied' }],
    });
    expect(await ledger.active(account)).toHaveLength(3);
  });

  it('is believed of a pass whose warnings cost nothing but a detail, which stay told', async () => {
    await ledger.discover(account, vms(0, 3));
    const lease = await ledger.begin(account);
    await ledger.page(lease, vms(0, 1), [{ ...anError('prices_unread'), detail_only: true }]);
    const run = await ledger.finish(lease, []);
    expect(run).toMatchObject({
      status: 'completed',
      removed: 2,
      provider_errors: [{ code: 'prices_unread', detail_only: true }],
    });
    expect(await ledger.active(account)).toEqual(['i-0000']);
  });

  it('is not believed of a pass that lacks more than a detail beside', async () => {
    await ledger.discover(account, vms(0, 3));
    const lease = await ledger.begin(account);
    const errors = [{ ...anError('prices_unread'), detail_only: true as const }, anError('denied')];
    await ledger.page(lease, vms(0, 1), errors);
    expect(await ledger.finish(lease, [])).toMatchObject({ status: 'partial', removed: 0 });
    expect(await ledger.active(account)).toHaveLength(3);
  });

  it('is judged for the resources of the same pass and region alone', async () => {
    await ledger.discover(account, vms(0, 2), undefined, ['ec2.instances', 'us-east-1']);
    await ledger.discover(account, vms(2, 4), undefined, ['rds.db-instances', 'eu-central-1']);
    await ledger.discover(account, vms(4, 6), undefined, ['ec2.instances', 'eu-central-1']);
    const run = await ledger.discover(account, [], undefined, ['ec2.instances', 'eu-central-1']);
    expect(run).toMatchObject({ removed: 2 });
    expect(await ledger.active(account)).toEqual(['i-0000', 'i-0001', 'i-0002', 'i-0003']);
  });

  it('can be looked into by its pass: it is told what would be retired, and nothing else', async () => {
    await ledger.discover(account, vms(0, 2), undefined, ['ec2.instances', 'us-east-1']);
    await ledger.discover(account, vms(2, 6));
    await ledger.discover(account, vms(2, 4));
    const other = await ledger.addAccount();
    await ledger.discover(other, vms(8, 9));
    const lease = await ledger.begin(account);
    const known = await ledger.database.withTenant(account.tenantId, (tx) =>
      activeResourceIds(tx, lease),
    );
    expect(known.sort()).toEqual(['i-0002', 'i-0003']);
  });

  it('counts what earlier workers saw before they handed the pass on', async () => {
    await ledger.discover(account, vms(0, 30));
    const first = await ledger.begin(account);
    await ledger.page(first, vms(0, 15));
    await ledger.owner.query(
      `UPDATE cloud_discovery_passes SET leased_until = now() - interval '1 second' WHERE id = $1`,
      [first.passId],
    );
    const second = await ledger.lease(account.tenantId, first.passId);
    expect(second).toMatchObject({ cursor: 'next', pages: 1 });
    expect(await ledger.finish(second, vms(15, 29))).toMatchObject({ removed: 1, unchanged: 29 });
    const { rows } = await ledger.owner.query('SELECT FROM cloud_discovery_pass_pages');
    expect(rows).toEqual([]);
  });
});

describe('most of an account gone at once', () => {
  beforeEach(() => ledger.discover(account, vms(0, 60)));

  it('is held, and retired when the next run confirms it', async () => {
    const held = await ledger.discover(account, vms(0, 10));
    expect(held).toMatchObject({
      status: 'partial',
      removed: 0,
      provider_errors: [
        { code: 'suspect', message: expect.stringContaining('50 of 60') as string },
      ],
    });
    expect(await ledger.active(account)).toHaveLength(60);

    const confirmed = await ledger.discover(account, vms(0, 10));
    expect(confirmed).toMatchObject({ status: 'completed', removed: 50, provider_errors: [] });
    expect(await ledger.active(account)).toHaveLength(10);
  });

  it('is forgotten when the next run sees it all again', async () => {
    await ledger.discover(account, vms(0, 10));
    expect(await ledger.discover(account, vms(0, 60))).toMatchObject({ removed: 0, unchanged: 60 });
    expect(await ledger.discover(account, vms(0, 10))).toMatchObject({
      status: 'partial',
      removed: 0,
    });
  });

  it('is confirmed one by one: what is missing anew is held anew', async () => {
    await ledger.discover(account, vms(0, 25));
    // 35 are missing again; 25 more are missing for the first time, which is not half of 60.
    expect(await ledger.discover(account, [])).toMatchObject({ status: 'completed', removed: 60 });
  });

  it('keeps what was confirmed apart from what must still be', async () => {
    await ledger.discover(account, vms(0, 90));
    await ledger.discover(account, vms(31, 90));
    await ledger.discover(account, vms(0, 90));
    expect(await ledger.discover(account, vms(80, 90))).toMatchObject({ removed: 0 });
    expect(await ledger.discover(account, [])).toMatchObject({ status: 'completed', removed: 90 });
  });

  it('stays held over a run that saw too little', async () => {
    await ledger.discover(account, vms(0, 10));
    await ledger.discover(account, vms(0, 5), ended('incomplete'));
    expect(await ledger.active(account)).toHaveLength(60);
    expect(await ledger.discover(account, vms(0, 10))).toMatchObject({ removed: 50 });
  });

  it('is believed at once up to half, or up to twenty', async () => {
    expect(await ledger.discover(account, vms(30, 60))).toMatchObject({ removed: 30 });
    expect(await ledger.discover(account, vms(50, 60))).toMatchObject({ removed: 20 });
    expect(await ledger.discover(account, [])).toMatchObject({ status: 'completed', removed: 10 });
  });
});

describe('the end of a run', () => {
  it.each<[PassOutcome[], string]>([
    [['completed', 'completed'], 'completed'],
    [['completed', 'skipped'], 'completed'],
    [['skipped', 'skipped'], 'completed'],
    [['completed', 'incomplete'], 'partial'],
    [['completed', 'failed'], 'partial'],
    [['incomplete', 'incomplete'], 'partial'],
    [['failed', 'incomplete'], 'partial'],
    [['failed', 'failed'], 'failed'],
    [['failed', 'skipped'], 'failed'],
    [['completed', 'cancelled'], 'cancelled'],
  ])('%j: %s', async (outcomes, status) => {
    const { runId, passIds } = await ledger.startRun(
      account,
      outcomes.map((_, index) => [`pass.${index}`, 'global'] as const),
    );
    for (const [index, outcome] of outcomes.entries()) {
      expect((await ledger.run(runId)).status).toBe('running');
      const lease = await ledger.lease(account.tenantId, passIds[index]!);
      const errors = outcome === 'completed' ? [] : [anError(outcome)];
      await ledger.finish(lease, [], { outcome, errors });
    }
    const run = await ledger.run(runId);
    expect(run.status).toBe(status);
    expect(run.provider_errors).toHaveLength(
      outcomes.filter((each) => each !== 'completed').length,
    );
  });

  it('comes once, when the last passes end at the same time', async () => {
    const passes = Array.from({ length: 4 }, (_, index) => [`pass.${index}`, 'global'] as const);
    const { runId, passIds } = await ledger.startRun(account, passes);
    const leases = await Promise.all(passIds.map((id) => ledger.lease(account.tenantId, id)));
    await Promise.all(
      leases.map((lease, index) => ledger.finish(lease, vms(index * 10, index * 10 + 10))),
    );
    expect(await ledger.run(runId)).toMatchObject({ status: 'completed', discovered: 40 });
    const ends = (await ledger.takeEvents(account)).filter(([name]) => name.endsWith('completed'));
    expect(ends).toHaveLength(1);
  });
});

describe('the fence', () => {
  const takes = async (passId: string): Promise<boolean> => {
    const ids = { tenantId: account.tenantId, passId, leaseId: uuidv7() };
    return (
      (await ledger.database.withTenant(account.tenantId, (tx) => takeLease(tx, ids, 30))) !== null
    );
  };
  const expire = (passId: string): Promise<unknown> =>
    ledger.owner.query(
      `UPDATE cloud_discovery_passes SET leased_until = now() - interval '1 second' WHERE id = $1`,
      [passId],
    );

  it('gives one lease at a time', async () => {
    const { passIds } = await ledger.startRun(account);
    const taken = await Promise.all(Array.from({ length: 5 }, () => takes(passIds[0]!)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('refuses a worker whose lease went to another', async () => {
    const late = await ledger.begin(account);
    await ledger.page(late, vms(0, 1));
    await expire(late.passId);
    const other = await ledger.lease(account.tenantId, late.passId);
    await expect(ledger.page(late, vms(5, 6))).rejects.toThrow(LeaseLost);
    await expect(
      ledger.database.withTenant(account.tenantId, (tx) => renewLease(tx, late, 30)),
    ).rejects.toThrow(LeaseLost);
    await ledger.finish(other, vms(1, 2));
    expect(await ledger.active(account)).toEqual(['i-0000', 'i-0001']);
  });

  it('refuses the late worker of an older run', async () => {
    const late = await ledger.begin(account);
    await ledger.page(late, vms(0, 1));
    // The run ends without it, as recovery ends one that takes too long.
    await ledger.owner.query(
      `UPDATE cloud_discovery_passes SET status = 'failed', lease_id = NULL WHERE id = $1`,
      [late.passId],
    );
    await ledger.database.withTenant(account.tenantId, (tx) =>
      tx.query('SELECT close_discovery_run($1)', [late.runId]),
    );
    await ledger.discover(account, vms(0, 2));
    const before = await ledger.rowVersions();
    await expect(ledger.page(late, [aVm('i-0000', { state: 'stopped' })])).rejects.toThrow(
      LeaseLost,
    );
    await expect(ledger.finish(late, [])).rejects.toThrow(LeaseLost);
    expect(await ledger.rowVersions()).toEqual(before);
    expect(await takes(late.passId)).toBe(false);
  });

  it('refuses a page twice: the checkpoint has moved on', async () => {
    const lease = await ledger.begin(account);
    const copy = { ...lease };
    await ledger.page(lease, vms(0, 1));
    await expect(ledger.page(copy, vms(0, 1))).rejects.toThrow(LeaseLost);
  });

  it('writes nothing of a page that fails in the middle', async () => {
    const lease = await ledger.begin(account);
    const next = (): Promise<void> => Promise.reject(new Error('the event cannot be written'));
    const batch = { rows: [], cursor: 'next', errors: [] };
    const provider = { id: 'aws', secretFields: [] } as const;
    await expect(ledger.writer.write(lease, provider, batch, { next })).rejects.toThrow(
      'the event',
    );
    await ledger.finish(lease, vms(0, 1));
    expect(await ledger.active(account)).toEqual(['i-0000']);
  });

  it('does not bring an account back that was deleted during its run', async () => {
    const lease = await ledger.begin(account);
    await ledger.page(lease, vms(0, 5));
    await ledger.database.withTenant(account.tenantId, (tx) =>
      tx.query('SELECT delete_cloud_account($1)', [account.accountId]),
    );
    await expect(ledger.page(lease, vms(5, 9))).rejects.toThrow(LeaseLost);
    await expect(ledger.finish(lease, [])).rejects.toThrow(LeaseLost);
    for (const table of ['resources', 'resource_payloads', 'resource_tags', 'resource_changes']) {
      const { rows } = await ledger.owner.query(`SELECT FROM cloud_${table} WHERE tenant_id = $1`, [
        account.tenantId,
      ]);
      expect({ table, left: rows.length }).toEqual({ table, left: 0 });
    }
  });

  it('lets a deletion and a page that come together both end, in either order', async () => {
    for (let round = 0; round < 10; round += 1) {
      account = await ledger.addAccount();
      const lease = await ledger.begin(account);
      const [page] = await Promise.allSettled([
        ledger.page(lease, vms(0, 200)),
        ledger.database.withTenant(account.tenantId, (tx) =>
          tx.query('SELECT delete_cloud_account($1)', [account.accountId]),
        ),
      ]);
      if (page.status === 'rejected') expect(page.reason).toBeInstanceOf(LeaseLost);
      const { rows } = await ledger.owner.query(
        `SELECT FROM cloud_resources WHERE tenant_id = $1
         UNION ALL SELECT FROM cloud_resource_tags WHERE tenant_id = $1
         UNION ALL SELECT FROM cloud_resource_payloads WHERE tenant_id = $1`,
        [account.tenantId],
      );
      expect(rows).toEqual([]);
    }
  });
});
