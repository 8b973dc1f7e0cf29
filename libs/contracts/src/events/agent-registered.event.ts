import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds } from './ids';

/**
 * An agent registered or reported other addresses. Published by the matcher, which owns agents, in
 * the transaction that stored it; the matcher consumes it to look for the agent's resource.
 */
export const agentRegistered = defineEvent({
  name: 'agent.registered',
  version: 1,
  schema: z.object({ tenantId: z.uuid(), agentId: z.uuid() }),
  example: {
    tenantId: exampleIds.tenantId,
    agentId: '0198a000-0000-7000-8000-000000000005',
  },
});
export type AgentRegistered = z.infer<typeof agentRegistered.schema>;
