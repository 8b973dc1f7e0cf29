import { randomUUID } from 'node:crypto';
import { DEMO_AWS, DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import { revalidateAccount } from '@skyledger/contracts';
import { type AccountsHarness, problemOf, startAccounts } from './testing/accounts-harness';

const AWS_KEYS = {
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};
const HETZNER = { api_token: DEMO_HETZNER.token };

let accounts: AccountsHarness;
let tenantId: string;

beforeAll(async () => {
  accounts = await startAccounts(demoEstate());
});
afterAll(() => accounts?.stop());
beforeEach(async () => {
  tenantId = await accounts.addTenant();
});
afterEach(async () => {
  const sinks = (await accounts.dump()) + accounts.logged();
  for (const secret of [AWS_KEYS.secret_access_key, HETZNER.api_token]) {
    expect(sinks).not.toContain(secret);
  }
});

const stored = (): Promise<Record<string, unknown>[]> =>
  accounts.asOwner('SELECT * FROM cloud_accounts WHERE tenant_id = $1', [tenantId]);
const ofAccount = (accountId: string): { tenantId: string; accountId: string; actor: string } => ({
  tenantId,
  accountId,
  actor: 'test',
});

it('marks an account failed when its credentials are refused, and active when not', async () => {
  const { accountId } = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
  const mend = accounts.emulator.faults.add({
    match: { provider: 'hetzner' },
    effect: { type: 'expire-token' },
  });
  const failed = await accounts.bus.request(revalidateAccount, ofAccount(accountId)).finally(mend);
  expect(failed).toMatchObject({ status: 'failed', reason: expect.any(String) });
  expect(await stored()).toMatchObject([{ status: 'failed', status_reason: failed.reason }]);

  const active = await accounts.bus.request(revalidateAccount, ofAccount(accountId));
  expect(active).toEqual({
    status: 'active',
    reason: null,
    missingPermissions: [],
    warnings: [],
    identityChain: null,
  });
  expect(await stored()).toMatchObject([{ status: 'active', status_reason: null }]);
});

it('marks an account failed whose regions are gone', async () => {
  const { accountId } = await accounts.addAccount(tenantId, 'aws', AWS_KEYS);
  await accounts.asOwner(`UPDATE cloud_accounts SET regions = '{mars-north-1}' WHERE id = $1`, [
    accountId,
  ]);
  const outcome = await accounts.bus.request(revalidateAccount, ofAccount(accountId));
  expect(outcome).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('mars-north-1'),
  });
  expect(await stored()).toMatchObject([{ status: 'failed' }]);
});

it('changes nothing when the provider cannot be asked', async () => {
  const { accountId } = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
  const before = await stored();
  const mend = accounts.emulator.faults.add({
    match: { provider: 'hetzner' },
    effect: { type: 'status', status: 500 },
  });
  const problem = await problemOf(
    accounts.bus.request(revalidateAccount, ofAccount(accountId)),
  ).finally(mend);
  expect(problem).toMatchObject({ type: 'provider-unavailable', status: 503 });
  expect(await stored()).toEqual(before);
});

it('needs an account', async () => {
  const answer = accounts.bus.request(revalidateAccount, ofAccount(randomUUID()));
  expect((await problemOf(answer)).status).toBe(404);
});
