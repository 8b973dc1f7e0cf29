import { aVm } from '../testing/a-vm';
import { DiscoveryLedger, type TestAccount } from '../testing/discovery-ledger';

let ledger: DiscoveryLedger;
let account: TestAccount;

beforeAll(async () => {
  ledger = await DiscoveryLedger.open();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  account = await ledger.addAccount();
});

/** What people wrote, with the version of the row itself: another one after each write. */
async function annotations(): Promise<object[]> {
  const { rows } = await ledger.owner.query<object>(
    'SELECT n.*, n.ctid, n.xmin FROM cloud_resource_annotations n WHERE tenant_id = $1',
    [account.tenantId],
  );
  return rows;
}

it('are not touched by runs that change, retire and restore the resource', async () => {
  await ledger.discover(account, [aVm('i-1'), aVm('i-2')]);
  const [seen] = await ledger.resources(account);
  await ledger.database.withTenant(account.tenantId, (tx) =>
    tx.query(
      `INSERT INTO cloud_resource_annotations (tenant_id, resource_id, owner, labels, links, updated_by)
       VALUES ($1, $2, 'payments', '{"a": "b"}', '[]', 'a person')`,
      [account.tenantId, seen!.id],
    ),
  );
  const written = await annotations();
  expect(written).toMatchObject([{ resource_id: seen!.id, owner: 'payments', version: '1' }]);

  expect(
    await ledger.discover(account, [aVm('i-1', { state: 'stopped' }), aVm('i-2')]),
  ).toMatchObject({ updated: 1 });
  expect(await annotations()).toEqual(written);

  expect(await ledger.discover(account, [aVm('i-2')])).toMatchObject({ removed: 1 });
  expect(await ledger.active(account)).toEqual(['i-2']);
  expect(await annotations()).toEqual(written);

  await ledger.discover(account, [aVm('i-1'), aVm('i-2')]);
  expect(await ledger.active(account)).toEqual(['i-1', 'i-2']);
  expect(await ledger.history(account)).toContainEqual(['i-1', 'restored', expect.anything()]);
  expect((await ledger.resources(account))[0]!.id).toBe(seen!.id);
  expect(await annotations()).toEqual(written);
});
