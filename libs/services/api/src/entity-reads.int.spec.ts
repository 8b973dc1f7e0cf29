import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { type EntityTree, insertEntityTree, moveResource } from './testing/entity-tree';
import type { LedgerRows } from './testing/ledger-rows';

let api: ApiHarness;
let tenantId: string;
let tree: EntityTree;
let root: string;
let left: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());
beforeEach(async () => {
  tenantId = await api.addTenant();
  tree = await insertEntityTree(api.database, tenantId);
  root = await api.addToken(tenantId, BUILT_IN_ROLES.viewer);
  left = await api.addToken(tenantId, BUILT_IN_ROLES.viewer, tree.left);
});

const get = (path: string, token = left): Promise<Answer> =>
  api.call('GET', `/api/v1/${path}`, { token });
const ids = async (path: string, token = left): Promise<string[]> => {
  const { status, body } = await get(path, token);
  expect(status).toBe(200);
  return body.items.map((item: { id: string }) => item.id).sort();
};
/** What each listing and each route for one thing shows of an account's rows. */
const LISTINGS: [path: string, of: (rows: LedgerRows) => string[]][] = [
  ['cloud/accounts', (rows) => [rows.accountId]],
  ['cloud/runs', (rows) => [rows.runId]],
  ['cloud/resources', (rows) => [rows.vmId, rows.subnetId]],
  ['cloud/resources?is_active=false', (rows) => [rows.removedId]],
  ['cloud/resources?tag=environment:production', (rows) => [rows.vmId]],
  ['cloud/findings', (rows) => [rows.findingId]],
  ['agents', (rows) => [rows.agentId]],
];
const DETAILS: [name: string, path: (rows: LedgerRows) => string][] = [
  ['account', (rows) => `cloud/accounts/${rows.accountId}`],
  ['health', (rows) => `cloud/accounts/${rows.accountId}/health`],
  ['run', (rows) => `cloud/runs/${rows.runId}`],
  ['resource', (rows) => `cloud/resources/${rows.vmId}`],
  ['removed resource', (rows) => `cloud/resources/${rows.removedId}`],
  ['history', (rows) => `cloud/resources/${rows.vmId}/history`],
  ['annotations', (rows) => `cloud/resources/${rows.vmId}/annotations`],
  ['finding', (rows) => `cloud/findings/${rows.findingId}`],
];

describe.each(LISTINGS)('%s', (path, of) => {
  it('lists what hangs on the entity and below it, and nothing else', async () => {
    expect(await ids(path)).toEqual(of(tree.ofLeaf).sort());
    expect(await ids(path, root)).toEqual([...of(tree.ofLeaf), ...of(tree.ofRight)].sort());
  });

  it('lists nothing to who holds nothing there', async () => {
    const token = await api.addToken(tenantId, [], tree.left);
    expect((await get(path, token)).status).toBe(403);
  });
});

describe.each(DETAILS)('one %s', (_, path) => {
  it('is shown where it may be read, and is not there elsewhere', async () => {
    expect((await get(path(tree.ofLeaf))).status).toBe(200);
    expect((await get(path(tree.ofRight), root)).status).toBe(200);
    const { status, body } = await get(path(tree.ofRight));
    expect([status, body.type]).toEqual([404, 'not-found']);
  });
});

it('tells of the credentials that may be read, and counts no others', async () => {
  const { body } = await get('cloud/credentials/health');
  const accounts = body.items.map((item: { account_id: string }) => item.account_id);
  expect(accounts).toEqual([tree.ofLeaf.accountId]);
  const total = Object.values<number>(body.counts).reduce((sum, count) => sum + count, 0);
  expect(total).toBe(1);
});

it('counts what may be read', async () => {
  const { body } = await get('cloud/summary');
  const { accountId } = tree.ofLeaf;
  expect(body).toMatchObject({
    accounts: { total: 1, by_entity: { [tree.leaf]: 1 }, by_group: { Payments: 1 } },
    resources: { total: 2, by_account: { [accountId]: 2 }, by_entity: { [tree.leaf]: 2 } },
    findings: { open: 1, by_account: { [accountId]: 1 }, by_entity: { [tree.leaf]: 1 } },
    agents: { total: 1, matched: 1 },
  });
  expect((await get('cloud/summary', root)).body).toMatchObject({
    accounts: { total: 2 },
    resources: { total: 4, by_entity: { [tree.leaf]: 2, [tree.right]: 2 } },
    findings: { open: 2 },
    agents: { total: 2 },
  });
});

it('filters by an entity with those below it', async () => {
  for (const [path, of] of LISTINGS.filter(([each]) => each !== 'agents')) {
    const filtered = (entity: string): string =>
      `${path}${path.includes('?') ? '&' : '?'}entity_id=${entity}`;
    expect(await ids(filtered(tree.left), root)).toEqual(of(tree.ofLeaf).sort());
    expect(await ids(filtered(tree.right), root)).toEqual(of(tree.ofRight).sort());
    expect(await ids(filtered(tree.right))).toEqual([]);
  }
  const { body } = await get(`cloud/summary?entity_id=${tree.right}`, root);
  expect(body).toMatchObject({
    accounts: { total: 1 },
    resources: { total: 2, by_account: { [tree.ofRight.accountId]: 2 } },
    findings: { open: 1 },
    agents: { total: 1 },
  });
  const { body: others } = await get(`cloud/summary?entity_id=${tree.right}`);
  expect(others).toMatchObject({ accounts: { total: 0 }, resources: { total: 0 } });
});

it('shows an agent that no resource is known of to nobody but the whole tenant', async () => {
  await api.database.withTenant(tenantId, (tx) => tx.query('UPDATE agents SET resource_id = NULL'));
  expect(await ids('agents')).toEqual([]);
  expect(await ids('agents', root)).toHaveLength(2);
});

it('follows an account that is moved', async () => {
  await api.database.withTenant(tenantId, (tx) =>
    tx.query('UPDATE cloud_accounts SET entity_id = $1', [tree.right]),
  );
  for (const [path] of LISTINGS) expect(await ids(path)).toEqual([]);
});

describe('a resource that people moved', () => {
  beforeEach(async () => {
    await moveResource(api.database, tenantId, tree.ofLeaf.vmId, tree.right);
    await moveResource(api.database, tenantId, tree.ofRight.vmId, tree.left);
  });

  it('is read by those of its new entity, and by those of its account no longer', async () => {
    const { ofLeaf, ofRight } = tree;
    expect(await ids('cloud/resources')).toEqual([ofLeaf.subnetId, ofRight.vmId].sort());
    expect(await ids('cloud/findings')).toEqual([ofRight.findingId]);
    expect(await ids('agents')).toEqual([ofRight.agentId]);
    expect(await ids('cloud/accounts')).toEqual([ofLeaf.accountId]);
    for (const [name, path] of DETAILS) {
      if (['account', 'health', 'run', 'removed resource'].includes(name)) continue;
      expect([name, (await get(path(ofLeaf))).status]).toEqual([name, 404]);
      expect([name, (await get(path(ofRight))).status]).toEqual([name, 200]);
    }
  });

  it('is counted where it belongs', async () => {
    const { body } = await get('cloud/summary', root);
    expect(body.resources.by_entity).toEqual({ [tree.left]: 1, [tree.leaf]: 1, [tree.right]: 2 });
    expect(body.resources.by_account).toEqual({
      [tree.ofLeaf.accountId]: 2,
      [tree.ofRight.accountId]: 2,
    });
    expect(body.findings.by_entity).toEqual({ [tree.left]: 1, [tree.right]: 1 });
    const { body: ours } = await get('cloud/summary');
    expect(ours).toMatchObject({
      accounts: { total: 1 },
      resources: { total: 2, by_entity: { [tree.left]: 1, [tree.leaf]: 1 } },
      findings: { open: 1, by_entity: { [tree.left]: 1 } },
      agents: { total: 1 },
    });
    // Of the account that it came from, only the resource itself is told.
    expect(ours.resources.by_group).toEqual({ Payments: 1 });
  });

  it('is related to what its readers may not read by the provider’s id alone', async () => {
    const { body } = await get(`cloud/resources/${tree.ofRight.vmId}`);
    expect(body.relationships[0]).toEqual({
      kind: 'runs_in',
      resource_id: expect.stringContaining('subnet-1'),
      id: null,
      type: null,
      name: null,
    });
    const { body: whole } = await get(`cloud/resources/${tree.ofRight.vmId}`, root);
    expect(whole.relationships[0]).toMatchObject({ id: tree.ofRight.subnetId });
  });
});
