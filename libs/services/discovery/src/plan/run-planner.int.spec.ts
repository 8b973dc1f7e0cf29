import { DEMO_AWS } from '@skyledger/cloud-emulator';
import type { TestAccount } from '../testing/discovery-ledger';
import { type PlannerHarness, startPlanner } from '../testing/planner-harness';

const EVERY_SIX_HOURS = { kind: 'interval', minutes: 360 } as const;

let planner: PlannerHarness;

beforeAll(async () => {
  planner = await startPlanner();
});
afterAll(() => planner?.stop());

async function runOf(runId: string): Promise<{ status: string; provider_errors: object[] }> {
  const { rows } = await planner.owner.query<{ status: string; provider_errors: object[] }>(
    'SELECT status, provider_errors FROM cloud_discovery_runs WHERE id = $1',
    [runId],
  );
  return rows[0]!;
}

describe('the plan of a run', () => {
  it('is every listing in every region, when nothing is selected', async () => {
    const { passes } = await planner.plan(await planner.addAccount());
    expect(passes.length).toBeGreaterThan(8);
    expect(passes).toContain('s3.buckets global');
    expect(new Set(passes.map((place) => place.split(' ')[1])).size).toBeGreaterThan(2);
  });

  it('is what the account selects', async () => {
    const account = await planner.addAccount({
      regions: ['us-east-1'],
      resourceTypes: ['vm', 'bucket'],
    });
    expect((await planner.plan(account)).passes).toEqual([
      'ec2.instances us-east-1',
      's3.buckets global',
    ]);
  });

  it('is what the run selects, where it says more than the account', async () => {
    const account = await planner.addAccount({ resourceTypes: ['vm', 'subnet'] });
    const selection = { regions: ['us-east-1'], resourceTypes: ['subnet'] };
    expect((await planner.plan(account, selection)).passes).toEqual(['ec2.subnets us-east-1']);
  });

  it('says when nothing yields what is selected', async () => {
    const account = await planner.addAccount({ regions: ['us-east-1'], resourceTypes: ['node'] });
    const { runId, passes } = await planner.plan(account);
    expect(passes).toEqual([]);
    expect(await runOf(runId)).toMatchObject({
      status: 'failed',
      provider_errors: [
        {
          pass: 'plan',
          code: 'disabled',
          provider_code: 'NothingToRead',
          message: expect.stringContaining('yields node in the selected regions'),
        },
      ],
    });
  });

  it('asks for each pass, and nothing else', async () => {
    await planner.owner.query('DELETE FROM outbox');
    const account = await planner.addAccount({ regions: ['us-east-1'] });
    const { passes } = await planner.plan(account);
    const { rows } = await planner.owner.query<{ name: string }>('SELECT name FROM outbox');
    expect(rows.map(({ name }) => name)).toEqual(passes.map(() => 'discovery.pass.requested'));
  });
});

describe('a session that ends while the run is planned', () => {
  const listingRegions = { service: 'ec2', action: 'DescribeRegions' };
  const credentials = {
    method: 'role',
    role_arn: DEMO_AWS.roleArn,
    external_id: DEMO_AWS.externalId,
    access_key_id: DEMO_AWS.accessKeyId,
    secret_access_key: DEMO_AWS.secretAccessKey,
  };

  afterEach(() => planner.emulator.faults.clear());

  it('is opened again, and the run goes on', async () => {
    const account = await planner.addAccount({ credentials });
    const match = { ...listingRegions, times: 1 };
    planner.emulator.faults.add({ match, effect: { type: 'expire-token' } });
    const { runId, passes } = await planner.plan(account);
    expect(passes.length).toBeGreaterThan(8);
    expect(await runOf(runId)).toMatchObject({ status: 'running', provider_errors: [] });
    expect(planner.emulator.stats.count({ action: 'AssumeRole', status: 200 })).toBe(2);
  });

  it('ends the run when it ends again and again', async () => {
    const account = await planner.addAccount({ credentials });
    planner.emulator.faults.add({ match: listingRegions, effect: { type: 'expire-token' } });
    const { runId } = await planner.plan(account);
    expect(await runOf(runId)).toMatchObject({
      status: 'failed',
      provider_errors: [{ pass: 'plan', code: 'expired' }],
    });
  });
});

describe('an incremental run', () => {
  const TYPES = { regions: ['us-east-1'], resourceTypes: ['vm', 'subnet', 'bucket'] };
  const ALL = ['ec2.instances us-east-1', 'ec2.subnets us-east-1', 's3.buckets global'];
  let account: TestAccount;

  beforeEach(async () => {
    account = await planner.addAccount({ ...TYPES, schedule: EVERY_SIX_HOURS });
  });

  const incremental = async (): Promise<string[]> =>
    (await planner.plan(account, { kind: 'incremental' })).passes;
  const agePassesOf = (runId: string, hours: number): Promise<unknown> =>
    planner.owner.query(
      `UPDATE cloud_discovery_passes SET finished_at = now() - make_interval(hours => $2) WHERE run_id = $1`,
      [runId, hours],
    );

  it('reads everything when nothing was read before', async () => {
    expect(await incremental()).toEqual(ALL);
  });

  it.each(['failed', 'incomplete', 'suspect', 'cancelled'])(
    'reads again what was %s, and leaves the rest',
    async (outcome) => {
      const { runId } = await planner.plan(account);
      await planner.end(runId, {
        'ec2.subnets us-east-1': outcome,
        's3.buckets global': 'skipped',
      });
      expect(await incremental()).toEqual(['ec2.subnets us-east-1']);
    },
  );

  it('reads again what was good once, but failed since', async () => {
    const first = await planner.plan(account);
    await planner.end(first.runId);
    const second = await planner.plan(account);
    await planner.end(second.runId, { 's3.buckets global': 'failed' });
    expect(await incremental()).toEqual(['s3.buckets global']);
  });

  it("reads again what is older than the account's interval", async () => {
    const first = await planner.plan(account);
    await planner.end(first.runId);
    await agePassesOf(first.runId, 7);
    const second = await planner.plan(account, { resourceTypes: ['vm'] });
    await planner.end(second.runId);
    await agePassesOf(second.runId, 5);
    expect(await incremental()).toEqual(['ec2.subnets us-east-1', 's3.buckets global']);
  });

  it('is completed at once when everything is fresh, and says so', async () => {
    const first = await planner.plan(account);
    await planner.end(first.runId);
    await planner.owner.query('DELETE FROM outbox');
    const { runId, passes } = await planner.plan(account, { kind: 'incremental' });
    expect(passes).toEqual([]);
    expect(await runOf(runId)).toEqual({ status: 'completed', provider_errors: [] });
    const { rows } = await planner.owner.query<{ name: string; body: string }>(
      'SELECT name, body FROM outbox',
    );
    expect(rows.map(({ name }) => name)).toEqual(['discovery.completed']);
    expect(JSON.parse(rows[0]!.body)).toMatchObject({ payload: { runId, status: 'completed' } });
  });

  it('of another account finds nothing fresh', async () => {
    const { runId } = await planner.plan(account);
    await planner.end(runId);
    account = await planner.addAccount({ ...TYPES, schedule: EVERY_SIX_HOURS });
    expect(await incremental()).toEqual(ALL);
  });
});
