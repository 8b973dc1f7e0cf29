import { Logger } from '@nestjs/common';
import { uuidv7 } from '@skyledger/database';
import { SchedulingLedger } from './testing/scheduling-ledger';

let ledger: SchedulingLedger;

beforeAll(async () => {
  Logger.overrideLogger(false);
  ledger = await SchedulingLedger.open();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.clear());

/** An organisation that was synchronised so many minutes ago; `null`: never. */
async function anOrganization(
  minutes: number | null,
): Promise<{ tenantId: string; organizationId: string }> {
  const [tenantId, organizationId] = [uuidv7(), uuidv7()];
  await ledger.owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [tenantId]);
  await ledger.owner.query(
    `INSERT INTO cloud_organizations (tenant_id, id, provider, native_id, name, key_id, ciphertext,
       fingerprint, schedule, created_by, last_synced_at)
     VALUES ($1, $2, 'aws', 'o-example', 'test', 'key', '\\x00', 'print', '{"kind":"manual"}', 'test',
       now() - make_interval(mins => $3))`,
    [tenantId, organizationId, minutes],
  );
  return { tenantId, organizationId };
}

it('asks for the sync of organisations whose last one is too old, or that had none', async () => {
  const [stale, never] = [await anOrganization(61), await anOrganization(null)];
  await anOrganization(59);
  expect(await ledger.organizationWatch().look()).toBe(2);
  const unlessSince = expect.stringMatching(/Z$/) as string;
  expect(await ledger.takeEvents()).toEqual([
    ['organization.sync.requested', { ...never, unlessSince }],
    ['organization.sync.requested', { ...stale, unlessSince }],
  ]);
});

it('asks once, and again when there was no complete listing for long', async () => {
  const { organizationId } = await anOrganization(61);
  expect(await ledger.organizationWatch().look()).toBe(1);
  expect(await ledger.organizationWatch().look()).toBe(0);
  await ledger.owner.query(
    `UPDATE cloud_organizations SET sync_requested_at = now() - interval '16 minutes' WHERE id = $1`,
    [organizationId],
  );
  expect(await ledger.organizationWatch().look()).toBe(1);
});

it('asks once for each organisation, however many schedulers look at once', async () => {
  for (let count = 0; count < 20; count += 1) await anOrganization(61 + count);
  const looks = Array.from({ length: 4 }, () => ledger.organizationWatch().look());
  const asked = (await Promise.all(looks)).reduce((sum, count) => sum + count, 0);
  const ids = (await ledger.takeEvents()).map(([, payload]) => payload['organizationId']);
  expect([asked, ids.length, new Set(ids).size]).toEqual([20, 20, 20]);
});
