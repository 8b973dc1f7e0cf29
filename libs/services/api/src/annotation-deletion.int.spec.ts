import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());
beforeEach(addTenant);

async function addTenant(): Promise<void> {
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  rows = await insertLedgerRows(api.database, tenantId);
}

const write = (owner: string, id = rows.vmId): Promise<Answer> =>
  api.call('PUT', `/api/v1/cloud/resources/${id}/annotations`, {
    token,
    body: { owner },
    headers: { 'if-match': '*' },
  });
const query = async (sql: string, parameters: unknown[] = []): Promise<object[]> =>
  api.database.withTenant(tenantId, (tx) => tx.query<object>(sql, parameters));

describe('the deletion of the account', () => {
  const deleted = (): Promise<object[]> =>
    query('SELECT delete_cloud_account($1) AS deleted', [rows.accountId]);

  it('deletes the annotations of its resources, and no others', async () => {
    await write('gone');
    await write('gone', rows.removedId);
    const kept = await secondAccountsResource();
    await write('kept', kept);
    expect(await deleted()).toEqual([{ deleted: true }]);
    expect(await query('SELECT resource_id, owner FROM cloud_resource_annotations')).toEqual([
      { resource_id: kept, owner: 'kept' },
    ]);
    expect((await write('late')).status).toBe(404);
  });

  it('and a change that comes together both end, in either order', async () => {
    for (let round = 0; round < 10; round += 1) {
      await addTenant();
      const [written, gone] = await Promise.all([write('together'), deleted()]);
      expect([200, 404]).toContain(written.status);
      expect(gone).toEqual([{ deleted: true }]);
      expect(await query('SELECT FROM cloud_resource_annotations')).toEqual([]);
    }
  });

  /** The id of a resource of another account of the tenant. */
  async function secondAccountsResource(): Promise<string> {
    const [row] = (await query(
      `
      WITH account AS (
        INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
        VALUES ($1, gen_random_uuid(), 'aws', 'Second', 'other', 'active', '{}', 'test') RETURNING id
      )
      INSERT INTO cloud_resources (tenant_id, account_id, provider, resource_id, resource_type, native_type,
        state, private_ips, public_ips, tags, attributes, relationships, content_hash, pass_key,
        pass_region, run_number)
      SELECT $1, id, 'aws', 'i-9', 'vm', 'x', 'running', '{}', '{}', '{}', '{}', '[]', '\\x00', 'p', 'r', 1
      FROM account RETURNING id
      `,
      [tenantId],
    )) as { id: string }[];
    return row!.id;
  }
});
