import { Controller } from '@nestjs/common';
import {
  CREDENTIALS_FIELD,
  discoverAccount,
  ProblemError,
  replaceCredentials,
  updateAccount,
} from '@skyledger/contracts';
import { Database, uuidv7 } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import { VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import {
  accountHealthSchema,
  accountSchema,
  replacedCredentialsSchema,
} from './accounts/account.schema';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';

const RUN_ID = '0198a000-0000-7000-8000-0000000000bb';
const KEYS = {
  access_key_id: 'AKIACANARYCANARYCANA',
  secret_access_key: 'canary-secret-0000000000000000000000000000',
};

/** Answers as the accounts service does, and remembers what it was asked. */
@Controller()
class Services {
  static readonly asked: object[] = [];

  constructor(private readonly database: Database) {}

  @OnRequest(updateAccount)
  async update(
    request: z.infer<typeof updateAccount.request>,
  ): Promise<z.infer<typeof updateAccount.response>> {
    Services.asked.push(request);
    const { tenantId, accountId, ifVersion, changes } = request;
    const [row] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<{ version: string }>(
        `
        UPDATE cloud_accounts SET version = version + 1, name = coalesce($3, name)
        WHERE id = $1 AND ($2::text[] IS NULL OR version::text = ANY ($2)) RETURNING version
        `,
        [accountId, ifVersion, changes.name ?? null],
      ),
    );
    if (row !== undefined) return row;
    throw new ProblemError({ type: 'version-mismatch', title: 'Changed meanwhile', status: 412 });
  }

  @OnRequest(replaceCredentials)
  async replace(
    request: z.infer<typeof replaceCredentials.request>,
  ): Promise<z.infer<typeof replaceCredentials.response>> {
    Services.asked.push(request);
    return {
      status: 'active',
      reason: null,
      missingPermissions: ['x:Read'],
      identityChain: null,
      warnings: ['They end soon.'],
    };
  }

  @OnRequest(discoverAccount)
  async discover(
    request: z.infer<typeof discoverAccount.request>,
  ): Promise<z.infer<typeof discoverAccount.response>> {
    Services.asked.push(request);
    return { runId: RUN_ID };
  }
}

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi({ responders: [Services] });
});
afterAll(() => api?.stop());
beforeEach(async () => {
  Services.asked.length = 0;
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  rows = await insertLedgerRows(api.database, tenantId);
});

const call = async (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  path: string,
  options: { body?: unknown; headers?: Record<string, string>; token?: string } = {},
): Promise<Answer> =>
  api.call(method, `/api/v1/cloud/accounts/${rows.accountId}${path}`, { token, ...options });
const onAccount = async (sql: string): Promise<unknown> =>
  api.database.withTenant(tenantId, (tx) => tx.query(`UPDATE cloud_accounts SET ${sql}`));

describe('the entity tag of an account', () => {
  it('stays while runs come and go, and changes when people change the account', async () => {
    const first = await call('GET', '');
    expect(first.headers['etag']).toBe('"v1"');
    await onAccount(`next_run_at = now(), status = 'failed', run_number = run_number + 1`);
    expect((await call('GET', '')).headers['etag']).toBe('"v1"');

    const headers = { 'if-match': '"v1"' };
    const changed = await call('PATCH', '', { body: { name: 'Renamed' }, headers });
    expect([changed.status, changed.headers['etag']]).toEqual([200, '"v2"']);
    expect(accountSchema.parse(changed.body)).toEqual(changed.body);
    expect(changed.body).toMatchObject({ id: rows.accountId, name: 'Renamed' });
    const late = await call('PATCH', '', { body: { name: 'Late' }, headers });
    expect([late.status, late.body.type]).toEqual([412, 'version-mismatch']);
    expect(late.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('has to be sent with a change', async () => {
    const { status, body } = await call('PATCH', '', { body: { name: 'x' } });
    expect([status, body.errors[0].field]).toEqual([428, 'If-Match']);
    expect(Services.asked).toEqual([]);
  });

  it('may be any, where the caller says so', async () => {
    const headers = { 'if-match': '*' };
    expect((await call('PATCH', '', { body: { name: 'x' }, headers })).status).toBe(200);
    expect(Services.asked).toMatchObject([{ ifVersion: null, ifEntityId: tenantId }]);
  });
});

describe('PATCH /cloud/accounts/:id', () => {
  const patch = (body: unknown): Promise<Answer> =>
    call('PATCH', '', { body, headers: { 'if-match': '"v1"' } });

  it('passes on what is to be changed, and nothing else', async () => {
    await patch({
      regions: null,
      resource_types: ['vm'],
      schedule: { kind: 'daily', time: '06:01' },
      labels: { team: 'payments' },
      environment: 'staging',
      group: null,
    });
    expect(Services.asked).toEqual([
      {
        tenantId,
        actor: expect.any(String),
        by: expect.objectContaining({ kind: 'token', clientAddress: '127.0.0.1' }),
        accountId: rows.accountId,
        ifVersion: ['1'],
        ifEntityId: tenantId,
        changes: {
          regions: null,
          resourceTypes: ['vm'],
          schedule: { kind: 'daily', time: '06:01', time_zone: 'Etc/UTC' },
          labels: { team: 'payments' },
          environment: 'staging',
          group: null,
        },
      },
    ]);
  });

  it('takes the minutes of an interval for short', async () => {
    await patch({ discovery_interval_mins: 30 });
    expect(Services.asked).toMatchObject([
      { changes: { schedule: { kind: 'interval', minutes: 30 } } },
    ]);
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'body'],
    ['the provider', { provider: 'aws' }, 'provider'],
    ['an empty name', { name: ' ' }, 'name'],
    ['a name that cannot be stored', { name: 'a\u0000b' }, 'name'],
    ['half a character', { labels: { a: '\ud800' } }, 'labels.a'],
    ['a label without a key', { labels: { '': 'x' } }, 'labels.'],
    ['an unknown environment', { environment: 'prod' }, 'environment'],
    ['an unknown type', { resource_types: ['asset'] }, 'resource_types.0'],
    ['four minutes', { discovery_interval_mins: 4 }, 'discovery_interval_mins'],
    [
      'two schedules',
      { discovery_interval_mins: 5, schedule: { kind: 'manual' } },
      'discovery_interval_mins',
    ],
    [
      'a cron without sense',
      { schedule: { kind: 'cron', expression: 'x' } },
      'schedule.expression',
    ],
  ])('refuses %s', async (_, body, field) => {
    const answer = await patch(body);
    expect([answer.status, answer.body.errors?.[0].field]).toEqual([400, field]);
    expect(Services.asked).toEqual([]);
  });
});

describe('what names an account that is not there', () => {
  it.each(['PATCH', 'PUT'] as const)(
    'is answered before the request is read: %s',
    async (method) => {
      for (const id of [uuidv7(), 'no-id']) {
        const path = `/api/v1/cloud/accounts/${id}${method === 'PUT' ? '/credentials' : ''}`;
        const { status, body } = await api.call(method, path, { token });
        expect([status, body.type]).toEqual([404, 'not-found']);
      }
    },
  );

  it('is one of another tenant too, and needs the permission first', async () => {
    const other = await api.addToken(await api.addTenant(), BUILT_IN_ROLES.admin);
    expect((await call('PATCH', '', { token: other })).status).toBe(404);
    expect((await call('GET', '/health', { token: other })).status).toBe(404);
    const reader = await api.addToken(tenantId, BUILT_IN_ROLES.viewer);
    expect((await call('PATCH', '', { token: reader })).status).toBe(403);
  });
});

describe('GET /cloud/accounts/:id/health', () => {
  it('shows how the account stands', async () => {
    await onAccount(
      `missing_permissions = '{ec2:DescribeVpcs}', authentication_failures = 2,
       identity_chain = '[{"hop": "caller", "identity": "arn:of:caller"}]'`,
    );
    const { status, body } = await call('GET', '/health');
    expect(status).toBe(200);
    expect(accountHealthSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      status: 'active',
      authentication_failures: 2,
      last_successful_run: null,
      // Of the validation, and of the last run.
      missing_permissions: ['ec2:DescribeVpcs', 'rds:DescribeDBInstances'],
      identity_chain: [{ hop: 'caller', identity: 'arn:of:caller' }],
      credentials: { type: null, fingerprint: 'fingerprint0', age_days: 0 },
      next_run_at: expect.any(String),
    });
  });

  it('shows the last run that saw everything, and how old the credentials are', async () => {
    await api.database.withTenant(tenantId, async (tx) => {
      await tx.query(`UPDATE cloud_discovery_runs SET status = 'completed'`);
      await tx.query(
        `UPDATE cloud_credentials SET type = 'role', stored_at = now() - interval '12 days 1 hour'`,
      );
    });
    expect((await call('GET', '/health')).body).toMatchObject({
      last_successful_run: { id: rows.runId, number: 1 },
      credentials: { type: 'role', age_days: 12 },
    });
  });

  it('has no next run while the account is suspended', async () => {
    await onAccount(`status = 'suspended'`);
    expect((await call('GET', '/health')).body).toMatchObject({ next_run_at: null });
    expect((await call('GET', '')).body).toMatchObject({ next_run_at: null });
  });
});

describe('PUT /cloud/accounts/:id/credentials', () => {
  const put = (credentials: unknown): Promise<Answer> =>
    call('PUT', '/credentials', { body: { credentials } });

  it('seals them for the account, and shows all but what they are', async () => {
    const answer = await put(KEYS);
    expect([answer.status, replacedCredentialsSchema.parse(answer.body)]).toEqual([
      200,
      answer.body,
    ]);
    expect(answer.body).toMatchObject({
      status: 'active',
      missing_permissions: ['x:Read'],
      warnings: ['They end soon.'],
    });
    expect(answer.text + JSON.stringify(Services.asked)).not.toContain('canary');
    const [{ credentials }] = Services.asked as [z.infer<typeof replaceCredentials.request>];
    const sealed = {
      keyId: credentials.keyId,
      ciphertext: Buffer.from(credentials.ciphertext, 'base64'),
    };
    const context = { tenantId, accountId: rows.accountId, field: CREDENTIALS_FIELD };
    const opened = api.app.get(VaultProvider).get().openText(sealed, context);
    expect(JSON.parse(opened)).toMatchObject({ method: 'access_keys', ...KEYS });
  });

  it('names the field that is wrong, without its value', async () => {
    const answer = await put({ ...KEYS, access_key_id: 'canary' });
    expect([answer.status, answer.body.errors[0].field]).toEqual([
      400,
      'credentials.access_key_id',
    ]);
    expect(answer.text).not.toContain('canary');
    expect(Services.asked).toEqual([]);
  });
});

describe('POST /cloud/accounts/:id/discover', () => {
  it.each<[object | undefined, object]>([
    [undefined, {}],
    [{}, { kind: 'full', regions: null, resourceTypes: null }],
    [
      { kind: 'incremental', regions: ['eu-central-1'], resource_types: ['vm'] },
      { kind: 'incremental', regions: ['eu-central-1'], resourceTypes: ['vm'] },
    ],
  ])('with %j starts a run', async (body, asked) => {
    const answer = await call('POST', '/discover', { body });
    expect([answer.status, answer.body]).toEqual([202, { run_id: RUN_ID }]);
    expect(answer.headers['location']).toBe(`/api/v1/cloud/runs/${RUN_ID}`);
    expect(Services.asked).toMatchObject([{ accountId: rows.accountId, ...asked }]);
  });

  it.each<[object, string]>([
    [{ kind: 'half' }, 'kind'],
    [{ regions: [] }, 'regions'],
    [{ resource_types: ['asset'] }, 'resource_types.0'],
    [{ region: 'x' }, 'region'],
  ])('refuses %j', async (body, field) => {
    const answer = await call('POST', '/discover', { body });
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, field]);
  });
});
