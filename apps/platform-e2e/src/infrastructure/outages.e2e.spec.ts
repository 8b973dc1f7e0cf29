import {
  describeWith,
  eventually,
  type PrivatePostgres,
  type PrivateRabbit,
} from '@skyledger/testing';
import {
  type AccountHandle,
  anAwsAccount,
  anEstate,
  expectedRows,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  startPlatform,
  type StartedPlatform,
  onEachTransport,
} from '../harness';

const first = anAwsAccount(1);
const second = anAwsAccount(2);
const large = anAwsAccount(3, {
  regions: [
    { name: 'us-east-1', counts: {} },
    { name: 'eu-central-1', counts: { instances: 5500, securityGroups: 40 } },
  ],
  buckets: 0,
});
const estate = anEstate({ aws: [first, second, large] });

/** Long enough that an outage falls into the middle of a run. */
function slowPages(platform: Platform): void {
  const slow = { type: 'latency', ms: 200 } as const;
  platform.emulator.faults.add({ match: { service: 'ec2' }, effect: slow });
}

/** Waits until the run is in the middle: some pages are stored, others are to come. */
async function midRun(platform: Platform, account: AccountHandle): Promise<void> {
  const pages = 'SELECT coalesce(sum(pages), 0) FROM cloud_discovery_passes WHERE account_id = $1';
  await eventually(async () => (await platform.owner.number(pages, [account.id])) > 1, {
    timeoutMs: 30_000,
    everyMs: 10,
  });
}

describeWith(['redis', 'rabbitmq'], 'a broker that is away', () => {
  let started: StartedPlatform;
  let platform: Platform;
  let rabbit: PrivateRabbit;
  let account: AccountHandle;

  beforeAll(async () => {
    started = await startPlatform({ transport: 'rabbitmq', estate, privateRabbit: true });
    platform = started.platform;
    rabbit = started.rabbit!;
    account = await platform.addAccount(first, { schedule: { kind: 'interval', minutes: 60 } });
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
  });
  afterAll(() => started?.stop());
  afterEach(() => platform.emulator.faults.clear());

  const outboxDepth = (): Promise<number> =>
    platform.owner.number('SELECT depth FROM outbox_backlog()');

  async function notReadyBecauseOfBroker(): Promise<void> {
    const { origin } = platform.one('gateway');
    await eventually(async () => {
      const response = await fetch(`${origin}/health/ready`);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ checks: { broker: { status: 'failing' } } });
    });
  }

  it('loses nothing when the broker is killed in the middle of a run', async () => {
    slowPages(platform);
    const other = await platform.addAccount(large);
    await midRun(platform, other);
    await rabbit.kill();
    await eventually(async () => (await outboxDepth()) > 0, { timeoutMs: 30_000 });
    await rabbit.start();
    await platform.waitForRun(other.firstRun);
    await expectLedgerEqualsEstate(platform, other);
    await expectNextRunUnchanged(platform, other);
  });

  it('refuses at once what needs the broker, and goes on with the rest', async () => {
    await rabbit.kill();
    await notReadyBecauseOfBroker();
    const begun = Date.now();
    const answers = await Promise.all([
      platform.api.ask('POST', '/cloud/accounts', {
        name: 'second',
        provider: 'aws',
        credentials: {
          access_key_id: second.accessKeyId,
          secret_access_key: second.secretAccessKey,
        },
      }),
      platform.api.ask('POST', `/cloud/accounts/${account.id}/discover`),
      platform.api.ask('POST', '/agents', { agent_key: 'a', hostname: 'a' }),
    ]);
    for (const { status, headers, body } of answers) {
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toBe('5');
      expect(body).toMatchObject({ type: 'unavailable' });
    }
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(await platform.api.all('/cloud/accounts')).toHaveLength(2);
    const listed = await platform.api.all(`/cloud/resources?account_id=${account.id}`);
    expect(listed).toHaveLength(expectedRows(platform, account).length);

    // The scheduler goes on as well: what it starts waits in the outbox.
    platform.emulator.mutate({ op: 'change', account: account.native, share: 0.1 });
    const runs = (): Promise<number> =>
      platform.owner.number('SELECT run_number FROM cloud_accounts WHERE id = $1', [account.id]);
    const before = await runs();
    await platform.owner.query('UPDATE cloud_accounts SET next_run_at = now() WHERE id = $1', [
      account.id,
    ]);
    await eventually(async () => expect(await runs()).toBe(before + 1));
    expect(await outboxDepth()).toBeGreaterThan(0);

    await rabbit.start();
    await expectLedgerEqualsEstate(platform, account);
    const added = await platform.addAccount(second, { name: 'second' });
    await platform.waitForRun(added.firstRun);
    await expectLedgerEqualsEstate(platform, added);
  });

  it('keeps everything while the broker blocks publishers for want of memory', async () => {
    platform.emulator.mutate({ op: 'change', account: account.native, share: 0.5 });
    await rabbit.control('set_vm_memory_high_watermark', '0');
    try {
      // The alarm is told to those who publish; the scheduler does.
      await platform.owner.query('UPDATE cloud_accounts SET next_run_at = now() WHERE id = $1', [
        account.id,
      ]);
      await eventually(async () => (await outboxDepth()) > 0);
      const begun = Date.now();
      const refused = await platform.api.ask('POST', `/cloud/accounts/${account.id}/discover`);
      expect(refused.status).toBe(503);
      expect(Date.now() - begun).toBeLessThan(10_000);
      await notReadyBecauseOfBroker();
    } finally {
      await rabbit.control('set_vm_memory_high_watermark', '0.6');
    }
    await expectLedgerEqualsEstate(platform, account);
  });
});

onEachTransport('a database that is away, with messages', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;
  let postgres: PrivatePostgres;

  beforeAll(async () => {
    started = await startPlatform({ transport, estate, privatePostgres: true });
    platform = started.platform;
    postgres = started.postgres!;
  });
  afterAll(() => started?.stop());
  afterEach(() => platform.emulator.faults.clear());

  it('leaves no half page and parks no message when it is killed in the middle of a run', async () => {
    slowPages(platform);
    const account = await platform.addAccount(large);
    for (let kills = 0; kills < 2; kills += 1) {
      await midRun(platform, account);
      await postgres.kill();
      const answer = await platform.api.ask('GET', '/cloud/accounts');
      expect(answer).toMatchObject({ status: 503, body: { type: 'unavailable' } });
      await postgres.start();
    }
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('goes on where it was when there was no room on the disk for a while', async () => {
    slowPages(platform);
    const account = await platform.addAccount(second);
    await midRun(platform, account);
    await platform.owner.query(`
      CREATE FUNCTION find_no_room() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
      END $$;
      CREATE TRIGGER find_no_room BEFORE INSERT OR UPDATE ON cloud_resources
        EXECUTE FUNCTION find_no_room()`);
    const { app } = platform.one('discovery-worker');
    await eventually(() => expect(app.output).toContain('No space left on device'));
    expect(await platform.run(account.firstRun)).toMatchObject({ status: 'running' });
    await platform.owner.query('DROP FUNCTION find_no_room CASCADE');
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('goes on by itself after a long outage', async () => {
    const account = await platform.addAccount(first);
    await midRun(platform, account);
    await postgres.stop('immediate');
    // Longer than all tries of a message together.
    const begun = Date.now();
    await eventually(() => Date.now() - begun > 6000);
    await postgres.start();
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });
});
