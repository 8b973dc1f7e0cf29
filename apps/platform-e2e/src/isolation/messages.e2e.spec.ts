import { randomUUID } from 'node:crypto';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  agentRegistered,
  ALL_EVENTS,
  deleteAccount,
  discoverAccount,
  discoveryCompleted,
  discoveryPassRequested,
  discoveryRequested,
  type EventContract,
  organizationSyncRequested,
  resourceRemoved,
  resourceUpserted,
  revalidateAccount,
  validationRequested,
} from '@skyledger/contracts';
import { DatabaseModule, uuidv7 } from '@skyledger/database';
import { event, MessageBus, MessagingModule } from '@skyledger/messaging';
import { eventually } from '@skyledger/testing';
import {
  anAwsAccount,
  anEstate,
  expectNoCrash,
  type Platform,
  startPlatform,
  type StartedPlatform,
} from '../harness';
import { addTenant, type Belongings, digestOf, fill } from './two-tenants';

const spec = anAwsAccount(1, { regions: [{ name: 'us-east-1' }] });

@Module({})
class Forger {}

let started: StartedPlatform;
let platform: Platform;
let ours: Belongings;
let theirTenant: string;
let sender: INestApplicationContext;
let bus: MessageBus;

beforeAll(async () => {
  started = await startPlatform({ transport: 'postgres', estate: anEstate({ aws: [spec] }) });
  platform = started.platform;
  const other = await addTenant(platform, 'the other tenant');
  theirTenant = other.tenantId;
  ours = await fill(platform, platform.api, spec, 'account of ours');
  await fill(platform, other.api, spec, 'account of theirs');
  const module = {
    module: Forger,
    imports: [
      DatabaseModule.forRoot({
        url: platform.parts.env['DATABASE_URL']!,
        poolSize: 2,
        applicationName: 'forger',
      }),
      MessagingModule.forRoot({ transport: 'postgres', serviceName: 'forger', relay: false }),
    ],
  };
  sender = await NestFactory.createApplicationContext(module, { logger: false });
  bus = sender.get(MessageBus);
});
afterAll(async () => {
  await sender?.close();
  await started?.stop();
});

/** Sends an event of the other tenant that names what is ours, and waits until it was handled. */
async function forge<Payload>(contract: EventContract<Payload>, payload: Payload): Promise<void> {
  const { id, name, routingKey, mandatory, body } = event(contract, theirTenant, payload);
  await platform.owner.query(
    `INSERT INTO outbox (tenant_id, message_id, name, routing_key, mandatory, headers, body)
     VALUES ($1, $2, $3, $4, $5, '{}', $6)`,
    [theirTenant, id, name, routingKey, mandatory, body],
  );
  await eventually(async () => {
    expect(await platform.owner.number('SELECT depth FROM outbox_backlog()')).toBe(0);
    expect((await platform.broker.queues()).filter(({ messages }) => messages > 0)).toEqual([]);
  });
}

/** Puts a run into the ledger that waits for its worker for a long time. */
async function addRun(status: 'queued' | 'running'): Promise<{ runId: string; passId: string }> {
  const [runId, passId] = [uuidv7(), uuidv7()];
  const account = [platform.tenantId, ours.accountId];
  await platform.owner.query(
    'UPDATE cloud_accounts SET run_number = run_number + 1 WHERE tenant_id = $1 AND id = $2',
    account,
  );
  await platform.owner.query(
    `INSERT INTO cloud_discovery_runs (tenant_id, id, account_id, number, trigger, requested_by, status, leased_until)
     SELECT tenant_id, $3, id, run_number, 'manual', 'test', $4, now() + '1 day'
     FROM cloud_accounts WHERE tenant_id = $1 AND id = $2`,
    [...account, runId, status],
  );
  if (status === 'running') {
    await platform.owner.query(
      `INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status, leased_until)
       VALUES ($1, $2, $3, $4, 'ec2.instances', 'us-east-1', 'pending', now() + '1 day')`,
      [platform.tenantId, passId, runId, ours.accountId],
    );
  }
  return { runId, passId };
}

const removeRun = (runId: string): Promise<unknown> =>
  platform.owner.query('DELETE FROM cloud_discovery_runs WHERE id = $1', [runId]);

describe('an event of another tenant that names our rows', () => {
  const handled = new Set<string>();
  let runId: string | undefined;

  afterEach(async () => {
    if (runId !== undefined) await removeRun(runId);
    runId = undefined;
  });

  async function expectNoEffect<Payload>(
    contract: EventContract<Payload>,
    payload: Payload,
  ): Promise<void> {
    handled.add(contract.name);
    const before = await digestOf(platform, platform.tenantId);
    const theirs = await digestOf(platform, theirTenant);
    await forge(contract, payload);
    expect(await digestOf(platform, platform.tenantId)).toEqual(before);
    expect(await digestOf(platform, theirTenant)).toEqual(theirs);
    expect(await platform.broker.deadLetters()).toEqual([]);
    expectNoCrash(platform);
  }

  it('starts no run of ours', async () => {
    ({ runId } = await addRun('queued'));
    await expectNoEffect(discoveryRequested, {
      tenantId: theirTenant,
      accountId: ours.accountId,
      runId,
      provider: 'aws',
      runNumber: 2,
    });
  });

  it('collects no pass of ours', async () => {
    const run = await addRun('running');
    runId = run.runId;
    await expectNoEffect(discoveryPassRequested, {
      tenantId: theirTenant,
      accountId: ours.accountId,
      provider: 'aws',
      ...run,
    });
  });

  it('evaluates and matches no resource of ours', async () => {
    await expectNoEffect(resourceUpserted, {
      tenantId: theirTenant,
      accountId: ours.accountId,
      runId: ours.runId,
      resources: [{ id: ours.resourceId, change: 'updated' }],
    });
  });

  it('resolves no finding and ends no link of ours', async () => {
    await expectNoEffect(resourceRemoved, {
      tenantId: theirTenant,
      accountId: ours.accountId,
      runId: ours.runId,
      resourceIds: [ours.resourceId],
    });
  });

  it('matches no agent of ours', async () => {
    await expectNoEffect(agentRegistered, { tenantId: theirTenant, agentId: ours.agentId });
  });

  it('judges no account of ours by a run', async () => {
    await expectNoEffect(discoveryCompleted, {
      tenantId: theirTenant,
      accountId: ours.accountId,
      runId: ours.runId,
      status: 'failed',
    });
  });

  it('validates no account of ours', async () => {
    await expectNoEffect(validationRequested, {
      tenantId: theirTenant,
      accountId: ours.accountId,
      unlessSince: new Date().toISOString(),
    });
  });

  it('brings no organisation of ours in step', async () => {
    await expectNoEffect(organizationSyncRequested, {
      tenantId: theirTenant,
      organizationId: ours.organizationId,
      unlessSince: new Date().toISOString(),
    });
  });

  it('was tried for every event that somebody handles', async () => {
    const queues = await platform.owner.query<{ routing_key: string }>(
      'SELECT DISTINCT routing_key FROM messaging.queues',
    );
    const names = ALL_EVENTS.map(({ name }) => name).filter((name) =>
      queues.some(({ routing_key }) => routing_key === name || routing_key.startsWith(`${name}.`)),
    );
    expect([...handled].sort()).toEqual(names.sort());
  });
});

describe('a request of another tenant that names our account', () => {
  it.each([discoverAccount, revalidateAccount, deleteAccount])(
    'is answered as for one that does not exist: $name',
    async (contract) => {
      const before = await digestOf(platform, platform.tenantId);
      const ask = (accountId: string): Promise<unknown> =>
        bus
          .request(contract as typeof deleteAccount, {
            tenantId: theirTenant,
            actor: 'test',
            accountId,
          })
          .catch((error: unknown) => JSON.parse(JSON.stringify(error)) as object);
      const answer = await ask(ours.accountId);
      expect(answer).toEqual(await ask(randomUUID()));
      expect(JSON.stringify(answer)).toContain('not-found');
      expect(await digestOf(platform, platform.tenantId)).toEqual(before);
    },
  );
});
