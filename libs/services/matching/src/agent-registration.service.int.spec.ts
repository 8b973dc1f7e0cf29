import { Outbox } from '@skyledger/messaging';
import { AgentRegistrationService } from './agent-registration.service';
import { AgentRepository } from './agent.repository';
import { anAgent } from './testing/an-agent';
import { type TestAccount, TestEstate } from './testing/test-estate';

let estate: TestEstate;
let account: TestAccount;
let agents: AgentRegistrationService;

beforeAll(async () => {
  estate = await TestEstate.open();
  agents = new AgentRegistrationService(estate.database, new AgentRepository(), new Outbox());
});
afterAll(() => estate.close());
beforeEach(async () => {
  account = await estate.addTenant();
});

async function storedAgents(): Promise<Record<string, unknown>[]> {
  const { rows } = await estate.owner.query<Record<string, unknown>>(
    `SELECT a.*, (SELECT array_agg(h.kind || ' ' || h.value ORDER BY h.kind, h.value) FROM agent_handles h
       WHERE h.tenant_id = a.tenant_id AND h.agent_id = a.id) AS handles
     FROM agents a WHERE a.tenant_id = $1`,
    [account.tenantId],
  );
  return rows;
}

const addressed = {
  instanceId: 'i-0abc',
  privateIps: ['10.0.0.5', '127.0.0.1'],
  publicIps: ['203.0.113.7'],
};

it('stores a new agent with its handles, and says so', async () => {
  const { agentId } = await agents.register(anAgent(account.tenantId, addressed));
  expect(await storedAgents()).toMatchObject([
    {
      id: agentId,
      agent_key: 'agent-1',
      hostname: 'web-1',
      handles: ['instance_id i-0abc', 'private_ip 10.0.0.5', 'public_ip 203.0.113.7'],
    },
  ]);
  expect(await estate.takeEvents(account)).toEqual([
    { name: 'agent.registered', payload: { tenantId: account.tenantId, agentId } },
  ]);
});

it('keeps the agent of a key, and is silent when it can be recognised as before', async () => {
  const first = await agents.register(anAgent(account.tenantId, addressed));
  await estate.takeEvents(account);
  const [before] = await storedAgents();
  const again = await agents.register(
    anAgent(account.tenantId, {
      ...addressed,
      privateIps: addressed.privateIps.toReversed(),
      hostname: 'web-2',
      version: '1.2.0',
    }),
  );
  expect(again).toEqual(first);
  const [after] = await storedAgents();
  expect(after).toMatchObject({
    hostname: 'web-2',
    version: '1.2.0',
    handles: before!['handles'],
    registered_at: before!['registered_at'],
  });
  expect(Number(after!['last_seen_at'])).toBeGreaterThan(Number(before!['last_seen_at']));
  expect(await estate.takeEvents(account)).toEqual([]);
});

it('replaces the handles when they change, and says so', async () => {
  const { agentId } = await agents.register(anAgent(account.tenantId, addressed));
  await estate.takeEvents(account);
  await agents.register(anAgent(account.tenantId, { ...addressed, privateIps: ['10.0.0.6'] }));
  expect(await storedAgents()).toMatchObject([
    { handles: ['instance_id i-0abc', 'private_ip 10.0.0.6', 'public_ip 203.0.113.7'] },
  ]);
  expect(await estate.takeEvents(account)).toMatchObject([
    { name: 'agent.registered', payload: { agentId } },
  ]);
});

it('stores one agent for registrations at the same time', async () => {
  const registration = anAgent(account.tenantId, addressed);
  const ids = await Promise.all(Array.from({ length: 6 }, () => agents.register(registration)));
  expect(new Set(ids.map(({ agentId }) => agentId)).size).toBe(1);
  expect(await storedAgents()).toHaveLength(1);
  expect(await estate.takeEvents(account)).toHaveLength(1);
});

it('keeps agents of one key apart by tenant', async () => {
  const stranger = await estate.addTenant();
  const ours = await agents.register(anAgent(account.tenantId, addressed));
  const theirs = await agents.register(anAgent(stranger.tenantId));
  expect(theirs.agentId).not.toBe(ours.agentId);
  expect(await storedAgents()).toMatchObject([{ id: ours.agentId, instance_id: 'i-0abc' }]);
});
