import { randomUUID } from 'node:crypto';
import { DEMO_AWS, DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import { createAccount } from '@skyledger/contracts';
import type { ProviderId } from '@skyledger/resource-model';
import { AccountValidationService } from './account-validation.service';
import { type AccountsHarness, problemOf, startAccounts } from './testing/accounts-harness';

const AWS_KEYS = {
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};
const HETZNER = { api_token: DEMO_HETZNER.token };
const DENIED_KEYS = {
  access_key_id: 'AKIADENIEDDENIEDDENI',
  secret_access_key: 'canary-secret-of-the-denied-user-00000000',
};
const PARTLY_DENIED_KEYS = {
  access_key_id: 'AKIAPARTLYDENIEDDENI',
  secret_access_key: 'canary-secret-of-the-partly-denied-user-0',
};
const WRONG_SECRET = 'canary-wrong-secret-0000000000000000000000';
const CANARIES = [
  AWS_KEYS.secret_access_key,
  HETZNER.api_token,
  DENIED_KEYS.secret_access_key,
  PARTLY_DENIED_KEYS.secret_access_key,
  WRONG_SECRET,
];

let accounts: AccountsHarness;
let tenantId: string;

beforeAll(async () => {
  const demo = demoEstate();
  const [aws] = demo.aws ?? [];
  accounts = await startAccounts({
    ...demo,
    aws: [
      aws!,
      {
        ...aws!,
        accountId: '210987654321',
        accessKeyId: DENIED_KEYS.access_key_id,
        secretAccessKey: DENIED_KEYS.secret_access_key,
        roles: [],
        deniedActions: ['*'],
      },
      {
        ...aws!,
        accountId: '310987654321',
        accessKeyId: PARTLY_DENIED_KEYS.access_key_id,
        secretAccessKey: PARTLY_DENIED_KEYS.secret_access_key,
        roles: [],
        deniedActions: ['rds:*'],
      },
    ],
  });
});

afterAll(() => accounts?.stop());

beforeEach(async () => {
  tenantId = await accounts.addTenant();
});

afterEach(async () => {
  // After every case, whatever it did: no plaintext anywhere.
  const sinks = (await accounts.dump()) + accounts.logged();
  expect(sinks).toContain(tenantId);
  for (const canary of CANARIES) expect(sinks).not.toContain(canary);
});

interface Stored {
  accounts: Record<string, unknown>[];
  credentials: { account_id: string; key_id: string; ciphertext: Buffer }[];
  runs: Record<string, unknown>[];
  outbox: { name: string; routing_key: string; body: string }[];
}

const stored = async (): Promise<Stored> => {
  const rows = <Row extends object>(table: string, order = 'tenant_id'): Promise<Row[]> =>
    accounts.asOwner<Row>(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY ${order}`, [
      tenantId,
    ]);
  return {
    accounts: await rows('cloud_accounts'),
    credentials: await rows('cloud_credentials'),
    runs: await rows('cloud_discovery_runs', 'number'),
    outbox: await rows('outbox', 'id'),
  };
};

const nothing: Stored = { accounts: [], credentials: [], runs: [], outbox: [] };
describe('creating an account', () => {
  it.each([
    ['aws', AWS_KEYS, DEMO_AWS.accountId],
    ['hetzner', HETZNER, expect.stringMatching(/^token-/)],
  ] as const)('of %s stores it with its first run', async (provider, credentials, nativeId) => {
    const request = accounts.requestFor(tenantId, provider, credentials);
    const { accountId, runId } = await accounts.bus.request(createAccount, request);
    const rows = await stored();
    expect(rows.accounts).toMatchObject([
      {
        id: accountId,
        provider,
        native_account_id: nativeId,
        status: 'active',
        missing_permissions: [],
        schedule: { kind: 'interval', minutes: 60 },
        created_by: 'test',
        run_number: '1',
      },
    ]);
    expect(rows.runs).toMatchObject([{ id: runId, trigger: 'created', status: 'queued' }]);
    expect(rows.outbox).toMatchObject([{ routing_key: `discovery.requested.${provider}` }]);
    expect(JSON.parse(rows.outbox[0]!.body).payload).toEqual({
      tenantId,
      accountId,
      runId,
      provider,
      runNumber: 1,
    });
    const [sealed] = rows.credentials;
    const context = { tenantId, accountId, field: 'credentials' };
    const opened = accounts.vault.openText(
      { keyId: sealed!.key_id, ciphertext: sealed!.ciphertext },
      context,
    );
    expect(JSON.parse(opened)).toEqual(credentials);
  });

  it('makes the next run due by its schedule, about', async () => {
    await accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'hetzner', HETZNER));
    const [account] = (await stored()).accounts;
    const minutes = ((account!['next_run_at'] as Date).getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThan(67);
  });

  it('stores what people say of it, and what kind of credentials it has', async () => {
    const schedule = { kind: 'cron', expression: '1 6 * * *', time_zone: 'Etc/GMT' } as const;
    const more = { labels: { team: 'x' }, environment: 'staging', group: 'y' } as const;
    const request = accounts.requestFor(tenantId, 'aws', AWS_KEYS, {
      ...more,
      schedule,
      resourceTypes: ['vm', 'bucket'],
    });
    await accounts.bus.request(createAccount, request);
    const rows = await stored();
    expect(rows.accounts).toMatchObject([
      {
        labels: { team: 'x' },
        environment: 'staging',
        account_group: 'y',
        resource_types: ['vm', 'bucket'],
        schedule,
        version: '1',
      },
    ]);
    const [{ next_run_at: next }] = rows.accounts as [{ next_run_at: Date }];
    expect([next.getUTCHours(), next.getUTCMinutes()]).toEqual([6, expect.any(Number)]);
    expect(rows.credentials).toMatchObject([{ type: 'access_keys' }]);
  });

  it('is refused with resource types that the provider does not have', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER, {
      resourceTypes: ['bucket'],
    });
    const problem = await problemOf(accounts.bus.request(createAccount, request));
    expect(problem).toMatchObject({ status: 422, errors: [{ field: 'resource_types' }] });
    expect(await stored()).toEqual(nothing);
  });

  it('makes no run due when the schedule is manual', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER, {
      schedule: { kind: 'manual' },
    });
    await accounts.bus.request(createAccount, request);
    expect((await stored()).accounts).toMatchObject([{ next_run_at: null }]);
  });

  it('takes an account with some permissions missing, and says which', async () => {
    const request = accounts.requestFor(tenantId, 'aws', PARTLY_DENIED_KEYS);
    await accounts.bus.request(createAccount, request);
    expect((await stored()).accounts).toMatchObject([
      {
        status: 'active',
        missing_permissions: [
          'rds:DescribeDBClusterSnapshots',
          'rds:DescribeDBClusters',
          'rds:DescribeDBInstances',
          'rds:DescribeDBSnapshots',
        ],
      },
    ]);
  });

  it('answers the same when it is asked the same again', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER);
    const first = await accounts.bus.request(createAccount, request);
    expect(await accounts.bus.request(createAccount, request)).toEqual(first);
    const rows = await stored();
    expect([rows.accounts.length, rows.runs.length, rows.outbox.length]).toEqual([1, 1, 1]);
  });

  it('answers the same when it is asked twice at once', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER);
    const [first, second] = await Promise.all([
      accounts.bus.request(createAccount, request),
      accounts.bus.request(createAccount, request),
    ]);
    expect(first).toEqual(second);
    expect((await stored()).runs).toHaveLength(1);
  });
});

describe('an account that is in the ledger', () => {
  it('is refused by its credentials, without asking the provider', async () => {
    const first = accounts.requestFor(tenantId, 'hetzner', HETZNER);
    await accounts.bus.request(createAccount, first);
    const before = accounts.emulator.stats.count({});
    const problem = await problemOf(
      accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'hetzner', HETZNER)),
    );
    expect(problem).toMatchObject({
      type: 'account-exists',
      status: 409,
      extensions: { account_id: first.accountId },
    });
    expect(accounts.emulator.stats.count({})).toBe(before);
  });

  it('is refused by what the provider calls it, when it comes with other credentials', async () => {
    const first = accounts.requestFor(tenantId, 'aws', AWS_KEYS);
    await accounts.bus.request(createAccount, first);
    const role = { ...AWS_KEYS, role_arn: DEMO_AWS.roleArn, external_id: DEMO_AWS.externalId };
    const problem = await problemOf(
      accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'aws', role)),
    );
    expect(problem).toMatchObject({
      type: 'account-exists',
      extensions: { account_id: first.accountId },
    });
    expect((await stored()).accounts).toHaveLength(1);
  });

  it('is not in the way of another tenant', async () => {
    await accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'hetzner', HETZNER));
    const other = await accounts.addTenant();
    await accounts.bus.request(createAccount, accounts.requestFor(other, 'hetzner', HETZNER));
    expect((await stored()).accounts).toHaveLength(1);
  });
});

describe('credentials the provider does not accept', () => {
  it.each([
    ['aws', { ...AWS_KEYS, secret_access_key: WRONG_SECRET }],
    ['aws', { ...AWS_KEYS, access_key_id: 'AKIAUNKNOWNUNKNOWN00' }],
    ['hetzner', { api_token: WRONG_SECRET }],
  ] as const)('of %s are refused, and nothing is stored', async (provider, credentials) => {
    const problem = await problemOf(
      accounts.bus.request(createAccount, accounts.requestFor(tenantId, provider, credentials)),
    );
    expect(problem).toMatchObject({
      type: 'validation-failed',
      status: 422,
      detail: expect.stringContaining('Check that the credentials'),
      errors: [{ field: 'credentials' }],
      extensions: {
        reason: 'unauthenticated',
        missing_permissions: [],
        set_up: expect.arrayContaining([expect.any(String)]),
      },
    });
    expect(JSON.stringify(problem)).not.toContain('canary');
    expect(await stored()).toEqual(nothing);
  });

  it('are refused when they may read nothing, and the missing permissions are named', async () => {
    const problem = await problemOf(
      accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'aws', DENIED_KEYS)),
    );
    expect(problem).toMatchObject({
      status: 422,
      detail: expect.stringContaining('Grant'),
      extensions: {
        reason: 'denied',
        missing_permissions: expect.arrayContaining(['ec2:DescribeInstances']),
      },
    });
    expect(await stored()).toEqual(nothing);
  });

  it('are named by field when they are of another form', async () => {
    const problem = await problemOf(
      accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'hetzner', {})),
    );
    expect(problem).toMatchObject({ status: 422, errors: [{ field: 'credentials.api_token' }] });
    expect(await stored()).toEqual(nothing);
  });

  it('cannot be those of another account: the ciphertext does not open', async () => {
    const request = accounts.requestFor(tenantId, 'hetzner', HETZNER);
    const moved = { ...request, accountId: randomUUID() };
    await expect(accounts.bus.request(createAccount, moved)).rejects.toThrow('failed');
    expect(await stored()).toEqual(nothing);
  });

  it.each([
    ['aws', AWS_KEYS, ['mars-north-1']],
    ['hetzner', HETZNER, ['fsn1']],
  ] as const)(
    'of %s are not taken with regions it does not have',
    async (provider, keys, regions) => {
      const request = accounts.requestFor(tenantId, provider, keys, { regions: [...regions] });
      const problem = await problemOf(accounts.bus.request(createAccount, request));
      expect(problem).toMatchObject({ status: 422, errors: [{ field: 'regions' }] });
      expect(await stored()).toEqual(nothing);
    },
  );

  it('cannot be judged while the provider fails: 422 with what to do, nothing stored', async () => {
    const mend = accounts.emulator.faults.add({
      match: { provider: 'hetzner' },
      effect: { type: 'status', status: 503 },
    });
    const problem = await problemOf(
      accounts.bus.request(createAccount, accounts.requestFor(tenantId, 'hetzner', HETZNER)),
    ).finally(mend);
    expect(problem).toMatchObject({ status: 422, extensions: { reason: 'unavailable' } });
    expect(await stored()).toEqual(nothing);
  });

  it('are refused for a provider that is not available', async () => {
    const provider = accounts.get(AccountValidationService).provider('nimbus' as ProviderId);
    expect(await problemOf(provider)).toMatchObject({
      status: 422,
      errors: [{ field: 'provider' }],
    });
  });
});
