import { randomUUID } from 'node:crypto';
import {
  type ApiAnswer,
  type ApiClient,
  anAwsAccount,
  anEstate,
  expectNoCrash,
  type Platform,
  startPlatform,
  type StartedPlatform,
} from '../harness';
import { addTenant, type Belongings, digestOf, fill } from './two-tenants';

const spec = anAwsAccount(1, { regions: [{ name: 'us-east-1' }] });

interface Route {
  method: string;
  path: string;
}

let started: StartedPlatform;
let platform: Platform;
let ours: { api: ApiClient; has: Belongings };
let theirs: { api: ApiClient; has: Belongings };
let routes: Route[];
let before: object;

beforeAll(async () => {
  started = await startPlatform({
    transport: 'postgres',
    estate: anEstate({ aws: [spec] }),
    // Every route is tried without a token, one after the other.
    env: { SKYLEDGER_API_ATTEMPTS_PER_MINUTE: '100000' },
  });
  platform = started.platform;
  const other = await addTenant(platform, 'the other tenant');
  // Both have the same account of the same cloud: the same native ids, names and addresses.
  ours = { api: platform.api, has: await fill(platform, platform.api, spec, 'account of ours') };
  theirs = { api: other.api, has: await fill(platform, other.api, spec, 'account of theirs') };
  before = await digestOf(platform, platform.tenantId);
  const document = await platform.api.get<{ paths: Record<string, Record<string, object>> }>(
    '/openapi.json',
  );
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
    })),
  );
});
afterAll(() => started?.stop());

/** Our id of what a route names, by the route's path. */
function ourId(path: string): string {
  if (path.startsWith('/cloud/accounts')) return ours.has.accountId;
  if (path.startsWith('/cloud/onboarding-sessions')) return ours.has.sessionId;
  if (path.startsWith('/cloud/runs')) return ours.has.runId;
  if (path.startsWith('/cloud/resources')) return ours.has.resourceId;
  if (path.startsWith('/cloud/findings')) return ours.has.findingId;
  if (path.startsWith('/agents')) return ours.has.agentId;
  if (path.startsWith('/tokens')) return ours.has.tokenId;
  if (path.startsWith('/entities')) return ours.has.entityId;
  if (path.startsWith('/roles')) return ours.has.roleId;
  if (path.startsWith('/role-bindings')) return ours.has.roleBindingId;
  if (path.startsWith('/cloud/organizations')) return ours.has.organizationId;
  throw new Error(`the test does not know what ${path} names: extend it`);
}

/** An id of the same form that nobody has. */
const unknownId = (id: string): string => (id.includes('-') ? randomUUID() : '987654321');

/** What a person would see, without the words that differ from request to request. */
function visible({ status, body }: ApiAnswer, id: string): object {
  // An id may be a digit, which other words and numbers hold as well.
  const whole = new RegExp(`(?<![\\w-])${id}(?![\\w-])`, 'g');
  const replaced = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? value.replace(whole, 'ID') : value;
  return { status, body: JSON.parse(JSON.stringify(body), replaced) as unknown };
}

function expectNothingOfOurs(answer: ApiAnswer): void {
  const text = JSON.stringify(answer.body);
  const uuids = Object.values(ours.has).filter((each) => each.includes('-'));
  for (const secret of [ours.has.accountName, platform.tenantId, ...uuids]) {
    expect(text).not.toContain(secret);
  }
}

describe('every route', () => {
  it('is in this test', () => {
    expect(routes.length).toBeGreaterThan(15);
    const paths = [...new Set(routes.map(({ path }) => path))];
    for (const path of paths.filter((each) => each.includes('{')))
      expect(ourId(path)).toBeDefined();
  });

  it('wants a token', async () => {
    for (const { method, path } of routes) {
      const address = `${platform.one('gateway').origin}/api/v1${path.replace(/\{\w+\}/, unknownId('-'))}`;
      for (const authorization of [undefined, 'Bearer wrong', 'Basic dXNlcjpwYXNz']) {
        const response = await fetch(address, {
          method,
          headers: { connection: 'close', ...(authorization !== undefined && { authorization }) },
        });
        await response.arrayBuffer();
        expect({ method, path, status: response.status }).toEqual({ method, path, status: 401 });
      }
    }
  });

  it("answers another tenant's id exactly as one that does not exist", async () => {
    const named = routes.filter(({ path }) => path.includes('{'));
    expect(named.length).toBeGreaterThan(8);
    for (const { method, path } of named) {
      const ask = (id: string): Promise<ApiAnswer> => {
        const query =
          method === 'DELETE' && path.includes('accounts')
            ? `?confirm=${encodeURIComponent(ours.has.accountName)}`
            : '';
        return theirs.api.ask(
          method,
          path.replace(/\{\w+\}/, id) + query,
          method === 'POST' ? {} : undefined,
        );
      };
      const [real, unknown] = [ourId(path), unknownId(ourId(path))];
      const answer = await ask(real);
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 404 });
      expect(visible(answer, real)).toEqual(visible(await ask(unknown), unknown));
    }
  });

  it('lists nothing of another tenant', async () => {
    const { accountId, runId, resourceId } = ours.has;
    const filters = [
      '',
      `account_id=${accountId}`,
      `run_id=${runId}`,
      `resource_id=${resourceId}`,
      'is_active=false',
      'status=open',
    ];
    const lists = routes.filter(
      ({ method, path }) =>
        method === 'GET' &&
        !path.includes('{') &&
        !path.startsWith('/ops') &&
        !path.includes('openapi'),
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const { path } of lists) {
      for (const filter of filters) {
        const answer = await theirs.api.ask<{ items?: unknown[] }>('GET', `${path}?${filter}`);
        if (answer.status === 400) continue;
        expect({ path, filter, status: answer.status }).toEqual({ path, filter, status: 200 });
        if (filter !== `account_id=${accountId}`) expectNothingOfOurs(answer);
        else expect(answer.body.items ?? []).toEqual([]);
      }
      const [mine, other] = await Promise.all(
        [ours.api, theirs.api].map((api) => api.ask<object>('GET', path)),
      );
      expect({ path, status: mine!.status }).toEqual({ path, status: other!.status });
    }
  });

  it("goes on from another tenant's place in a list with rows of its own only", async () => {
    for (const path of ['/cloud/resources', '/cloud/findings']) {
      const page = await ours.api.get<{ next_cursor: string | null }>(`${path}?limit=2`);
      expect(page.next_cursor).not.toBeNull();
      const answer = await theirs.api.ask<{ items?: { account_id: string }[] }>(
        'GET',
        `${path}?limit=200&cursor=${encodeURIComponent(page.next_cursor!)}`,
      );
      for (const item of answer.body.items ?? [])
        expect(item.account_id).toBe(theirs.has.accountId);
    }
  });

  it('gives the messages of all tenants to operators of the installation only', async () => {
    for (const { method, path } of routes.filter((route) => route.path.startsWith('/ops'))) {
      const answer = await theirs.api.ask(method, path, method === 'POST' ? {} : undefined);
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 403 });
    }
  });

  it('lets both tenants have the same account, agent and token names', async () => {
    const [a, b] = await Promise.all(
      [ours, theirs].map(({ api }) => api.all<{ resource_id: string }>('/cloud/resources')),
    );
    const ids = (rows: { resource_id: string }[] | undefined): string[] =>
      (rows ?? []).map((row) => row.resource_id).sort();
    expect(ids(a)).toEqual(ids(b));
    expect(ids(a).length).toBeGreaterThan(30);
  });

  it('leaves the other tenant as it was: after all of this, and after its own account is gone', async () => {
    await theirs.api.post('/agents', {
      agent_key: `agent of ${ours.has.accountName}`,
      hostname: 'x',
      instance_id: null,
      private_ips: [],
      public_ips: [],
    });
    const confirm = encodeURIComponent(theirs.has.accountName);
    await theirs.api.delete(`/cloud/accounts/${theirs.has.accountId}?confirm=${confirm}`);
    await platform.settled();
    expect(await digestOf(platform, platform.tenantId)).toEqual(before);
    expectNoCrash(platform);
  });
});
