import type { ProblemError } from '@skyledger/contracts';
import { type AgentRegistration, assertStorable } from './agent-registration';

const registration: AgentRegistration = {
  tenantId: '0198a000-0000-7000-8000-000000000001',
  actor: 'token',
  agentKey: 'web-1',
  hostname: 'web-1.example.com',
  instanceId: null,
  privateIps: ['10.0.0.5'],
  publicIps: [],
  version: null,
};

it('takes an agent as it usually is', () => {
  expect(() => assertStorable(registration)).not.toThrow();
});

it.each<[string, Partial<AgentRegistration>]>([
  ['agent_key', { agentKey: '' }],
  ['agent_key', { agentKey: 'a'.repeat(257) }],
  ['hostname', { hostname: 'web\0' }],
  ['instance_id', { instanceId: 'i'.repeat(1025) }],
  ['version', { version: '1\0' }],
  ['public_ips', { publicIps: Array.from({ length: 257 }, () => '203.0.113.7') }],
  ['private_ips.0', { privateIps: ['\0'] }],
])('refuses a %s that cannot be stored', (field, difference) => {
  let problem: ProblemError | undefined;
  try {
    assertStorable({ ...registration, ...difference });
  } catch (error) {
    problem = error as ProblemError;
  }
  expect(problem?.problem).toMatchObject({
    type: 'validation-failed',
    status: 422,
    errors: [{ field }],
  });
});
