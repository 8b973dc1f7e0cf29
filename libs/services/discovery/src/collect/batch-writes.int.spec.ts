import { eventually } from '@skyledger/testing';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { prepareRows } from '../write/prepare-rows';
import { aVm } from '../testing/a-vm';
import { DiscoveryLedger, type TestAccount } from '../testing/discovery-ledger';
import { BatchWrites } from './batch-writes';
import type { Batch, PassEnd } from './page-writer.service';
import { LeaseLost, type PassLease } from './pass.repository';

const AWS = { id: 'aws', secretFields: ['SecretField'] } as const;
const END: { end: PassEnd } = { end: { outcome: 'completed', errors: [] } };

let ledger: DiscoveryLedger;
let account: TestAccount;
let lease: PassLease;
let writes: BatchWrites;

beforeAll(async () => {
  ledger = await DiscoveryLedger.open();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  account = await ledger.addAccount();
  lease = await ledger.begin(account);
  writes = new BatchWrites(ledger.writer, lease);
});

function batch(...resources: DiscoveredResource[]): Batch {
  return { rows: prepareRows(resources), cursor: resources.at(-1)?.resourceId ?? null, errors: [] };
}

/** How many of the ledger's transactions hold staged rows, and wait for the batch before them. */
async function staged(): Promise<number> {
  const { rows } = await ledger.owner.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE 'COPY staged%'`,
  );
  return rows.length;
}

describe('batches of one pass', () => {
  it('are staged while the one before waits, and commit in their order', async () => {
    await ledger.page(lease, [aVm('i-0')]);
    await ledger.database.withTenant(account.tenantId, async (tx) => {
      await tx.query('SELECT FROM cloud_discovery_passes WHERE id = $1 FOR UPDATE', [lease.passId]);
      await writes.add(AWS, batch(aVm('i-1')));
      await writes.add(AWS, batch(aVm('i-2')));
      await eventually(async () => expect(await staged()).toBe(1));
      expect(await ledger.active(account)).toEqual(['i-0']);
    });
    await writes.add(AWS, batch(aVm('i-3')), END);
    await writes.settled();
    expect(await ledger.run(lease.runId)).toMatchObject({ status: 'completed', created: 4 });
    const created = (await ledger.history(account)).map(([id]) => id);
    expect(created).toEqual(['i-0', 'i-1', 'i-2', 'i-3']);
  });

  it('that list a resource twice leave it as it was listed last', async () => {
    await writes.add(AWS, batch(aVm('i-1', { name: 'first' }), aVm('i-2')));
    await writes.add(AWS, batch(aVm('i-1', { name: 'last' }), aVm('i-3')));
    await writes.add(AWS, batch(), END);
    await writes.settled();
    expect(await ledger.run(lease.runId)).toMatchObject({ created: 3, updated: 1, removed: 0 });
    const names = (await ledger.resources(account)).map((row) => row.name);
    expect(names).toEqual(['last', 'name of i-2', 'name of i-3']);
  });

  it('that change it back leave it as it was', async () => {
    await ledger.page(lease, [aVm('i-1'), aVm('i-9')]);
    await writes.add(AWS, batch(aVm('i-1', { state: 'stopped' }), aVm('i-2')));
    await writes.add(AWS, batch(aVm('i-1')));
    await writes.settled();
    const [row] = await ledger.resources(account);
    expect(row).toMatchObject({ resource_id: 'i-1', state: 'running' });
  });

  it('are not written behind one that failed', async () => {
    await ledger.page(lease, [aVm('i-0')]);
    const failure = new Error('the event cannot be written');
    await writes.add(AWS, batch(aVm('i-1')), { next: () => Promise.reject(failure) });
    await writes.add(AWS, batch(aVm('i-2')));
    await expect(writes.settled()).rejects.toBe(failure);
    await expect(writes.add(AWS, batch(aVm('i-3')))).rejects.toBe(failure);
    expect(await ledger.active(account)).toEqual(['i-0']);
  });

  it('are written under the lease alone', async () => {
    await writes.add(AWS, batch(aVm('i-1')));
    await writes.settled();
    await ledger.owner.query(
      'UPDATE cloud_discovery_passes SET lease_id = gen_random_uuid() WHERE id = $1',
      [lease.passId],
    );
    await writes.add(AWS, batch(aVm('i-2')));
    await writes.add(AWS, batch(aVm('i-3')), END);
    await expect(writes.settled()).rejects.toThrow(LeaseLost);
    expect(await ledger.active(account)).toEqual(['i-1']);
  });
});

describe('what a batch lets expect of the next', () => {
  const vms = (count: number, name: string): DiscoveredResource[] =>
    Array.from({ length: count }, (_, index) => aVm(`i-${index}`, { name }));

  it.each([
    ['news', 'where most was new', vms(4, 'other')],
    ['changes', 'where little was', [...vms(3, 'name'), aVm('i-3', { name: 'other' })]],
    ['nothing new', 'where all was as before', vms(4, 'name')],
  ] as const)('is %s %s', async (expected, _, resources) => {
    await ledger.finish(lease, vms(4, 'name'));
    const next = await ledger.begin(account);
    await ledger.page(next, resources);
    expect(next.expects).toBe(expected);
  });
});
