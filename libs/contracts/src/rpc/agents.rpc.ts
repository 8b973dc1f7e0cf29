import { z } from 'zod';
import { defineRpc } from '../define-event';

/**
 * Stores an agent, new or known by its key, and looks for its resource soon after. Registering the
 * same again changes nothing but when it was last seen.
 */
export const registerAgent = defineRpc({
  name: 'agents.register',
  request: z.object({
    tenantId: z.uuid(),
    actor: z.string(),
    /** The agent's own stable name for itself, unique in the tenant. */
    agentKey: z.string(),
    hostname: z.string(),
    /** The cloud's id of the machine, as its metadata service tells it. */
    instanceId: z.string().nullable(),
    privateIps: z.array(z.string()),
    publicIps: z.array(z.string()),
    version: z.string().nullable(),
  }),
  response: z.object({ agentId: z.uuid() }),
  deadlineMs: 15_000,
});
