import { Logger } from '@nestjs/common';
import { uuidv7 } from '@skyledger/database';
import { type ApiHarness, startApi } from './testing/api-harness';

const PATH = '/api/v1/cloud/credentials/health';

let api: ApiHarness;
let tenantId: string;
let token: string;

beforeAll(async () => {
  Logger.overrideLogger(false);
  api = await startApi();
});
afterAll(() => api?.stop());
beforeEach(async () => {
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, ['CloudConnector:read']);
});

/** An account with credentials that differ from fresh ones by these columns. */
async function account(name: string, columns: string, provider = 'hetzner'): Promise<void> {
  const id = uuidv7();
  await api.database.withTenant(tenantId, async (tx) => {
    await tx.query(
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2::uuid, $3, $4, $2::text, 'active', '{"kind":"manual"}', 'test')`,
      [tenantId, id, provider, name],
    );
    await tx.query(
      `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint, type)
       VALUES ($1, $2, 'abcdef01', '\\xc0ffee', 'fingerprint0', 'api_token')`,
      [tenantId, id],
    );
    await tx.query(`UPDATE cloud_credentials SET ${columns} WHERE account_id = $1`, [id]);
  });
}

async function estate(): Promise<void> {
  await account('expired', `expires_at = now() - interval '1 hour'`, 'aws');
  await account('critical', `stored_at = now() - interval '93 days 1 hour'`);
  await account('writing', `write_permissions = '{Sys.Modify}'`);
  await account('keyless', `is_keyless = true, stored_at = now() - interval '1 year'`);
  await account('fresh', `expires_at = now() + interval '200 days', write_permissions = '{}'`);
}

const COUNTS = { ok: 1, warning: 1, critical: 1, expired: 1, exempt: 1 };

it('lists how credentials stand and why, with counts, and never what they are', async () => {
  await estate();
  const { status, body, text } = await api.call('GET', PATH, { token });
  expect(status).toBe(200);
  expect(body.counts).toEqual(COUNTS);
  const told = body.items.map((item: Record<string, unknown>) => [
    item['account_name'],
    item['level'],
    item['reason'],
  ]);
  expect(told).toEqual([
    ['expired', 'expired', 'The credentials have ended. Replace them.'],
    ['critical', 'critical', 'The credentials are 93 days old. Replace them.'],
    [
      'writing',
      'warning',
      'They may do more than read: Sys.Modify. Use credentials that only read.',
    ],
    ['keyless', 'exempt', 'No key is stored that could age: an identity opens the account.'],
    ['fresh', 'ok', 'Nothing is known against them.'],
  ]);
  expect(body.items[1]).toMatchObject({
    provider: 'hetzner',
    type: 'api_token',
    fingerprint: 'fingerprint0',
    age_days: 93,
    expires_at: null,
    write_permissions: null,
  });
  expect(text).not.toMatch(/c0ffee|abcdef01|ciphertext|key_id/);
});

it('goes on where a page ended, and filters by level and provider', async () => {
  await estate();
  const first = await api.call('GET', `${PATH}?limit=3`, { token });
  const cursor = first.body.next_cursor as string;
  const second = await api.call('GET', `${PATH}?limit=3&cursor=${cursor}`, { token });
  const names = [...first.body.items, ...second.body.items].map(
    (item: { account_name: string }) => item.account_name,
  );
  expect(names).toEqual(['expired', 'critical', 'writing', 'keyless', 'fresh']);
  expect(second.body.next_cursor).toBeNull();
  for (const [query, found] of [
    ['level=exempt', ['keyless']],
    ['provider=aws', ['expired']],
    ['level=ok&provider=aws', []],
  ] as const) {
    const { body } = await api.call('GET', `${PATH}?${query}`, { token });
    expect(body.items.map((item: { account_name: string }) => item.account_name)).toEqual(found);
    expect(body.counts).toEqual(COUNTS);
  }
});

it('refuses a level that there is not, naming those there are', async () => {
  const { status, text } = await api.call('GET', `${PATH}?level=old`, { token });
  expect(status).toBe(400);
  expect(text).toContain('exempt');
});

it('shows a tenant nothing of another', async () => {
  await estate();
  const other = await api.addToken(await api.addTenant(), ['CloudConnector:read']);
  const { body } = await api.call('GET', PATH, { token: other });
  expect(body).toEqual({
    items: [],
    next_cursor: null,
    counts: { ok: 0, warning: 0, critical: 0, expired: 0, exempt: 0 },
  });
});
