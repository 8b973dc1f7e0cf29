import {
  priceSchema,
  providerIdSchema,
  relationshipSchema,
  RESOURCE_STATES,
  resourceTypeSchema,
} from '@skyledger/resource-model';
import { z } from 'zod';
import { annotationsExample, annotationsSchema } from '../annotations/annotation.schema';
import { findingExample, findingSchema } from '../findings/finding.schema';
import { isLedgerId } from '../http/path-id.pipe';
import {
  accountFilter,
  entityFilter,
  example,
  flag,
  instant,
  providerFilter,
  typeFilter,
} from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

const MAX_TAG_FILTERS = 10;

const resourceShape = {
  id: z.string().describe("The ledger's id"),
  resource_id: z.string().describe("The provider's id"),
  account_id: z.uuid(),
  provider: providerIdSchema,
  type: resourceTypeSchema,
  native_type: z.string().describe("The provider's own type"),
  name: z.string().nullable(),
  region: z.string().nullable(),
  zone: z.string().nullable(),
  state: z.enum(RESOURCE_STATES),
  native_state: z.string().nullable(),
  size: z.string().nullable(),
  private_ips: z.array(z.string()),
  public_ips: z.array(z.string()),
  is_public: z.boolean().nullable().describe('Null means not observed'),
  has_agent: z.boolean(),
  is_active: z.boolean(),
  tags: z.record(z.string(), z.string()),
  price: priceSchema.nullable().describe('What it costs an hour, before discounts'),
  created_at: instant.nullable().describe('When the provider made it'),
  first_seen_at: instant,
  changed_at: instant.describe('When a run last found a difference'),
  last_seen_at: instant.describe('Of a removed one: when a run last found it changed'),
  removed_at: instant.nullable(),
};

const resourceExample: z.infer<z.ZodObject<typeof resourceShape>> = {
  id: example.resourceId,
  resource_id: example.nativeResourceId,
  account_id: example.accountId,
  provider: 'aws',
  type: 'vm',
  native_type: 'AWS::EC2::Instance',
  name: 'web-1',
  region: 'eu-central-1',
  zone: 'eu-central-1a',
  state: 'running',
  native_state: 'running',
  size: 't3.micro',
  private_ips: ['10.0.1.17'],
  public_ips: ['203.0.113.10'],
  is_public: true,
  has_agent: true,
  is_active: true,
  tags: { environment: 'production' },
  price: { hourly: '0.0120', currency: 'USD', source: 'aws:on-demand' },
  created_at: example.instant,
  first_seen_at: example.instant,
  changed_at: example.instant,
  last_seen_at: example.instant,
  removed_at: null,
};

/** A resource as listings show it. */
export const resourceSchema = z
  .object(resourceShape)
  .meta({ id: 'Resource', examples: [resourceExample] });

const relatedSchema = z.object({
  kind: relationshipSchema.shape.kind,
  resource_id: z.string().describe("The provider's id of the other"),
  id: z
    .string()
    .nullable()
    .describe("The ledger's id of the other; null when it is not known, or not yours to read"),
  type: resourceTypeSchema.nullable(),
  name: z.string().nullable(),
});

const agentOnResourceSchema = z.object({
  id: z.uuid(),
  agent_key: z.string(),
  hostname: z.string(),
  version: z.string().nullable(),
  matched_by: z.enum(['instance_id', 'public_ip', 'private_ip']).nullable(),
  last_seen_at: instant,
});

/** All that is known of a resource. */
export const resourceDetailSchema = z
  .object({
    ...resourceShape,
    attributes: z.record(z.string(), z.unknown()).describe('By type; null means not observed'),
    relationships: z.array(relatedSchema),
    agents: z.array(agentOnResourceSchema),
    annotations: annotationsSchema,
    findings: z.array(findingSchema).describe('Open ones first'),
    console_url: z.url().nullable().describe("Its page in the provider's console"),
    raw: z.unknown().describe('What the provider sent, without secrets, as of the last change'),
  })
  .meta({
    examples: [
      {
        ...resourceExample,
        attributes: { cpuCount: 2, memoryMib: 1024, metadataTokenRequired: false },
        relationships: [
          {
            kind: 'runs_in',
            resource_id: 'arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-0a1b2c3d',
            id: '1002',
            type: 'subnet',
            name: 'public-a',
          },
        ],
        agents: [
          {
            id: example.agentId,
            agent_key: 'web-1',
            hostname: 'web-1.example.com',
            version: '1.4.0',
            matched_by: 'instance_id',
            last_seen_at: example.instant,
          },
        ],
        annotations: annotationsExample,
        findings: [findingExample],
        console_url: 'https://eu-central-1.console.aws.amazon.com/ec2/home?region=eu-central-1',
        raw: { InstanceId: 'i-0a1b2c3d4e5f60718' },
      },
    ],
  });

export const RESOURCE_LISTING = 'resources';
export const resourcePageSchema = pageSchema(resourceSchema, resourceExample);

/** `key:value`; the first colon ends the key. */
const tagSchema = z
  .string()
  .regex(/^[^:]+:/, 'key:value')
  .transform((text) => {
    const colon = text.indexOf(':');
    return { key: text.slice(0, colon), value: text.slice(colon + 1) };
  });

export const resourceQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(RESOURCE_LISTING, [z.string().refine(isLedgerId)]),
  account_id: accountFilter,
  entity_id: entityFilter,
  provider: providerFilter,
  type: typeFilter,
  region: z.string().max(200).optional(),
  has_agent: flag.optional().describe('Whether an agent runs on it'),
  is_public: flag.optional().describe('Whether it can be addressed from the Internet'),
  is_active: flag.default(true).describe('False lists the removed ones'),
  tag: z
    .union([tagSchema.transform((tag) => [tag]), z.array(tagSchema).max(MAX_TAG_FILTERS)])
    .optional()
    .describe('`key:value`; may be repeated, then all must match'),
});
export type ResourceQuery = z.infer<typeof resourceQuerySchema>;

const changeSchema = z.object({
  id: z.string(),
  run_id: z.uuid(),
  kind: z.enum(['created', 'updated', 'restored', 'removed']),
  changes: z
    .record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
    .nullable()
    .describe('What differs, field by field'),
  changed_at: instant,
});

export const HISTORY_LISTING = 'history';
export const historyPageSchema = pageSchema(changeSchema, {
  id: '9001',
  run_id: example.runId,
  kind: 'updated',
  changes: { state: { from: 'running', to: 'stopped' } },
  changed_at: example.instant,
});
export const historyQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(HISTORY_LISTING, [z.string().refine(isLedgerId)]),
});
export type HistoryQuery = z.infer<typeof historyQuerySchema>;
