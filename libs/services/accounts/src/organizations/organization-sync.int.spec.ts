import type { AwsMemberSpec } from '@skyledger/cloud-emulator';
import {
  createOrganization,
  CREDENTIALS_FIELD,
  deleteOrganization,
  organizationSyncRequested,
  replaceCredentials,
  revalidateAccount,
  syncOrganization,
  updateOrganization,
} from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import { event } from '@skyledger/messaging';
import { eventually } from '@skyledger/testing';
import type { z } from 'zod';
import { type AccountsHarness, problemOf, startAccounts } from '../testing/accounts-harness';
import { onEachTransport } from '../testing/on-each-transport';
import {
  CREDENTIALS,
  KEYS,
  MANAGEMENT,
  MEMBERS,
  organizationEstate,
  ROLE,
  SECRET,
} from '../testing/organization-estate';
import { OrganizationSyncService } from './organization-sync.service';

type CreateRequest = z.infer<typeof createOrganization.request>;

const [SHOP, OLD, LAB, CLOSED] = MEMBERS;

onEachTransport('an organisation', (transport) => {
  let accounts: AccountsHarness;
  let tenantId: string;
  const listed: AwsMemberSpec[] = [];

  beforeAll(async () => {
    accounts = await startAccounts(organizationEstate(listed, [OLD]), transport, {
      SKYLEDGER_RETIRE_GUARD_MINIMUM: '1',
    });
  });
  afterAll(() => accounts?.stop());

  beforeEach(async () => {
    list([
      { id: SHOP, name: 'Shop' },
      { id: OLD, name: 'Old shop' },
      { id: LAB, name: 'Lab', parentId: 'ou-ab12-labs' },
      { id: CLOSED, name: 'Closed', state: 'SUSPENDED' },
    ]);
    tenantId = await accounts.addTenant();
  });
  afterEach(async () => {
    accounts.emulator.faults.clear();
    expect((await accounts.dump()) + accounts.logged()).not.toContain(SECRET);
  });

  function list(members: readonly AwsMemberSpec[]): void {
    listed.splice(0, listed.length, ...members);
  }
  const without = (...ids: string[]): void => list(listed.filter(({ id }) => !ids.includes(id)));
  const change = (id: string, to: Partial<AwsMemberSpec>): void =>
    list(listed.map((member) => (member.id === id ? { ...member, ...to } : member)));

  function requestFor(more: Partial<CreateRequest> = {}): CreateRequest {
    const organizationId = uuidv7();
    return {
      tenantId,
      organizationId,
      actor: 'test',
      name: 'The company',
      provider: 'aws',
      credentials: accounts.seal({ tenantId, accountId: organizationId }, CREDENTIALS),
      include: [],
      exclude: [],
      regions: null,
      schedule: { kind: 'interval', minutes: 60 },
      environment: 'staging',
      group: 'Organisation',
      labels: { from: 'organisation' },
      ...more,
    };
  }

  async function connect(more: Partial<CreateRequest> = {}): Promise<string> {
    const { organizationId } = await accounts.bus.request(createOrganization, requestFor(more));
    return organizationId;
  }

  const sync = (organizationId: string): Promise<void> =>
    accounts
      .get(OrganizationSyncService)
      .sync({ tenantId, organizationId, unlessSince: new Date(Date.now() + 60_000).toISOString() });

  /** Connects and lists once. */
  async function connected(more: Partial<CreateRequest> = {}): Promise<string> {
    const organizationId = await connect(more);
    await sync(organizationId);
    return organizationId;
  }

  const rows = (): Promise<Record<string, unknown>[]> =>
    accounts.asOwner(
      'SELECT * FROM cloud_accounts WHERE tenant_id = $1 ORDER BY native_account_id',
      [tenantId],
    );
  const standing = async (): Promise<Record<string, unknown>> =>
    Object.fromEntries(
      (await rows()).map(({ native_account_id: id, status, membership }) => [
        id,
        [status, membership],
      ]),
    );
  const organization = async (): Promise<Record<string, unknown>> => {
    const [row] = await accounts.asOwner<Record<string, unknown>>(
      'SELECT * FROM cloud_organizations WHERE tenant_id = $1',
      [tenantId],
    );
    return row!;
  };
  const events = async (name: string): Promise<Record<string, unknown>[]> => {
    const found = await accounts.asOwner<{ body: string }>(
      'SELECT body FROM outbox WHERE tenant_id = $1 AND name = $2 ORDER BY id',
      [tenantId, name],
    );
    return found.map(
      ({ body }) => (JSON.parse(body) as { payload: Record<string, unknown> }).payload,
    );
  };
  const audited = async (): Promise<string[]> => {
    const entries = await accounts.asOwner<{ action: string }>(
      'SELECT action FROM audit_log WHERE tenant_id = $1 ORDER BY id',
      [tenantId],
    );
    return entries.map(({ action }) => action);
  };
  const accountOf = async (nativeId: string): Promise<string> => {
    const row = (await rows()).find(({ native_account_id: id }) => id === nativeId);
    return String(row!['id']);
  };

  it('is asked for with its connection, and its members become ordinary accounts', async () => {
    const organizationId = await connect();
    const requested = await events('organization.sync.requested');
    expect(requested).toMatchObject([{ tenantId, organizationId }]);
    await accounts.bus.publish([event(organizationSyncRequested, tenantId, requested[0] as never)]);
    await eventually(async () => expect((await organization())['status']).toBe('active'));
    const common = {
      organization_id: organizationId,
      membership: 'listed',
      status: 'pending',
      environment: 'staging',
      account_group: 'Organisation',
      labels: { from: 'organisation' },
      schedule: { kind: 'interval', minutes: 60 },
      created_by: 'test',
      run_number: '1',
      last_validated_at: null,
    };
    expect(await rows()).toMatchObject([
      { native_account_id: SHOP, name: 'Shop', ...common },
      { native_account_id: OLD, name: 'Old shop', ...common },
      { native_account_id: LAB, name: 'Lab', ...common },
    ]);
    expect(await events('discovery.requested')).toHaveLength(3);
    expect(await events('validation.requested')).toHaveLength(3);
    expect(await audited()).toEqual([
      'organisation.created',
      ...Array.from({ length: 3 }, () => 'account.created'),
      'organisation.synchronised',
    ]);
  });

  it('gives each member the credentials that open it, sealed for it', async () => {
    await connected();
    const accountId = await accountOf(SHOP);
    const [sealed] = await accounts.asOwner<{ key_id: string; ciphertext: Buffer; type: string }>(
      'SELECT key_id, ciphertext, type FROM cloud_credentials WHERE account_id = $1',
      [accountId],
    );
    const opened = accounts.vault.openText(
      { keyId: sealed!.key_id, ciphertext: sealed!.ciphertext },
      { tenantId, accountId, field: CREDENTIALS_FIELD },
    );
    expect(JSON.parse(opened)).toEqual({
      method: 'role',
      role_arn: `arn:aws:iam::${SHOP}:role/${ROLE}`,
      ...KEYS,
    });
    const request = { tenantId, actor: 'test', accountId };
    expect(await accounts.bus.request(revalidateAccount, request)).toMatchObject({
      status: 'active',
    });
  });

  it('keeps a member whose role cannot be assumed, with the reason', async () => {
    await connected();
    const request = { tenantId, actor: 'test', accountId: await accountOf(OLD) };
    expect(await accounts.bus.request(revalidateAccount, request)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('sts:AssumeRole'),
    });
  });

  it('takes the members that patterns include and do not exclude, and follows other patterns', async () => {
    const organizationId = await connected({
      include: [
        { field: 'name', pattern: '*shop' },
        { field: 'path', pattern: 'Labs' },
      ],
      exclude: [{ field: 'id', pattern: OLD }],
    });
    expect(Object.keys(await standing())).toEqual([SHOP, LAB]);
    const changes = { include: [], exclude: [{ field: 'name' as const, pattern: 'lab' }] };
    const request = { tenantId, organizationId, actor: 'test', ifVersion: ['1'], changes };
    expect(await accounts.bus.request(updateOrganization, request)).toEqual({ version: '2' });
    await sync(organizationId);
    expect(await standing()).toEqual({
      [SHOP]: ['pending', 'listed'],
      [OLD]: ['pending', 'listed'],
      [LAB]: ['suspended', 'excluded'],
    });
    expect((await problemOf(accounts.bus.request(updateOrganization, request))).status).toBe(412);
  });

  it('suspends closed and vanished members, and resumes them when they are back', async () => {
    const organizationId = await connected();
    change(SHOP, { state: 'CLOSED' });
    without(LAB);
    await sync(organizationId);
    expect(await standing()).toEqual({
      [SHOP]: ['suspended', 'closed'],
      [OLD]: ['pending', 'listed'],
      [LAB]: ['suspended', 'gone'],
    });
    expect((await rows()).map(({ status_reason: reason }) => reason)).toEqual([
      expect.stringContaining('is closed'),
      null,
      expect.stringContaining('does not list'),
    ]);
    change(SHOP, { state: 'ACTIVE' });
    list([...listed, { id: LAB, name: 'Lab' }]);
    await sync(organizationId);
    expect(await standing()).toEqual({
      [SHOP]: ['active', 'listed'],
      [OLD]: ['pending', 'listed'],
      [LAB]: ['active', 'listed'],
    });
    expect((await audited()).filter((action) => /suspended|resumed/.test(action))).toEqual([
      'account.suspended',
      'account.suspended',
      'account.resumed',
      'account.resumed',
    ]);
    expect(await events('validation.requested')).toHaveLength(5);
  });

  it('leaves what a person resumed alone, until the organisation says something else', async () => {
    const organizationId = await connected();
    change(SHOP, { state: 'CLOSED' });
    await sync(organizationId);
    const request = { tenantId, actor: 'test', accountId: await accountOf(SHOP) };
    await accounts.bus.request(revalidateAccount, request);
    await sync(organizationId);
    expect((await standing())[SHOP]).toEqual(['active', 'closed']);
  });

  it.each([
    ['denied', { type: 'deny' }, {}],
    ['cut off', { type: 'status', status: 503 }, { page: 2 }],
    ['malformed', { type: 'malformed' }, { page: 2 }],
  ] as const)('suspends nobody when the listing is %s', async (_what, effect, match) => {
    const organizationId = await connected();
    const before = await standing();
    without(SHOP);
    accounts.emulator.faults.add({
      match: { provider: 'aws', action: 'ListAccounts', ...match },
      effect,
    });
    const { last_synced_at: lastSynced } = await organization();
    await sync(organizationId);
    expect(await standing()).toEqual(before);
    expect(await organization()).toMatchObject({
      status: 'failed',
      status_reason: expect.any(String),
      last_synced_at: lastSynced,
    });
  });

  it('suspends nobody when there are no members at all', async () => {
    const organizationId = await connected();
    list([]);
    await sync(organizationId);
    expect(await organization()).toMatchObject({ status: 'failed' });
    expect((await standing())[SHOP]).toEqual(['pending', 'listed']);
  });

  it('does not believe that most members vanished, until it is told again', async () => {
    const organizationId = await connected();
    without(SHOP, OLD);
    await sync(organizationId);
    expect(await standing()).toMatchObject({
      [SHOP]: ['pending', 'missed'],
      [OLD]: ['pending', 'missed'],
    });
    expect(await organization()).toMatchObject({
      status: 'suspect',
      status_reason: expect.stringContaining('2 members'),
    });
    await sync(organizationId);
    expect(await standing()).toMatchObject({
      [SHOP]: ['suspended', 'gone'],
      [OLD]: ['suspended', 'gone'],
      [LAB]: ['pending', 'listed'],
    });
    expect(await organization()).toMatchObject({ status: 'active', status_reason: null });
  });

  it('adds each member once, however many syncs there are at once', async () => {
    const organizationId = await connect();
    await Promise.all([1, 2, 3, 4].map(() => sync(organizationId)));
    expect(Object.keys(await standing())).toEqual([SHOP, OLD, LAB]);
    expect(await events('discovery.requested')).toHaveLength(3);
    expect(await organization()).toMatchObject({ status: 'active', sync_number: '4' });
  });

  it('lets only the newest sync write', async () => {
    const organizationId = await connected();
    without(LAB);
    const mend = accounts.emulator.faults.add({
      match: { provider: 'aws', action: 'ListAccounts', times: 1 },
      effect: { type: 'latency', ms: 400 },
    });
    const slow = sync(organizationId);
    await eventually(async () => expect((await organization())['sync_number']).toBe('2'));
    await eventually(() =>
      expect(accounts.emulator.stats.count({ action: 'ListRoots' })).toBeGreaterThan(1),
    );
    await accounts.asOwner(
      'UPDATE cloud_organizations SET sync_number = sync_number + 1 WHERE id = $1',
      [organizationId],
    );
    await slow;
    mend();
    expect((await standing())[LAB]).toEqual(['pending', 'listed']);
    expect(accounts.logged()).toContain('was overtaken');
  });

  it('needs no sync when one that began later was complete', async () => {
    const organizationId = await connected();
    const before = await organization();
    const unlessSince = new Date(Date.now() - 3_600_000).toISOString();
    await accounts.get(OrganizationSyncService).sync({ tenantId, organizationId, unlessSince });
    expect(await organization()).toEqual(before);
  });

  it('adopts accounts that people added, whose credentials stay', async () => {
    const own = {
      access_key_id: `AKIAMEMBER${SHOP}`,
      secret_access_key: `the-secret-of-member-${SHOP}`,
    };
    const { accountId } = await accounts.addAccount(tenantId, 'aws', own, { name: 'Mine' });
    const credentials = async (): Promise<object[]> =>
      accounts.asOwner('SELECT * FROM cloud_credentials WHERE account_id = $1', [accountId]);
    const before = await credentials();
    const organizationId = await connected();
    const [adopted] = await rows();
    expect(adopted).toMatchObject({
      id: accountId,
      name: 'Mine',
      status: 'active',
      organization_id: organizationId,
      membership: 'listed',
    });
    expect(await credentials()).toEqual(before);
  });

  it('gives members other credentials when its own change, but not where people gave some', async () => {
    const organizationId = await connected();
    const [shop, lab] = [await accountOf(SHOP), await accountOf(LAB)];
    const fingerprint = async (accountId: string): Promise<string> => {
      const [row] = await accounts.asOwner<{ fingerprint: string }>(
        'SELECT fingerprint FROM cloud_credentials WHERE account_id = $1',
        [accountId],
      );
      return row!.fingerprint;
    };
    const own = {
      access_key_id: `AKIAMEMBER${LAB}`,
      secret_access_key: `the-secret-of-member-${LAB}`,
    };
    await accounts.bus.request(replaceCredentials, {
      tenantId,
      actor: 'test',
      accountId: lab,
      credentials: accounts.seal({ tenantId, accountId: lab }, own),
    });
    const before = [await fingerprint(shop), await fingerprint(lab)];
    await accounts.bus.request(updateOrganization, {
      tenantId,
      organizationId,
      actor: 'test',
      ifVersion: null,
      changes: {},
      credentials: accounts.seal(
        { tenantId, accountId: organizationId },
        { ...CREDENTIALS, member_role_name: 'Another' },
      ),
    });
    await sync(organizationId);
    expect(await fingerprint(shop)).not.toBe(before[0]);
    expect(await fingerprint(lab)).toBe(before[1]);
  });

  it('is forgotten without its members, which go on as ordinary accounts', async () => {
    const organizationId = await connected();
    const request = { tenantId, organizationId, actor: 'test' };
    expect(await accounts.bus.request(deleteOrganization, request)).toEqual({ deleted: true });
    expect(await standing()).toEqual({
      [SHOP]: ['pending', null],
      [OLD]: ['pending', null],
      [LAB]: ['pending', null],
    });
    const again = accounts.bus.request(deleteOrganization, request);
    expect((await problemOf(again)).status).toBe(404);
    expect((await problemOf(accounts.bus.request(syncOrganization, request))).status).toBe(404);
    await sync(organizationId);
  });

  it('is connected once', async () => {
    const organizationId = await connect();
    const problem = await problemOf(accounts.bus.request(createOrganization, requestFor()));
    expect(problem).toMatchObject({
      type: 'organization-exists',
      status: 409,
      extensions: { organization_id: organizationId },
    });
  });

  it('is not stored when the provider does not list it', async () => {
    accounts.emulator.faults.add({
      match: { provider: 'aws', action: 'ListAccounts' },
      effect: { type: 'deny' },
    });
    const problem = await problemOf(accounts.bus.request(createOrganization, requestFor()));
    expect(problem).toMatchObject({
      type: 'validation-failed',
      status: 422,
      extensions: {
        reason: 'denied',
        missing_permissions: ['organizations:ListAccounts'],
        set_up: expect.arrayContaining([expect.stringContaining('StackSet')]),
      },
    });
    expect(await organization()).toBeUndefined();
  });

  it('is not entered by trust with an external id that was not minted here', async () => {
    const request = requestFor();
    const management = {
      role_arn: `arn:aws:iam::${MANAGEMENT.accountId}:role/Management`,
      external_id: 'an-external-id-that-somebody-chose',
    };
    const credentials = accounts.seal(
      { tenantId, accountId: request.organizationId },
      { management, member_role_name: ROLE },
    );
    const problem = await problemOf(
      accounts.bus.request(createOrganization, { ...request, credentials }),
    );
    expect(problem).toMatchObject({ type: 'external-id-not-minted', status: 422 });
  });

  it('of another tenant is out of reach', async () => {
    const organizationId = await connected();
    const ours = tenantId;
    tenantId = await accounts.addTenant();
    await sync(organizationId);
    const request = { tenantId, organizationId, actor: 'test' };
    expect((await problemOf(accounts.bus.request(deleteOrganization, request))).status).toBe(404);
    tenantId = ours;
    expect(await organization()).toMatchObject({ sync_number: '1' });
  });
});
