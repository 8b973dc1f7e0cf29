import { randomUUID } from 'node:crypto';
import { DEMO_AWS, DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import {
  createAccount,
  deleteAccount,
  discoverAccount,
  replaceCredentials,
  revalidateAccount,
  updateAccount,
} from '@skyledger/contracts';
import { type AccountsHarness, problemOf, startAccounts } from './testing/accounts-harness';

const HETZNER = { api_token: DEMO_HETZNER.token };
const AWS_KEYS = {
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};

let accounts: AccountsHarness;
let tenantId: string;

beforeAll(async () => {
  accounts = await startAccounts(demoEstate());
});
afterAll(() => accounts?.stop());
beforeEach(async () => {
  tenantId = await accounts.addTenant();
});

const rowsOf = (table: string, order = 'tenant_id'): Promise<Record<string, unknown>[]> =>
  accounts.asOwner(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY ${order}`, [tenantId]);
const events = async (): Promise<[string, unknown][]> =>
  (await rowsOf('outbox', 'id')).map(({ name, body }) => [
    name as string,
    (JSON.parse(body as string) as { payload: unknown }).payload,
  ]);
const nobody = (): { tenantId: string; accountId: string; actor: string } => ({
  tenantId,
  accountId: randomUUID(),
  actor: 'test',
});

describe('discovering', () => {
  it('starts one run at a time, and tells which one is active', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER);
    const { accountId, runId } = await accounts.bus.request(createAccount, request);
    const account = { tenantId, accountId, actor: 'somebody' };
    const problem = await problemOf(accounts.bus.request(discoverAccount, account));
    expect(problem).toMatchObject({
      type: 'run-active',
      status: 409,
      extensions: { run_id: runId },
    });

    await accounts.asOwner(`UPDATE cloud_discovery_runs SET status = 'completed' WHERE id = $1`, [
      runId,
    ]);
    const second = await accounts.bus.request(discoverAccount, account);
    expect(await rowsOf('cloud_discovery_runs', 'number')).toMatchObject([
      { id: runId },
      {
        id: second.runId,
        trigger: 'manual',
        requested_by: 'somebody',
        number: '2',
        kind: 'full',
        regions: null,
        resource_types: null,
      },
    ]);
    expect((await events()).at(-1)).toEqual([
      'discovery.requested',
      { tenantId, accountId, runId: second.runId, provider: 'hetzner', runNumber: 2 },
    ]);
  });

  it('remembers what the run is to read', async () => {
    const account = await accounts.addAccount(tenantId, 'aws', AWS_KEYS);
    const selection = {
      kind: 'incremental',
      regions: ['us-east-1'],
      resourceTypes: ['vm'],
    } as const;
    await accounts.bus.request(discoverAccount, {
      ...account,
      kind: selection.kind,
      regions: [...selection.regions],
      resourceTypes: [...selection.resourceTypes],
    });
    expect((await rowsOf('cloud_discovery_runs', 'number')).at(-1)).toMatchObject({
      kind: 'incremental',
      regions: ['us-east-1'],
      resource_types: ['vm'],
    });
  });

  it.each([
    ['regions', { regions: ['mars-north-1'] }],
    ['resource_types', { resourceTypes: ['bucket' as const] }],
  ])('refuses %s that the account does not select', async (field, selection) => {
    const account = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    const request = { ...account, ...selection };
    const problem = await problemOf(accounts.bus.request(discoverAccount, request));
    expect(problem).toMatchObject({ status: 422, errors: [{ field }] });
    expect(await rowsOf('cloud_discovery_runs')).toHaveLength(1);
  });

  it('starts one run for one id, also when it has ended', async () => {
    const account = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    const request = { ...account, runId: randomUUID() };
    const answer = { runId: request.runId };
    expect(await accounts.bus.request(discoverAccount, request)).toEqual(answer);
    expect(await accounts.bus.request(discoverAccount, request)).toEqual(answer);
    await accounts.asOwner(
      `UPDATE cloud_discovery_runs SET status = 'completed', finished_at = now() WHERE id = $1`,
      [request.runId],
    );
    expect(await accounts.bus.request(discoverAccount, request)).toEqual(answer);
    expect(await rowsOf('cloud_discovery_runs')).toHaveLength(2);
  });

  it('needs an account', async () => {
    expect((await problemOf(accounts.bus.request(discoverAccount, nobody()))).status).toBe(404);
  });
});

describe('deleting', () => {
  it('leaves nothing of the account, and then there is none', async () => {
    const account = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    expect(await accounts.bus.request(deleteAccount, account)).toEqual({ deleted: true });
    for (const table of ['cloud_accounts', 'cloud_credentials', 'cloud_discovery_runs']) {
      expect(await rowsOf(table)).toEqual([]);
    }
    expect((await events()).map(([name]) => name)).toEqual(['discovery.requested']);
    const again = await problemOf(accounts.bus.request(deleteAccount, account));
    expect(again.status).toBe(404);
  });

  it('cancels the active run, and says so', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER);
    const { accountId, runId } = await accounts.bus.request(createAccount, request);
    await accounts.asOwner(
      `INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status, lease_id,
         leased_until)
       VALUES ($1, gen_random_uuid(), $2, $3, 'compute.servers', 'global', 'running', gen_random_uuid(), now())`,
      [tenantId, runId, accountId],
    );
    await accounts.bus.request(deleteAccount, { tenantId, accountId, actor: 'test' });
    expect((await events()).at(-1)).toEqual([
      'discovery.completed',
      { tenantId, accountId, runId, status: 'cancelled' },
    ]);
    expect(await rowsOf('cloud_discovery_passes')).toEqual([]);
  });
});

it("does not reach another tenant's account", async () => {
  const { accountId } = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
  const other = { tenantId: await accounts.addTenant(), accountId, actor: 'test' };
  const credentials = accounts.seal({ tenantId: other.tenantId, accountId }, HETZNER);
  const answers = [
    accounts.bus.request(deleteAccount, other),
    accounts.bus.request(discoverAccount, other),
    accounts.bus.request(revalidateAccount, other),
    accounts.bus.request(replaceCredentials, { ...other, credentials }),
    accounts.bus.request(updateAccount, { ...other, ifVersion: null, changes: { name: 'x' } }),
  ];
  for (const answer of answers) expect((await problemOf(answer)).status).toBe(404);
  expect(await rowsOf('cloud_accounts')).toMatchObject([{ name: 'an account' }]);
});
