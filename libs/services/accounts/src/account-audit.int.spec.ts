import { DEMO_AWS, DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import {
  type Actor,
  createAccount,
  deleteAccount,
  discoverAccount,
  replaceCredentials,
  revalidateAccount,
  updateAccount,
} from '@skyledger/contracts';
import { type AccountsHarness, problemOf, startAccounts } from './testing/accounts-harness';
import { onEachTransport } from './testing/on-each-transport';
import { RunOutcomeService } from './run-outcome.service';

const HETZNER = { api_token: DEMO_HETZNER.token };
const ANN: Actor = {
  kind: 'token',
  id: '0198a000-0000-7000-8000-000000000006',
  name: 'ann',
  requestId: 'a-request',
  clientAddress: '203.0.113.7',
};

onEachTransport('the audit log of accounts', (transport) => {
  let accounts: AccountsHarness;
  let tenantId: string;
  beforeAll(async () => {
    accounts = await startAccounts(demoEstate(), transport);
  });
  afterAll(() => accounts?.stop());
  beforeEach(async () => {
    tenantId = await accounts.addTenant();
  });

  const entries = (): Promise<Record<string, unknown>[]> =>
    accounts.asOwner('SELECT * FROM audit_log WHERE tenant_id = $1 ORDER BY id', [tenantId]);
  const addAccount = async (): Promise<{
    tenantId: string;
    accountId: string;
    actor: string;
    by: Actor;
  }> => ({
    ...(await accounts.addAccount(tenantId, 'hetzner', HETZNER, { name: 'Shop', by: ANN })),
    actor: 'ann',
    by: ANN,
  });

  it('tells the whole life of an account, and outlives it', async () => {
    const account = await addAccount();
    const { accountId } = account;
    await accounts.bus.request(updateAccount, {
      ...account,
      ifVersion: null,
      changes: { group: 'Payments', name: 'Shop' },
    });
    const { runId } = await accounts.bus.request(discoverAccount, account);
    await accounts.bus.request(revalidateAccount, account);
    const credentials = accounts.seal({ tenantId, accountId }, HETZNER);
    await accounts.bus.request(replaceCredentials, { ...account, credentials });
    await accounts.bus.request(deleteAccount, account);

    const log = await entries();
    const by = {
      actor_kind: 'token',
      actor_id: ANN.id,
      actor_name: 'ann',
      target_id: accountId,
      target_name: 'Shop',
      outcome: 'done',
      request_id: 'a-request',
      client_address: '203.0.113.7',
    };
    expect(log).toMatchObject([
      { ...by, action: 'account.created', target_kind: 'account' },
      { ...by, action: 'account.updated', changes: { group: { from: null, to: 'Payments' } } },
      { ...by, action: 'account.discovered', changes: { run_id: { to: runId } } },
      { ...by, action: 'account.revalidated' },
      { ...by, action: 'credential.replaced', target_kind: 'credential' },
      { ...by, action: 'account.deleted' },
    ]);
    expect(Object.keys(log[1]!['changes'] as object)).toEqual(['group']);
    const text = JSON.stringify(log);
    expect(text).not.toContain(HETZNER.api_token);
    expect(text).not.toContain(credentials.ciphertext);
  });

  it('says nothing of what did not happen, or had happened before', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER, { by: ANN });
    await accounts.bus.request(createAccount, request);
    await accounts.bus.request(createAccount, request);
    const wrong = { access_key_id: DEMO_AWS.accessKeyId, secret_access_key: 'x'.repeat(40) };
    await problemOf(
      accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'aws', wrong)),
    );
    await problemOf(accounts.bus.request(discoverAccount, request));
    expect((await entries()).map(({ action }) => action)).toEqual(['account.created']);
  });

  it('names the system where it suspends an account, and where it lifts that', async () => {
    const account = await addAccount();
    const { accountId } = account;
    await accounts.asOwner('UPDATE cloud_accounts SET authentication_failures = 2 WHERE id = $1', [
      accountId,
    ]);
    await accounts.asOwner(
      `
      UPDATE cloud_discovery_runs SET status = 'failed', provider_errors =
        '[{"code": "unauthenticated", "message": "the token is not known", "action": "Replace it."}]'
      WHERE account_id = $1
      `,
      [accountId],
    );
    await accounts.get(RunOutcomeService).judgeRuns(account);
    await accounts.get(RunOutcomeService).judgeRuns(account);
    await accounts.bus.request(revalidateAccount, account);
    const system = { actor_kind: 'system', actor_name: 'accounts', target_id: accountId };
    expect((await entries()).slice(1)).toMatchObject([
      {
        ...system,
        action: 'account.suspended',
        reason: expect.stringContaining('the token is not known') as string,
        changes: { status: { from: 'active', to: 'suspended' } },
      },
      { actor_name: 'ann', action: 'account.revalidated' },
      { ...system, action: 'account.resumed', changes: { status: { to: 'active' } } },
    ]);
  });
});
