import type { z } from 'zod';
import { accountPageSchema, accountSchema } from './accounts/account.schema';
import { agentPageSchema } from './agents/agent.schema';
import { findingDetailSchema, findingPageSchema } from './findings/finding.schema';
import {
  historyPageSchema,
  resourceDetailSchema,
  resourcePageSchema,
} from './resources/resource.schema';
import { runDetailSchema, runPageSchema } from './runs/run.schema';
import { summarySchema } from './summary/summary.schema';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows, LONG_NUMBER } from './testing/ledger-rows';
import { tokenPageSchema } from './tokens/token.schema';

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi();
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  rows = await insertLedgerRows(api.database, tenantId);
});

afterAll(() => api?.stop());

const get = async (path: string): Promise<Awaited<ReturnType<ApiHarness['call']>>> =>
  api.call('GET', `/api/v1/${path}`, { token });

/** Ids of the resources that a query lists. */
const listed = async (query: string): Promise<string[]> => {
  const { status, body } = await get(`cloud/resources?${query}`);
  expect(status).toBe(200);
  return body.items.map((item: { id: string }) => item.id);
};

it.each<[string, (rows: LedgerRows) => string, z.ZodType]>([
  ['accounts', () => 'cloud/accounts', accountPageSchema],
  ['an account', (at) => `cloud/accounts/${at.accountId}`, accountSchema],
  ['resources', () => 'cloud/resources', resourcePageSchema],
  ['removed resources', () => 'cloud/resources?is_active=false', resourcePageSchema],
  ['a resource', (at) => `cloud/resources/${at.vmId}`, resourceDetailSchema],
  ['a history', (at) => `cloud/resources/${at.vmId}/history`, historyPageSchema],
  ['findings', () => 'cloud/findings', findingPageSchema],
  ['a finding', (at) => `cloud/findings/${at.findingId}`, findingDetailSchema],
  ['runs', () => 'cloud/runs', runPageSchema],
  ['a run', (at) => `cloud/runs/${at.runId}`, runDetailSchema],
  ['the summary', () => 'cloud/summary', summarySchema],
  ['agents', () => 'agents', agentPageSchema],
  ['tokens', () => 'tokens', tokenPageSchema],
])('answers %s as documented, with nothing undocumented', async (_, path, schema) => {
  const { status, body, headers } = await get(path(rows));
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  // Parsing drops what the schema does not name, so equality means that there was nothing more.
  expect(schema.parse(body)).toEqual(body);
  if ('items' in body) expect(body.items.length).toBeGreaterThan(0);
});

it('shows that an account has credentials, and its last run', async () => {
  const { body } = await get(`cloud/accounts/${rows.accountId}`);
  expect(body).toMatchObject({
    schedule: { kind: 'interval', minutes: 240 },
    credentials: { fingerprint: 'fingerprint0' },
    last_run: { id: rows.runId, status: 'partial', discovered: 3 },
  });
});

describe('resources', () => {
  it('lists the active ones, pass by pass seen last', async () => {
    const { body } = await get('cloud/resources');
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([rows.subnetId, rows.vmId]);
    const [subnet] = body.items;
    expect(Date.parse(subnet.last_seen_at)).toBeGreaterThan(Date.parse(subnet.changed_at));
  });

  it.each<[string, (at: LedgerRows) => string[]]>([
    ['type=vm', (at) => [at.vmId]],
    ['has_agent=true', (at) => [at.vmId]],
    ['has_agent=false', (at) => [at.subnetId]],
    ['is_public=true', (at) => [at.vmId]],
    ['is_public=false', () => []],
    ['is_active=false', (at) => [at.removedId]],
    ['provider=hetzner', () => []],
    ['region=eu-central-1&type=subnet', (at) => [at.subnetId]],
    ['region=eu-west-1', () => []],
    ['tag=environment:production', (at) => [at.vmId]],
    ['tag=environment:production&tag=url:a:b', (at) => [at.vmId]],
    ['tag=environment:production&tag=url:other', () => []],
  ])('filters by %s', async (query, expected) => {
    expect(await listed(query)).toEqual(expected(rows));
  });

  it('filters by account', async () => {
    expect(await listed(`account_id=${rows.accountId}`)).toHaveLength(2);
    expect(await listed('account_id=0198a000-0000-7000-8000-00000000ffff')).toEqual([]);
  });

  it('goes through all pages once', async () => {
    const first = await get('cloud/resources?limit=1');
    const second = await get(`cloud/resources?limit=1&cursor=${first.body.next_cursor}`);
    expect(first.body.items).toHaveLength(1);
    expect(second.body.items.map((item: { id: string }) => item.id)).toEqual([rows.vmId]);
    expect(second.body.next_cursor).toBeNull();
  });

  it('shows one with relationships, agents, findings, console link and exact payload', async () => {
    const { body, text } = await get(`cloud/resources/${rows.vmId}`);
    expect(body).toMatchObject({
      relationships: [
        { kind: 'runs_in', id: rows.subnetId, type: 'subnet', name: 'web-1' },
        { kind: 'protected_by', id: null, type: null, name: null },
      ],
      agents: [{ id: rows.agentId, matched_by: 'instance_id' }],
      findings: [{ id: rows.findingId }, { check_id: 'a-check-of-the-past' }],
      raw: { InstanceId: 'i-1' },
    });
    expect(body.console_url).toContain('console.aws.amazon.com');
    expect(text).toContain(LONG_NUMBER);
  });

  it('shows one without a payload', async () => {
    expect((await get(`cloud/resources/${rows.subnetId}`)).body.raw).toBeNull();
  });

  it('shows the history, newest first, in pages', async () => {
    const first = await get(`cloud/resources/${rows.vmId}/history?limit=1`);
    expect(first.body.items).toMatchObject([
      { kind: 'updated', changes: { state: { from: 'stopped', to: 'running' } } },
    ]);
    const second = await get(
      `cloud/resources/${rows.vmId}/history?limit=1&cursor=${first.body.next_cursor}`,
    );
    expect(second.body).toMatchObject({ items: [{ kind: 'created' }], next_cursor: null });
  });
});

describe('findings', () => {
  it('are told in the words of their check', async () => {
    const { body } = await get('cloud/findings');
    expect(body.items).toHaveLength(1);
    expect(body.items[0].title).not.toBe(body.items[0].check_id);
    expect(body.items[0].remediation).toEqual(expect.any(String));
  });

  it('keep their id as title when the check is gone', async () => {
    const { body } = await get('cloud/findings?status=resolved');
    expect(body.items).toMatchObject([{ title: 'a-check-of-the-past', resolution: 'passed' }]);
  });

  it.each<[string, number]>([
    ['severity=high', 1],
    ['severity=low', 0],
    ['check_id=vm-metadata-token-required', 1],
    ['check_id=other', 0],
    ['resource_id=1', 0],
  ])('are filtered by %s', async (query, count) => {
    expect((await get(`cloud/findings?${query}`)).body.items).toHaveLength(count);
  });
});

describe('runs', () => {
  it('show their passes', async () => {
    const { body } = await get(`cloud/runs/${rows.runId}`);
    expect(body.passes).toMatchObject([{ pass: 'ec2.instances', status: 'completed', created: 3 }]);
    expect(body.provider_errors).toMatchObject([{ code: 'denied' }]);
  });

  it('are listed newest first, in pages, and filtered', async () => {
    const tenantId = await api.addTenant();
    const own = await api.addToken(tenantId, BUILT_IN_ROLES.viewer);
    const { accountId } = await insertLedgerRows(api.database, tenantId);
    await api.database.withTenant(tenantId, (tx) =>
      tx.query(
        `
        INSERT INTO cloud_discovery_runs (tenant_id, id, account_id, number, trigger, requested_by,
          status, leased_until, requested_at)
        SELECT $1, gen_random_uuid(), $2, n, 'schedule', 'test', 'failed', now(),
          -- Two share their time, so that the id decides.
          now() + (n / 2) * interval '1 minute'
        FROM generate_series(2, 6) n
        `,
        [tenantId, accountId],
      ),
    );
    const seen: { id: string; requested_at: string }[] = [];
    let cursor = '';
    do {
      const { body } = await api.call('GET', `/api/v1/cloud/runs?limit=2${cursor}`, { token: own });
      seen.push(...body.items);
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(new Set(seen.map((run) => run.id)).size).toBe(6);
    const times = seen.map((run) => run.requested_at);
    expect(times).toEqual([...times].sort().reverse());
    const failed = await api.call('GET', '/api/v1/cloud/runs?status=failed', { token: own });
    expect(failed.body.items).toHaveLength(5);
  });

  it('show what their passes found while they go on', async () => {
    const tenantId = await api.addTenant();
    const own = await api.addToken(tenantId, BUILT_IN_ROLES.viewer);
    const { runId } = await insertLedgerRows(api.database, tenantId);
    await api.database.withTenant(tenantId, (tx) =>
      tx.query(`UPDATE cloud_discovery_runs SET status = 'running', discovered = 0`),
    );
    const { body } = await api.call('GET', `/api/v1/cloud/runs/${runId}`, { token: own });
    expect(body).toMatchObject({ status: 'running', discovered: 3 });
  });
});

it('counts what there is', async () => {
  const { body } = await get('cloud/summary');
  expect(body).toEqual({
    accounts: {
      total: 1,
      by_status: { active: 1 },
      by_provider: { aws: 1 },
      by_group: { Payments: 1 },
      by_entity: { [tenantId]: 1 },
    },
    resources: {
      total: 2,
      public: 1,
      with_agent: 1,
      by_type: { subnet: 1, vm: 1 },
      by_provider: { aws: 2 },
      by_account: { [rows.accountId]: 2 },
      by_group: { Payments: 2 },
      by_entity: { [tenantId]: 2 },
    },
    findings: {
      open: 1,
      by_severity: { critical: 0, high: 1, medium: 0, low: 0, info: 0 },
      by_provider: { aws: 1 },
      by_account: { [rows.accountId]: 1 },
      by_group: { Payments: 1 },
      by_entity: { [tenantId]: 1 },
    },
    agents: { total: 1, matched: 1 },
  });
});

it('counts what one account has', async () => {
  const { body } = await get(`cloud/summary?account_id=${rows.accountId}`);
  expect(body).toMatchObject({
    accounts: { total: 1 },
    resources: { total: 2, by_account: { [rows.accountId]: 2 } },
    findings: { open: 1 },
    agents: { total: 1, matched: 1 },
  });
  const other = await get('cloud/summary?account_id=0198a000-0000-7000-8000-00000000ffff');
  expect(other.body).toMatchObject({
    accounts: { total: 0 },
    resources: { total: 0 },
    findings: { open: 0 },
    agents: { total: 0 },
  });
});

it('counts nothing where there is nothing', async () => {
  const own = await api.addToken(await api.addTenant(), BUILT_IN_ROLES.viewer);
  const { body } = await api.call('GET', '/api/v1/cloud/summary', { token: own });
  expect(body).toMatchObject({
    accounts: { total: 0, by_status: {} },
    resources: { total: 0, by_type: {} },
    findings: { open: 0, by_severity: { critical: 0 } },
  });
});
