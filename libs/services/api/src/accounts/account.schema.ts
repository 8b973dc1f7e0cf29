import { scheduleSchema } from '@skyledger/contracts';
import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { example, instant } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';
import { runCountsShape, runStatusSchema, runTriggerSchema } from '../runs/run.schema';

const DEFAULT_INTERVAL_MINUTES = 240;
const MAX_INTERVAL_MINUTES = 525_600;

/** Body of `POST /cloud/accounts`. */
export const createAccountSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).describe('As people call the account'),
    provider: z.string().describe('One of the providers this installation can discover'),
    credentials: z
      .record(z.string(), z.unknown())
      .describe("The provider's credentials. Write-only: stored encrypted, never shown again"),
    regions: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .describe('Regions to discover; every enabled one when left out'),
    schedule: z
      .discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('interval'),
          minutes: z
            .number()
            .int()
            .min(5)
            .max(MAX_INTERVAL_MINUTES)
            .default(DEFAULT_INTERVAL_MINUTES),
        }),
        z.strictObject({ kind: z.literal('manual') }),
      ])
      .default({ kind: 'interval', minutes: DEFAULT_INTERVAL_MINUTES })
      .describe('When to discover the account again'),
  })
  .meta({
    examples: [
      {
        name: 'Production',
        provider: 'aws',
        credentials: { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: '…' },
        regions: ['eu-central-1'],
        schedule: { kind: 'interval', minutes: 240 },
      },
    ],
  });
export type CreateAccountBody = z.infer<typeof createAccountSchema>;

const accountShape = {
  id: z.uuid(),
  name: z.string(),
  provider: providerIdSchema,
  native_account_id: z.string().describe("The provider's id of the account"),
  status: z.enum(['active', 'pending', 'failed', 'suspended']),
  status_reason: z.string().nullable(),
  missing_permissions: z.array(z.string()),
  regions: z.array(z.string()).nullable().describe('Null means every enabled one'),
  schedule: scheduleSchema,
  is_demo: z.boolean().describe('Emulated: part of the demonstration'),
  next_run_at: instant.nullable(),
  last_validated_at: instant.nullable(),
  credentials: z
    .object({ fingerprint: z.string(), stored_at: instant })
    .nullable()
    .describe('That credentials are stored; never what they are'),
  last_run: z
    .object({
      id: z.uuid(),
      number: z.number().int(),
      trigger: runTriggerSchema,
      status: runStatusSchema,
      ...runCountsShape,
      requested_at: instant,
      finished_at: instant.nullable(),
    })
    .nullable(),
  created_by: z.string(),
  created_at: instant,
  updated_at: instant,
};

const accountExample: z.infer<z.ZodObject<typeof accountShape>> = {
  id: example.accountId,
  name: 'Production',
  provider: 'aws',
  native_account_id: '111122223333',
  status: 'active',
  status_reason: null,
  missing_permissions: [],
  regions: ['eu-central-1'],
  schedule: { kind: 'interval', minutes: 240 },
  is_demo: false,
  next_run_at: example.instant,
  last_validated_at: example.instant,
  credentials: { fingerprint: '5d41402abc4b', stored_at: example.instant },
  last_run: {
    id: example.runId,
    number: 7,
    trigger: 'schedule',
    status: 'completed',
    discovered: 214,
    created: 3,
    updated: 5,
    unchanged: 206,
    removed: 1,
    requested_at: example.instant,
    finished_at: example.instant,
  },
  created_by: 'bootstrap',
  created_at: example.instant,
  updated_at: example.instant,
};

/** An account; its credentials are never part of it. */
export const accountSchema = z
  .object(accountShape)
  .meta({ id: 'Account', examples: [accountExample] });

/** Answer of `POST /cloud/accounts`. */
export const createdAccountSchema = z
  .object({
    ...accountShape,
    scan_run_id: z.uuid().describe('The first run'),
    auto_scan_initiated: z.literal(true),
  })
  .meta({
    examples: [{ ...accountExample, scan_run_id: example.runId, auto_scan_initiated: true }],
  });

export const ACCOUNT_LISTING = 'accounts';
export const accountPageSchema = pageSchema(accountSchema, accountExample);
export const accountQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(ACCOUNT_LISTING, [z.uuid()]),
});
export type AccountQuery = z.infer<typeof accountQuerySchema>;

/** Query of `DELETE /cloud/accounts/:id`. */
export const deleteAccountSchema = z.strictObject({
  confirm: z.string().describe("The account's name, to show that it is the one that is meant"),
});

/** Answer of `POST /cloud/accounts/:id/discover`. */
export const discoverSchema = z
  .object({ run_id: z.uuid() })
  .meta({ examples: [{ run_id: example.runId }] });

/** Answer of `POST /cloud/accounts/:id/revalidate`. */
export const revalidationSchema = z
  .object({
    status: z.enum(['active', 'failed']),
    reason: z.string().nullable(),
    missing_permissions: z.array(z.string()),
  })
  .meta({ examples: [{ status: 'active', reason: null, missing_permissions: [] }] });
