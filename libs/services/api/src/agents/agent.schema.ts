import { z } from 'zod';
import { example, instant } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

const MAX_ADDRESSES = 256;
const addresses = z
  .array(z.union([z.ipv4(), z.ipv6()]))
  .max(MAX_ADDRESSES)
  .default([]);

/** Body of `POST /agents`. */
export const registerAgentSchema = z
  .strictObject({
    agent_key: z.string().min(1).max(200).describe("The agent's own stable name for itself"),
    hostname: z.string().min(1).max(255),
    instance_id: z
      .string()
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .describe("The cloud's id of the machine, as its metadata service tells it"),
    private_ips: addresses,
    public_ips: addresses,
    version: z.string().max(100).nullable().default(null),
  })
  .meta({
    examples: [
      {
        agent_key: 'web-1',
        hostname: 'web-1.example.com',
        instance_id: 'i-0a1b2c3d4e5f60718',
        private_ips: ['10.0.1.17'],
        public_ips: ['203.0.113.10'],
        version: '1.4.0',
      },
    ],
  });
export type RegisterAgentBody = z.infer<typeof registerAgentSchema>;

/** Answer of `POST /agents`. */
export const registeredAgentSchema = z
  .object({ id: z.uuid() })
  .meta({ examples: [{ id: example.agentId }] });

const agentShape = {
  id: z.uuid(),
  agent_key: z.string(),
  hostname: z.string(),
  instance_id: z.string().nullable(),
  private_ips: z.array(z.string()),
  public_ips: z.array(z.string()),
  version: z.string().nullable(),
  resource_id: z.string().nullable().describe("The ledger's id of the resource it runs on"),
  matched_by: z.enum(['instance_id', 'public_ip', 'private_ip']).nullable(),
  matched_at: instant.nullable(),
  registered_at: instant,
  last_seen_at: instant,
};

/** An agent, and the resource it runs on. */
export const agentSchema = z.object(agentShape).meta({ id: 'Agent' });

export const AGENT_LISTING = 'agents';
export const agentPageSchema = pageSchema(agentSchema, {
  id: example.agentId,
  agent_key: 'web-1',
  hostname: 'web-1.example.com',
  instance_id: 'i-0a1b2c3d4e5f60718',
  private_ips: ['10.0.1.17'],
  public_ips: ['203.0.113.10'],
  version: '1.4.0',
  resource_id: example.resourceId,
  matched_by: 'instance_id',
  matched_at: example.instant,
  registered_at: example.instant,
  last_seen_at: example.instant,
});
export const agentQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(AGENT_LISTING, [z.uuid()]),
});
export type AgentQuery = z.infer<typeof agentQuerySchema>;
