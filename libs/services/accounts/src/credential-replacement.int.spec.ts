import { DEMO_AWS, DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import { discoveryCompleted, replaceCredentials } from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import { eventually } from '@skyledger/testing';
import type { AcceptedResponse } from './revalidation.service';
import { RunOutcomeService } from './run-outcome.service';
import { type AccountsHarness, problemOf, startAccounts } from './testing/accounts-harness';
import { onEachTransport } from './testing/on-each-transport';

const AWS_KEYS = {
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};
const ROLE = { ...AWS_KEYS, role_arn: DEMO_AWS.roleArn, external_id: DEMO_AWS.externalId };
const OTHER_AWS = {
  access_key_id: 'AKIAOTHEROTHEROTHERO',
  secret_access_key: 'canary-secret-of-the-other-account-000000',
};
const HETZNER = { api_token: DEMO_HETZNER.token };
const NEW_HETZNER = {
  api_token: 'canary0000000000000000000000000000000000000000000000000000000000',
};
const WRONG = { ...AWS_KEYS, secret_access_key: 'canary-wrong-secret-0000000000000000000000' };

onEachTransport('replacing credentials', (transport) => {
  let accounts: AccountsHarness;
  let tenantId: string;

  beforeAll(async () => {
    const demo = demoEstate();
    const [aws, hetzner] = [demo.aws![0]!, demo.hetzner![0]!];
    const other = {
      accessKeyId: OTHER_AWS.access_key_id,
      secretAccessKey: OTHER_AWS.secret_access_key,
    };
    accounts = await startAccounts(
      {
        ...demo,
        aws: [aws, { ...aws, ...other, accountId: '210987654321', roles: [] }],
        hetzner: [hetzner, { ...hetzner, token: NEW_HETZNER.api_token }],
      },
      transport,
    );
  });
  afterAll(() => accounts?.stop());
  beforeEach(async () => {
    tenantId = await accounts.addTenant();
  });
  afterEach(async () => {
    expect((await accounts.dump()) + accounts.logged()).not.toContain('canary');
  });

  const replace = (
    account: { tenantId: string; accountId: string; actor: string },
    credentials: object,
  ): Promise<AcceptedResponse> =>
    accounts.bus.request(replaceCredentials, {
      ...account,
      credentials: accounts.seal(
        { tenantId: account.tenantId, accountId: account.accountId },
        credentials,
      ),
    });

  async function stored(): Promise<Record<string, unknown>> {
    const [row] = await accounts.asOwner<Record<string, unknown>>(
      `SELECT a.id, a.native_account_id, a.status, a.authentication_failures, a.version, c.type, c.fingerprint,
         c.key_id, c.ciphertext, c.stored_at
       FROM cloud_accounts a JOIN cloud_credentials c ON c.account_id = a.id WHERE a.tenant_id = $1`,
      [tenantId],
    );
    return row!;
  }

  it('stores what the provider accepts, and forgets the old ones', async () => {
    const account = await accounts.addAccount(tenantId, 'aws', AWS_KEYS);
    const before = await stored();
    expect(await replace(account, ROLE)).toEqual({
      status: 'active',
      reason: null,
      missingPermissions: [],
      warnings: [],
      identityChain: [
        { hop: 'caller', identity: expect.stringContaining('user/') },
        { hop: 'account_role', identity: expect.stringContaining('assumed-role/') },
      ],
    });
    const after = await stored();
    expect(after).toMatchObject({
      native_account_id: before['native_account_id'],
      type: 'role',
      version: before['version'],
    });
    expect(after['fingerprint']).not.toBe(before['fingerprint']);
    expect(after['stored_at']).not.toEqual(before['stored_at']);
    const opened = accounts.vault.openText(
      { keyId: after['key_id'] as string, ciphertext: after['ciphertext'] as Buffer },
      { tenantId, accountId: account.accountId, field: 'credentials' },
    );
    expect(JSON.parse(opened)).toEqual(ROLE);
  });

  it.each<[string, ProviderId, object, object, object]>([
    [
      'the provider refuses',
      'aws',
      AWS_KEYS,
      WRONG,
      { status: 422, extensions: { reason: 'unauthenticated', set_up: expect.any(Array) } },
    ],
    [
      'open another account',
      'aws',
      AWS_KEYS,
      OTHER_AWS,
      {
        type: 'account-mismatch',
        status: 409,
        extensions: { native_account_id: '210987654321' },
      },
    ],
    [
      'are of another form',
      'hetzner',
      HETZNER,
      { token: 'x' },
      { status: 422, errors: [{ field: 'credentials.api_token' }, expect.anything()] },
    ],
  ])('keeps the old ones when the new ones %s', async (_, provider, old, fresh, expected) => {
    const account = await accounts.addAccount(tenantId, provider, old);
    const before = await stored();
    expect(await problemOf(replace(account, fresh))).toMatchObject(expected);
    expect(await stored()).toEqual(before);
  });

  it('keeps the old ones while the provider cannot be asked', async () => {
    const account = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    const before = await stored();
    const mend = accounts.emulator.faults.add({
      match: { provider: 'hetzner' },
      effect: { type: 'status', status: 503 },
    });
    const problem = await problemOf(replace(account, NEW_HETZNER)).finally(mend);
    expect(problem).toMatchObject({ type: 'provider-unavailable', status: 503 });
    expect(await stored()).toEqual(before);
  });

  it('takes a new token where the provider cannot tell its account', async () => {
    const account = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    const before = await stored();
    await replace(account, NEW_HETZNER);
    const after = await stored();
    expect(after['native_account_id']).toMatch(/^token-/);
    expect(after['native_account_id']).not.toBe(before['native_account_id']);
  });

  it('refuses those of another account of the ledger, and says which', async () => {
    const first = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    const second = await accounts.addAccount(tenantId, 'hetzner', NEW_HETZNER);
    expect(await problemOf(replace(second, HETZNER))).toMatchObject({
      type: 'account-exists',
      status: 409,
      extensions: { account_id: first.accountId },
    });
  });

  it('refuses those of an account that is added at the same time, and says which', async () => {
    const account = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    const before = await stored();
    await accounts.addAccount(await accounts.addTenant(), 'hetzner', NEW_HETZNER);
    const [elsewhere] = await accounts.asOwner<{ native_account_id: string }>(
      'SELECT native_account_id FROM cloud_accounts WHERE provider = $1 AND native_account_id <> $2',
      ['hetzner', before['native_account_id']],
    );
    const added = uuidv7();
    const replaced = await accounts.database.withTenant(tenantId, async (tx) => {
      await tx.query(
        `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
         VALUES ($1, $2, 'hetzner', 'added meanwhile', $3, 'active', '{"kind": "manual"}', 'test')`,
        [tenantId, added, elsewhere!.native_account_id],
      );
      const problem = problemOf(replace(account, NEW_HETZNER));
      await eventually(async () => {
        const waiting = await accounts.asOwner('SELECT FROM pg_locks WHERE NOT granted');
        expect(waiting).not.toEqual([]);
      });
      return { problem };
    });
    expect(await replaced.problem).toMatchObject({
      type: 'account-exists',
      status: 409,
      extensions: { account_id: added },
    });
    await accounts.asOwner('DELETE FROM cloud_accounts WHERE id = $1', [added]);
    expect(await stored()).toEqual(before);
  });

  it('lifts a suspension, and the run that still used the old ones does not count', async () => {
    const account = await accounts.addAccount(tenantId, 'hetzner', HETZNER);
    await accounts.asOwner(
      `UPDATE cloud_accounts SET status = 'suspended', authentication_failures = 3 WHERE id = $1`,
      [account.accountId],
    );
    await accounts.asOwner(
      `UPDATE cloud_discovery_runs SET status = 'running', finished_at = NULL WHERE account_id = $1`,
      [account.accountId],
    );
    await replace(account, NEW_HETZNER);
    expect(await stored()).toMatchObject({ status: 'active', authentication_failures: 0 });
    const [run] = await accounts.asOwner<{ id: string }>(
      `UPDATE cloud_discovery_runs SET status = 'failed', finished_at = now(),
         provider_errors = '[{"code": "unauthenticated", "message": "x", "action": "y"}]'
       WHERE account_id = $1 RETURNING id`,
      [account.accountId],
    );
    const ended = { tenantId, accountId: account.accountId, runId: run!.id, status: 'failed' };
    await accounts.get(RunOutcomeService).judgeRuns(discoveryCompleted.schema.parse(ended));
    expect(await stored()).toMatchObject({ status: 'active', authentication_failures: 0 });
  });
});
