import { Outbox } from '@skyledger/messaging';
import type { AgentRegistration } from './agent-registration';
import { AgentRegistrationService } from './agent-registration.service';
import { AgentRepository } from './agent.repository';
import { MatchRepository } from './match.repository';
import { MatchingService } from './matching.service';
import { ResourceHandleRepository } from './resource-handle.repository';
import { anAgent } from './testing/an-agent';
import { type TestAccount, TestEstate, type TestMachine } from './testing/test-estate';

let estate: TestEstate;
let account: TestAccount;
let registration: AgentRegistrationService;
let matching: MatchingService;

beforeAll(async () => {
  estate = await TestEstate.open();
  const { database } = estate;
  registration = new AgentRegistrationService(database, new AgentRepository(), new Outbox());
  matching = new MatchingService(
    database,
    new ResourceHandleRepository(),
    new MatchRepository(),
    new Outbox(),
  );
});
afterAll(() => estate.close());
beforeEach(async () => {
  account = await estate.addTenant();
});

const upserted = (...ids: string[]): Promise<void> =>
  matching.matchResources(account.tenantId, ids);

/** A machine whose event was handled. */
async function knownMachine(machine: TestMachine, of: TestAccount = account): Promise<string> {
  const id = await estate.addMachine(of, machine);
  await matching.matchResources(of.tenantId, [id]);
  return id;
}

/** An agent whose event was handled; the events of it all are taken. */
async function knownAgent(agent: Partial<AgentRegistration>): Promise<string> {
  const { agentId } = await registration.register(anAgent(account.tenantId, agent));
  await matching.matchAgents(account.tenantId, [agentId]);
  return agentId;
}

const linkOf = async (agentId: string): Promise<[string | null, string | null]> => {
  const { resource_id, matched_by } = await estate.link(agentId);
  return [resource_id, matched_by];
};

describe('an agent and a machine', () => {
  it.each<[string, Partial<AgentRegistration>, TestMachine]>([
    ['instance_id', { instanceId: 'i-0abc' }, { resourceId: 'arn:aws:ec2:x:1:instance/i-0abc' }],
    ['instance_id', { instanceId: '42' }, { resourceId: 'server/42' }],
    ['public_ip', { publicIps: ['203.0.113.7'] }, { publicIps: ['203.0.113.7'] }],
    ['private_ip', { privateIps: ['10.0.0.5'] }, { privateIps: ['10.0.0.5'] }],
    ['private_ip', { privateIps: ['10.0.0.5'] }, { privateIps: ['10.0.0.5'], type: 'node' }],
  ])('are linked by %s, whichever comes first', async (kind, agent, machine) => {
    const early = await knownAgent(agent);
    const resource = await knownMachine(machine);
    expect(await linkOf(early)).toEqual([resource, kind]);
    expect(await estate.withAgent(account)).toEqual([resource]);

    const late = await knownAgent({ ...agent, agentKey: 'agent-2' });
    expect(await linkOf(late)).toEqual([resource, kind]);
    expect(
      (await estate.takeEvents(account)).filter(({ name }) => name === 'resource.matched'),
    ).toEqual(
      [early, late].map((agentId) => ({
        name: 'resource.matched',
        payload: { tenantId: account.tenantId, matches: [{ agentId, resourceId: resource }] },
      })),
    );
  });

  it('are linked by the surest handle', async () => {
    const byPrivateIp = await knownMachine({ privateIps: ['10.0.0.5'] });
    const agent = await knownAgent({
      instanceId: 'web-1',
      publicIps: ['203.0.113.7'],
      privateIps: ['10.0.0.5'],
    });
    expect(await linkOf(agent)).toEqual([byPrivateIp, 'private_ip']);
    const byPublicIp = await knownMachine({ publicIps: ['203.0.113.7'] });
    expect(await linkOf(agent)).toEqual([byPublicIp, 'public_ip']);
    const byId = await knownMachine({ resourceId: 'vm/web-1' });
    expect(await linkOf(agent)).toEqual([byId, 'instance_id']);
    expect(await estate.withAgent(account)).toEqual([byId]);
  });

  it.each<[string, TestMachine]>([
    ['is no machine', { type: 'load_balancer', privateIps: ['10.0.0.5'] }],
    ['was deleted by its owner', { state: 'deleted', privateIps: ['10.0.0.5'] }],
    ['shares a loopback address', { privateIps: ['127.0.0.1'] }],
  ])('are not linked when the resource %s', async (_name, resource) => {
    await knownMachine(resource);
    const agent = await knownAgent({ privateIps: ['10.0.0.5', '127.0.0.1'] });
    expect(await linkOf(agent)).toEqual([null, null]);
  });

  it('are not linked by address when the agent says it is another machine', async () => {
    await knownMachine({ resourceId: 'instance/i-0def', privateIps: ['10.0.0.5'] });
    const agent = await knownAgent({ instanceId: 'i-0abc', privateIps: ['10.0.0.5'] });
    expect(await linkOf(agent)).toEqual([null, null]);
  });
});

describe('a handle of several machines', () => {
  it('links none, and unlinks when it becomes ambiguous', async () => {
    const first = await knownMachine({ privateIps: ['10.0.0.5'] });
    const agent = await knownAgent({ privateIps: ['10.0.0.5'] });
    expect(await linkOf(agent)).toEqual([first, 'private_ip']);
    const second = await knownMachine({ privateIps: ['10.0.0.5'] });
    expect(await linkOf(agent)).toEqual([null, null]);
    expect(await estate.withAgent(account)).toEqual([]);
    await estate.retire(first);
    await upserted(first);
    expect(await linkOf(agent)).toEqual([second, 'private_ip']);
  });

  it('is narrowed down by the other addresses of the agent', async () => {
    await knownMachine({ privateIps: ['10.0.0.5'] });
    const both = await knownMachine({ privateIps: ['10.0.0.5', '10.1.0.5'] });
    await knownMachine({ privateIps: ['10.1.0.5'] });
    const agent = await knownAgent({ privateIps: ['10.0.0.5', '10.1.0.5', '192.168.7.7'] });
    expect(await linkOf(agent)).toEqual([both, 'private_ip']);
  });

  it('links none when the addresses of the agent point to different machines', async () => {
    await knownMachine({ privateIps: ['10.0.0.5'] });
    await knownMachine({ privateIps: ['10.1.0.5'] });
    const agent = await knownAgent({ privateIps: ['10.0.0.5', '10.1.0.5'] });
    expect(await linkOf(agent)).toEqual([null, null]);
  });

  it('leaves the choice to the address where two providers use one id', async () => {
    const other = await estate.addAccount(account.tenantId);
    await knownMachine({ resourceId: 'server/42', privateIps: ['10.0.0.5'] });
    const ours = await knownMachine({ resourceId: 'droplet/42', privateIps: ['10.0.0.6'] }, other);
    const agent = await knownAgent({ instanceId: '42', privateIps: ['10.0.0.6'] });
    expect(await linkOf(agent)).toEqual([ours, 'private_ip']);
    const unaddressed = await knownAgent({ agentKey: 'agent-2', instanceId: '42' });
    expect(await linkOf(unaddressed)).toEqual([null, null]);
  });
});

describe('a link', () => {
  it('is lost with the resource and comes back with it', async () => {
    const machine = await knownMachine({ privateIps: ['10.0.0.5'] });
    const agent = await knownAgent({ privateIps: ['10.0.0.5'] });
    await estate.takeEvents(account);
    await estate.retire(machine);
    await upserted(machine);
    expect(await estate.link(agent)).toEqual({
      resource_id: null,
      matched_by: null,
      matched_at: null,
    });
    expect(await estate.withAgent(account)).toEqual([]);
    expect(await estate.takeEvents(account)).toMatchObject([
      { name: 'resource.matched', payload: { matches: [{ agentId: agent, resourceId: null }] } },
    ]);
    await estate.readdress(machine, ['10.0.0.5']);
    await upserted(machine);
    expect(await linkOf(agent)).toEqual([machine, 'private_ip']);
  });

  it('follows an address that moves to another machine, in whichever order that is told', async () => {
    const one = await knownMachine({ privateIps: ['10.0.0.5'] });
    const other = await knownMachine({ privateIps: ['10.0.0.6'] });
    const agent = await knownAgent({ privateIps: ['10.0.0.5'] });
    await estate.readdress(one, ['10.0.0.7']);
    await estate.readdress(other, ['10.0.0.5']);
    await upserted(other);
    await upserted(one);
    expect(await linkOf(agent)).toEqual([other, 'private_ip']);
    expect(await estate.withAgent(account)).toEqual([other]);

    await estate.readdress(other, []);
    await estate.readdress(one, ['10.0.0.5']);
    await upserted(one, other);
    expect(await linkOf(agent)).toEqual([one, 'private_ip']);
    expect(await estate.withAgent(account)).toEqual([one]);
  });

  it('follows an agent that moves', async () => {
    const one = await knownMachine({ privateIps: ['10.0.0.5'] });
    const other = await knownMachine({ privateIps: ['10.0.0.6'] });
    const agent = await knownAgent({ privateIps: ['10.0.0.5'] });
    const neighbour = await knownAgent({ agentKey: 'agent-2', privateIps: ['10.0.0.5'] });
    await knownAgent({ privateIps: ['10.0.0.6'] });
    expect(await linkOf(agent)).toEqual([other, 'private_ip']);
    expect(await linkOf(neighbour)).toEqual([one, 'private_ip']);
    expect(await estate.withAgent(account)).toEqual([one, other]);
  });

  it('is not written again by messages that come twice', async () => {
    const machine = await knownMachine({ resourceId: 'server/42', privateIps: ['10.0.0.5'] });
    const agent = await knownAgent({ instanceId: '42', privateIps: ['10.0.0.5'] });
    await estate.takeEvents(account);
    const versions = async (): Promise<unknown[]> =>
      (
        await estate.owner.query(
          `SELECT xmin::text, ctid::text FROM agents WHERE tenant_id = $1
           UNION ALL SELECT xmin::text, ctid::text FROM cloud_resources WHERE tenant_id = $1
           UNION ALL SELECT xmin::text, ctid::text FROM resource_handles WHERE tenant_id = $1`,
          [account.tenantId],
        )
      ).rows;
    const before = await versions();
    await upserted(machine, machine);
    await matching.matchAgents(account.tenantId, [agent, agent]);
    expect(await versions()).toEqual(before);
    expect(await estate.takeEvents(account)).toEqual([]);
  });

  it('ends with the account, and leaves nothing of it', async () => {
    const machine = await knownMachine({ privateIps: ['10.0.0.5'] });
    const agent = await knownAgent({ privateIps: ['10.0.0.5'] });
    await estate.deleteAccount(account);
    await upserted(machine);
    expect(await estate.link(agent)).toEqual({
      resource_id: null,
      matched_by: null,
      matched_at: null,
    });
  });
});

it('comes to the same links for pages and agents handled at the same time', async () => {
  const machines: string[] = [];
  const agents: string[] = [];
  for (let number = 0; number < 40; number += 1) {
    const privateIps = [`10.0.0.${number}`, '10.9.9.9'];
    machines.push(await estate.addMachine(account, { privateIps }));
    const agent = anAgent(account.tenantId, { agentKey: `agent-${number}`, privateIps });
    agents.push((await registration.register(agent)).agentId);
  }
  await Promise.all([
    ...agents.map((agentId) => matching.matchAgents(account.tenantId, [agentId])),
    upserted(...machines.slice(0, 25)),
    upserted(...machines.slice(15).toReversed()),
    upserted(...machines.slice(5, 35)),
  ]);
  for (const [index, agentId] of agents.entries()) {
    expect(await linkOf(agentId)).toEqual([machines[index], 'private_ip']);
  }
  expect(await estate.withAgent(account)).toHaveLength(40);
});

it('touches nothing of another tenant', async () => {
  const stranger = await estate.addTenant();
  const machine = await estate.addMachine(account, { privateIps: ['10.0.0.5'] });
  const { agentId } = await registration.register(
    anAgent(account.tenantId, { privateIps: ['10.0.0.5'] }),
  );
  await matching.matchResources(stranger.tenantId, [machine]);
  await matching.matchAgents(stranger.tenantId, [agentId]);
  expect(await linkOf(agentId)).toEqual([null, null]);

  const theirs = await knownMachine({ privateIps: ['10.0.0.5'] }, stranger);
  await upserted(machine);
  expect(await linkOf(agentId)).toEqual([machine, 'private_ip']);
  expect(await estate.withAgent(stranger)).toEqual([]);
  await estate.retire(machine);
  await matching.matchResources(stranger.tenantId, [machine, theirs]);
  expect(await linkOf(agentId)).toEqual([machine, 'private_ip']);
});
