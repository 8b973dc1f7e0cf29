import { runKindSchema } from '@skyledger/contracts';
import { resourceTypeSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { accountFilter, entityFilter, example, instant } from '../http/schema-parts';
import { isLedgerId } from '../http/path-id.pipe';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

export const runStatusSchema = z.enum([
  'queued',
  'running',
  'completed',
  'partial',
  'failed',
  'cancelled',
]);
export const runTriggerSchema = z.enum(['created', 'manual', 'schedule']);

/** What a run or a pass found; of one under way, so far. */
export const runCountsShape = {
  discovered: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int(),
};

const providerErrorSchema = z.object({
  pass: z.string(),
  region: z.string(),
  code: z.string().describe('Kind of fault, for example `denied`'),
  provider_code: z.string().nullable().describe("The provider's own code"),
  message: z.string(),
  permissions: z.array(z.string()).describe('Permissions that were missing'),
  action: z.string().describe('What to do about it'),
  detail_only: z
    .literal(true)
    .optional()
    .describe(
      'The listing was complete all the same: its resources only lack a detail, as a price',
    ),
});

const runShape = {
  id: z.uuid(),
  account_id: z.uuid(),
  number: z.number().int().describe('Counts the runs of the account'),
  trigger: runTriggerSchema,
  kind: runKindSchema.describe('Whether all was read, or what was stale'),
  regions: z.array(z.string()).nullable().describe('Null means those of the account'),
  resource_types: z
    .array(resourceTypeSchema)
    .nullable()
    .describe('Null means those of the account'),
  requested_by: z.string(),
  status: runStatusSchema,
  ...runCountsShape,
  provider_errors: z
    .array(providerErrorSchema)
    .describe('What went wrong with the provider, by pass and region'),
  requested_at: instant,
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
};

const runExample: z.infer<z.ZodObject<typeof runShape>> = {
  id: example.runId,
  account_id: example.accountId,
  number: 7,
  trigger: 'manual',
  kind: 'full',
  regions: null,
  resource_types: null,
  requested_by: 'bootstrap',
  status: 'partial',
  discovered: 214,
  created: 3,
  updated: 5,
  unchanged: 206,
  removed: 1,
  provider_errors: [
    {
      pass: 'rds.db-instances',
      region: 'eu-central-1',
      code: 'denied',
      provider_code: 'AccessDenied',
      message: 'not authorized to perform rds:DescribeDBInstances',
      permissions: ['rds:DescribeDBInstances'],
      action: "Grant the permissions named here to the account's credentials.",
    },
  ],
  requested_at: example.instant,
  started_at: example.instant,
  finished_at: example.instant,
};

/** One discovery of one account. */
export const runSchema = z.object(runShape).meta({ id: 'Run', examples: [runExample] });

const passSchema = z.object({
  id: z.uuid(),
  pass: z.string(),
  region: z.string(),
  status: z.enum([
    'pending',
    'running',
    'completed',
    'skipped',
    'incomplete',
    'suspect',
    'failed',
    'cancelled',
  ]),
  pages: z.number().int(),
  attempts: z.number().int().describe('Tries since the last page that was stored'),
  ...runCountsShape,
  errors: z.array(providerErrorSchema),
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
});

/** A run with the passes it was planned into. */
export const runDetailSchema = z.object({ ...runShape, passes: z.array(passSchema) }).meta({
  examples: [
    {
      ...runExample,
      passes: [
        {
          id: '0198a000-0000-7000-8000-000000000004',
          pass: 'rds.db-instances',
          region: 'eu-central-1',
          status: 'failed',
          pages: 0,
          attempts: 1,
          discovered: 0,
          created: 0,
          updated: 0,
          unchanged: 0,
          removed: 0,
          errors: runExample.provider_errors,
          started_at: example.instant,
          finished_at: example.instant,
        },
      ],
    },
  ],
});

export const RUN_LISTING = 'runs';
export const runPageSchema = pageSchema(runSchema, runExample);
/** The listing goes on by time of request, in microseconds since the epoch, and id. */
export const runQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(RUN_LISTING, [z.string().refine(isLedgerId), z.uuid()]),
  account_id: accountFilter,
  entity_id: entityFilter,
  status: runStatusSchema.optional(),
});
export type RunQuery = z.infer<typeof runQuerySchema>;
