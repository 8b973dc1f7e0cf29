import { eventually, type FaultProxy, startFaultProxy } from '@skyledger/testing';
import {
  type AccountHandle,
  anAwsAccount,
  anEstate,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  startPlatform,
  type StartedPlatform,
  onEachTransport,
} from '../harness';

const accounts = [1, 2, 3, 4, 5, 6].map((number) => anAwsAccount(number, { buckets: 12 }));
const COLUMNS = 'tenant_id, message_id, name, routing_key, mandatory, headers, body';
const EVALUATOR = 'check-evaluator.resource.upserted';
const CONSUMERS = ['discovery-worker', 'check-evaluator', 'agent-matcher'] as const;

interface DeadLetters {
  queues: { queue: string; depth: number }[];
  items: { id: string; queue: string; name: string | null; error: string; attempts: number }[];
}

onEachTransport('messages that come otherwise than they were sent', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;
  let proxy: FaultProxy | undefined;

  beforeAll(async () => {
    started = await startPlatform({ transport, estate: anEstate({ aws: accounts }) });
    platform = started.platform;
  });
  afterAll(async () => {
    await started?.stop();
    await proxy?.close();
  });
  afterEach(() => platform.emulator.faults.clear());

  /** Has `body` run for each row that is written to the outbox, until the function returned is called. */
  async function onOutbox(when: 'BEFORE' | 'AFTER', body: string): Promise<() => Promise<void>> {
    await platform.owner.query(`
      CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN ${body} RETURN NEW; END $$;
      CREATE TRIGGER meddle ${when} INSERT ON outbox FOR EACH ROW
        WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION meddle()`);
    return async () => void (await platform.owner.query('DROP FUNCTION meddle CASCADE'));
  }

  async function twoRuns(account: AccountHandle): Promise<void> {
    await platform.waitForRun(account.firstRun);
    await platform.settled();
    const { native } = account;
    platform.emulator.mutate({ op: 'remove', account: native, share: 0.2 });
    platform.emulator.mutate({ op: 'change', account: native, share: 0.3 });
    platform.emulator.mutate({ op: 'add', account: native, kind: 'instance', count: 5 });
    await platform.discoverAndSettle(account);
  }

  const deadLetters = (queue: string): Promise<DeadLetters> =>
    platform.api.get<DeadLetters>(`/ops/dead-letters?queue=${queue}`);

  it('has the same effect when every message comes ten times', async () => {
    const stop = await onOutbox(
      'AFTER',
      `INSERT INTO outbox (${COLUMNS}) SELECT NEW.tenant_id, NEW.message_id, NEW.name,
         NEW.routing_key, NEW.mandatory, NEW.headers, NEW.body FROM generate_series(1, 9);`,
    );
    const account = await platform.addAccount(accounts[0]!);
    await twoRuns(account);
    await stop();
    await expectLedgerEqualsEstate(platform, account);
    const runs = 'SELECT count(*) FROM cloud_discovery_runs WHERE account_id = $1';
    expect(await platform.owner.number(runs, [account.id])).toBe(2);
    await expectNextRunUnchanged(platform, account);
  });

  it('has the same effect when messages come in any order', async () => {
    const stop = await onOutbox(
      'BEFORE',
      `NEW.due_at := now() + random() * interval '0.7 seconds';`,
    );
    const account = await platform.addAccount(accounts[1]!);
    await twoRuns(account);
    await stop();
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('changes nothing when all messages of earlier runs come again, shuffled', async () => {
    await platform.owner.query(`CREATE TABLE sent AS SELECT ${COLUMNS} FROM outbox LIMIT 0`);
    const stop = await onOutbox(
      'AFTER',
      `INSERT INTO sent (${COLUMNS}) SELECT NEW.tenant_id, NEW.message_id, NEW.name,
         NEW.routing_key, NEW.mandatory, NEW.headers, NEW.body;`,
    );
    const account = await platform.addAccount(accounts[2]!);
    await twoRuns(account);
    await stop();
    const history = 'SELECT count(*) FROM cloud_resource_changes WHERE account_id = $1';
    const before = await platform.owner.number(history, [account.id]);
    const again = await platform.owner.query<{ name: string }>(
      `INSERT INTO outbox (${COLUMNS})
       SELECT ${COLUMNS} FROM sent CROSS JOIN generate_series(1, 3) ORDER BY random()
       RETURNING name`,
    );
    const names = new Set(again.map(({ name }) => name));
    expect([...names]).toEqual(
      expect.arrayContaining([
        'discovery.requested',
        'discovery.pass.requested',
        'resource.upserted',
        'resource.removed',
      ]),
    );

    await expectLedgerEqualsEstate(platform, account);
    expect(await platform.owner.number(history, [account.id])).toBe(before);
    await expectNextRunUnchanged(platform, account);
  });

  it('has the same effect when connections break before what was done is acknowledged', async () => {
    const setting = transport === 'rabbitmq' ? 'AMQP_URL' : 'DATABASE_URL';
    const url = platform.parts.env[setting]!;
    proxy = await startFaultProxy(Number(new URL(url).port));
    const through = { [setting]: proxy.through(url) };
    await Promise.all(CONSUMERS.map((name) => platform.replace(name, through)));
    const slow = { type: 'latency', ms: 200 } as const;
    platform.emulator.faults.add({ match: { service: 'ec2' }, effect: slow });
    const account = await platform.addAccount(accounts[5]!);
    const done = (): Promise<number> =>
      platform.owner.number(
        `SELECT count(*) FROM cloud_discovery_passes WHERE account_id = $1 AND status = 'completed'`,
        [account.id],
      );
    for (let breaks = 0, before = 0; breaks < 4; breaks += 1) {
      await eventually(async () => expect(await done()).toBeGreaterThan(before), {
        timeoutMs: 30_000,
        everyMs: 10,
      });
      before = await done();
      proxy.dropConnections();
    }
    expect(await platform.run(account.firstRun)).toMatchObject({ status: 'running' });
    platform.emulator.faults.clear();
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
    await Promise.all(CONSUMERS.map((name) => platform.replace(name)));
    await expectNextRunUnchanged(platform, account);
  });

  it('parks a message that fails again and again, while its neighbours flow', async () => {
    await platform.owner.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no findings of buckets today'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON cloud_security_findings FOR EACH ROW
        WHEN (NEW.check_id LIKE 'bucket-%') EXECUTE FUNCTION refuse()`);
    const account = await platform.addAccount(accounts[3]!);
    await platform.waitForRun(account.firstRun);
    await platform.settled();
    const { queues, items } = await eventually(async () => {
      const letters = await deadLetters(EVALUATOR);
      expect(letters.items).not.toEqual([]);
      return letters;
    });
    expect(queues).toContainEqual({ queue: EVALUATOR, depth: 1 });
    expect(items).toMatchObject([{ queue: EVALUATOR, name: 'resource.upserted', attempts: 5 }]);
    expect(items[0]!.error).toContain('no findings of buckets today');
    await platform.settled();
    const open = await platform.api.all<{ check_id: string }>(
      `/cloud/findings?account_id=${account.id}&status=open`,
    );
    expect(open.length).toBeGreaterThan(10);
    expect(open.filter(({ check_id }) => check_id.startsWith('bucket-'))).toEqual([]);

    await platform.owner.query('DROP FUNCTION refuse CASCADE');
    const replayed = await platform.api.post('/ops/dead-letters/replay', {
      queue: EVALUATOR,
      ids: [items[0]!.id],
    });
    expect(replayed).toEqual({ replayed: 1 });
    await expectLedgerEqualsEstate(platform, account);
  });

  it('parks at once what cannot be read, and discards it when told to', async () => {
    const parked = { [EVALUATOR]: 1, 'agent-matcher.resource.upserted': 1 };
    await platform.owner.query(
      `INSERT INTO outbox (${COLUMNS}) VALUES ($1, gen_random_uuid(), 'resource.upserted',
         'resource.upserted', true, '{}', '{"no": "envelope"')`,
      [platform.tenantId],
    );
    const account = await platform.addAccount(accounts[4]!);
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account, { deadLetters: parked });
    expect((await deadLetters(EVALUATOR)).items).toMatchObject([{ name: null, attempts: 1 }]);
    for (const queue of Object.keys(parked)) {
      await platform.api.delete(`/ops/dead-letters?queue=${queue}&all=true`);
    }
    await expectLedgerEqualsEstate(platform, account);
  });

  it('keeps what no queue is bound to, raises the alarm, and sends it when one is', async () => {
    const routingKey = 'discovery.requested.aws';
    const account = await addedBefore(accounts[4]!.accountId);
    await unbind(platform, 'discovery-worker.aws.discovery.requested', routingKey);
    const run = await platform.discover(account);
    const unroutable =
      /skyledger_messages_unroutable(_total)?\{[^}]*discovery\.requested\.aws[^}]*\} \d+/;
    await eventually(async () => {
      const relays = [platform.one('scheduler'), platform.one('discovery-worker')];
      const metrics = await Promise.all(relays.map((relay) => relay.metrics()));
      expect(metrics.join('\n')).toMatch(unroutable);
    });
    expect(await platform.run(run)).toMatchObject({ status: 'queued' });
    const waiting = 'SELECT count(*) FROM outbox WHERE routing_key = $1';
    expect(await platform.owner.number(waiting, [routingKey])).toBeGreaterThan(0);

    // A worker that starts declares what it receives.
    await platform.replace('discovery-worker');
    await platform.waitForRun(run);
    await expectLedgerEqualsEstate(platform, account);
  });

  async function addedBefore(native: string): Promise<AccountHandle> {
    const listed = await platform.api.all<{ id: string; native_account_id: string }>(
      '/cloud/accounts',
    );
    const { id } = listed.find((account) => account.native_account_id === native)!;
    return { id, name: native, provider: 'aws', native, firstRun: '' };
  }
});

/** Takes a queue away from the events of a routing key, as an operator's mistake would. */
async function unbind(platform: Platform, queue: string, routingKey: string): Promise<void> {
  const { rabbit } = platform.parts;
  if (rabbit === undefined) {
    await platform.owner.query('DELETE FROM messaging.queues WHERE queue = $1', [queue]);
    return;
  }
  const binding = `e/skyledger.events/q/${queue}/${encodeURIComponent(routingKey)}`;
  await rabbit.call('DELETE', `bindings/${rabbit.vhost}/${binding}`);
}
