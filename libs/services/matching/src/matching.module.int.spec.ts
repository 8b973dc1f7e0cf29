import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { registerAgent, resourceRemoved, resourceUpserted } from '@skyledger/contracts';
import { event, MessageBus } from '@skyledger/messaging';
import { eventually } from '@skyledger/testing';
import { anAgent } from './testing/an-agent';
import { startMatchingApp } from './testing/matching-app';
import { TestEstate } from './testing/test-estate';

let estate: TestEstate;
let app: INestApplication;

beforeAll(async () => {
  estate = await TestEstate.open();
  app = await startMatchingApp(estate.url);
});
afterAll(async () => {
  await app.close();
  await estate.close();
});

it('links an agent that registers, and lets go of it when the machine is removed', async () => {
  const bus = app.get(MessageBus);
  const account = await estate.addTenant();
  const { tenantId } = account;
  const run = { ...account, runId: randomUUID() };
  const machine = await estate.addMachine(account, { resourceId: 'server/42' });
  const resources = [{ id: machine, change: 'created' as const }];
  await bus.publish([event(resourceUpserted, tenantId, { ...run, resources })]);

  const { agentId } = await bus.request(registerAgent, anAgent(tenantId, { instanceId: '42' }));
  await eventually(async () =>
    expect(await estate.link(agentId)).toMatchObject({
      resource_id: machine,
      matched_by: 'instance_id',
    }),
  );

  await estate.retire(machine);
  await bus.publish([event(resourceRemoved, tenantId, { ...run, resourceIds: [machine] })]);
  await eventually(async () => {
    expect(await estate.link(agentId)).toMatchObject({ resource_id: null });
    expect(await estate.withAgent(account)).toEqual([]);
  });
});

it('tells the caller what is wrong with a registration', async () => {
  const { tenantId } = await estate.addTenant();
  const request = app.get(MessageBus).request(registerAgent, anAgent(tenantId, { agentKey: '' }));
  await expect(request).rejects.toMatchObject({
    problem: { type: 'validation-failed', status: 422, errors: [{ field: 'agent_key' }] },
  });
});
