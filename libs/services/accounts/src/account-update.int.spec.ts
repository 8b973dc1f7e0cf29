import { DEMO_AWS, demoEstate } from '@skyledger/cloud-emulator';
import { type Problem, updateAccount } from '@skyledger/contracts';
import { eventually } from '@skyledger/testing';
import type { UpdateAccountRequest } from './account-update.service';
import { type AccountsHarness, problemOf, startAccounts } from './testing/accounts-harness';
import { onEachTransport } from './testing/on-each-transport';

type Changes = UpdateAccountRequest['changes'];

const AWS_KEYS = {
  access_key_id: DEMO_AWS.accessKeyId,
  secret_access_key: DEMO_AWS.secretAccessKey,
};

onEachTransport('changing an account', (transport) => {
  let accounts: AccountsHarness;
  let account: Awaited<ReturnType<AccountsHarness['addAccount']>>;

  beforeAll(async () => {
    accounts = await startAccounts(demoEstate(), transport);
  });
  afterAll(() => accounts?.stop());
  beforeEach(async () => {
    account = await accounts.addAccount(await accounts.addTenant(), 'aws', AWS_KEYS);
  });

  const change = async (changes: Changes, ifVersion: string[] | null = ['1']): Promise<string> =>
    (await accounts.bus.request(updateAccount, { ...account, ifVersion, changes })).version;
  const refusal = (changes: Changes, ifVersion: string[] | null = ['1']): Promise<Problem> =>
    problemOf(change(changes, ifVersion));
  const addTeam = async (): Promise<string> => {
    const [entity] = await accounts.asOwner<{ id: string }>(
      `INSERT INTO entities (tenant_id, id, parent_id, name, created_by)
       VALUES ($1, gen_random_uuid(), $1, 'a team', 'test') RETURNING id`,
      [account.tenantId],
    );
    return entity!.id;
  };
  const row = async (): Promise<Record<string, unknown>> => {
    const [stored] = await accounts.asOwner<Record<string, unknown>>(
      'SELECT * FROM cloud_accounts WHERE id = $1',
      [account.accountId],
    );
    return stored!;
  };

  it('changes what is named, and counts the change', async () => {
    const before = await row();
    expect(await change({ name: 'Renamed', labels: { a: 'b' }, group: 'g' })).toBe('2');
    expect(await row()).toEqual({
      ...before,
      name: 'Renamed',
      labels: { a: 'b' },
      account_group: 'g',
      version: '2',
      updated_at: expect.any(Date),
    });
  });

  it('clears what is set to null', async () => {
    await change({ environment: 'production', group: 'g', resourceTypes: ['vm'] });
    await change({ environment: null, group: null, resourceTypes: null }, ['2']);
    expect(await row()).toMatchObject({
      environment: null,
      account_group: null,
      resource_types: null,
    });
  });

  it('moves it to another entity of the tenant, and to none that is not there', async () => {
    const team = await addTeam();
    await change({ entityId: team });
    expect(await row()).toMatchObject({ entity_id: team });
    const nobodys = { entityId: '0198a000-0000-7000-8000-00000000ffff' };
    expect(await refusal(nobodys, ['2'])).toMatchObject({
      status: 422,
      errors: [{ field: 'entity_id' }],
    });
    expect(await row()).toMatchObject({ entity_id: team, version: '2' });
  });

  it('is refused when the account has left the entity that the caller was seen to manage', async () => {
    const team = await addTeam();
    const { tenantId, accountId } = account;
    const seen = { ...account, ifVersion: null, ifEntityId: tenantId };
    const rename = (request = seen): Promise<unknown> =>
      accounts.bus.request(updateAccount, { ...request, changes: { name: 'Renamed' } });
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database()
      AND wait_event_type = 'Lock' AND query LIKE '%cloud_accounts%FOR UPDATE%'`;
    // It is moved by somebody else, after it was looked at and before it is written.
    const { late } = await accounts.database.withTenant(tenantId, async (tx) => {
      await tx.query(
        'UPDATE cloud_accounts SET entity_id = $2, version = version + 1 WHERE id = $1',
        [accountId, team],
      );
      const answer = problemOf(rename());
      await eventually(async () => expect(await accounts.asOwner(waiting)).toHaveLength(1));
      return { late: answer };
    });
    const mismatch = { type: 'version-mismatch', status: 412, extensions: { version: '2' } };
    expect(await late).toMatchObject(mismatch);
    expect(await problemOf(rename())).toMatchObject(mismatch);
    expect(await row()).toMatchObject({ name: 'an account', entity_id: team });
    await rename({ ...seen, ifEntityId: team });
    expect(await row()).toMatchObject({ name: 'Renamed', entity_id: team });
  });

  it('makes the next run due by a new schedule', async () => {
    await change({ schedule: { kind: 'interval', minutes: 5 } });
    const soon = ((await row())['next_run_at'] as Date).getTime() - Date.now();
    expect(soon / 60_000).toBeLessThan(6);
    await change({ schedule: { kind: 'manual' } }, ['2']);
    expect(await row()).toMatchObject({ schedule: { kind: 'manual' }, next_run_at: null });
  });

  it('is refused in a version that is not the newest, whichever came first', async () => {
    await change({ name: 'first' });
    expect(await refusal({ name: 'second' })).toMatchObject({
      type: 'version-mismatch',
      status: 412,
    });
    const both = await Promise.allSettled([
      change({ name: 'a' }, ['2']),
      change({ name: 'b' }, ['2']),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await change({ name: 'any' }, null)).toBe('4');
    expect(await change({ name: 'one of' }, ['1', '4'])).toBe('5');
  });

  it.each<[string, Changes, string]>([
    ['regions', { regions: ['mars-north-1'] }, 'regions'],
    ['resource types', { resourceTypes: ['node'] }, 'resource_types'],
  ])('is refused with %s that the provider does not have', async (_, changes, field) => {
    const before = await row();
    expect(await refusal(changes)).toMatchObject({ status: 422, errors: [{ field }] });
    expect(await row()).toEqual(before);
  });

  it('tries new regions on the provider, and those it has already on nobody', async () => {
    await change({ regions: ['us-east-1'] });
    const asked = accounts.emulator.stats.count({});
    expect(asked).toBeGreaterThan(0);
    await change({ regions: ['us-east-1'], name: 'x' }, ['2']);
    await change({ regions: null }, ['3']);
    expect(accounts.emulator.stats.count({})).toBe(asked);
    expect(await row()).toMatchObject({ regions: null });
  });

  it('changes nothing while the provider cannot be asked for the regions', async () => {
    const mend = accounts.emulator.faults.add({
      match: { provider: 'aws' },
      effect: { type: 'status', status: 503 },
    });
    const problem = await refusal({ regions: ['us-east-1'], name: 'x' }).finally(mend);
    expect(problem).toMatchObject({ type: 'provider-unavailable', status: 503 });
    expect(await row()).toMatchObject({ name: 'an account', version: '1' });
  });
});
