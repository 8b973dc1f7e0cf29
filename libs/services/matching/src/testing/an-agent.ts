import type { AgentRegistration } from '../agent-registration';

/** A registration of which nothing is known but what is given. */
export function anAgent(
  tenantId: string,
  registration: Partial<AgentRegistration> = {},
): AgentRegistration {
  return {
    tenantId,
    actor: 'test',
    agentKey: 'agent-1',
    hostname: 'web-1',
    instanceId: null,
    privateIps: [],
    publicIps: [],
    version: null,
    ...registration,
  };
}
