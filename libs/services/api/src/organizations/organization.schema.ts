import {
  environmentSchema,
  memberPatternSchema,
  organizationStatusSchema,
  scheduleSchema,
} from '@skyledger/contracts';
import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { example, instant } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

const organizationShape = {
  id: z.uuid(),
  name: z.string(),
  entity_id: z.uuid().describe('Who it, and each new member, belongs to'),
  provider: providerIdSchema,
  native_id: z
    .string()
    .describe("The provider's id of the organisation, or of the part of it that is connected"),
  status: organizationStatusSchema.describe(
    'What became of the last listing. `suspect`: so many members were missing that none was suspended',
  ),
  status_reason: z.string().nullable(),
  include: z
    .array(memberPatternSchema)
    .describe('Only members that one of these fits; empty for all'),
  exclude: z.array(memberPatternSchema).describe('Members that are left out all the same'),
  regions: z.array(z.string()).nullable().describe('What new members begin with'),
  schedule: scheduleSchema.describe('What new members begin with'),
  environment: environmentSchema.nullable().describe('What new members begin with'),
  group: z.string().nullable().describe('What new members begin with'),
  labels: z.record(z.string(), z.string()).describe('What new members begin with'),
  members: z
    .object({
      listed: z.number().int().describe('Discovered like any account'),
      missed: z.number().int().describe('Not listed the last time, but not believed yet'),
      gone: z.number().int().describe('Suspended: not listed any more'),
      closed: z.number().int().describe('Suspended: closed in the organisation'),
      excluded: z.number().int().describe('Suspended: left out by the patterns'),
    })
    .describe('Accounts by what the organisation last said of them'),
  credentials: z
    .object({ fingerprint: z.string(), stored_at: instant })
    .describe('That credentials are stored; never what they are'),
  last_synced_at: instant
    .nullable()
    .describe('When the last sync began whose listing was complete'),
  created_by: z.string(),
  created_at: instant,
  updated_at: instant,
};

const organizationExample: z.infer<z.ZodObject<typeof organizationShape>> = {
  id: example.organizationId,
  name: 'The company',
  entity_id: example.entityId,
  provider: 'aws',
  native_id: 'o-exampleorgid',
  status: 'active',
  status_reason: null,
  include: [{ field: 'path', pattern: 'Workloads' }],
  exclude: [{ field: 'name', pattern: 'sandbox-*' }],
  regions: null,
  schedule: { kind: 'interval', minutes: 240 },
  environment: null,
  group: 'Company',
  labels: {},
  members: { listed: 41, missed: 0, gone: 0, closed: 2, excluded: 0 },
  credentials: { fingerprint: '5d41402abc4b', stored_at: example.instant },
  last_synced_at: example.instant,
  created_by: 'bootstrap',
  created_at: example.instant,
  updated_at: example.instant,
};

/** An organisation; its credentials are never part of it. */
export const organizationSchema = z
  .object(organizationShape)
  .meta({ id: 'Organization', examples: [organizationExample] });

export const ORGANIZATION_LISTING = 'organizations';
export const organizationPageSchema = pageSchema(organizationSchema, organizationExample);
export const organizationQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(ORGANIZATION_LISTING, [z.uuid()]),
});
export type OrganizationQuery = z.infer<typeof organizationQuerySchema>;

/** Answer of `POST /cloud/organizations/:id/sync`. */
export const syncRequestedSchema = z
  .object({ requested: z.literal(true) })
  .meta({ examples: [{ requested: true }] });
