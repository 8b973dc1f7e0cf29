import {
  accountStatusSchema,
  environmentSchema,
  identityChainSchema,
  membershipSchema,
  scheduleSchema,
} from '@skyledger/contracts';
import { providerIdSchema, resourceTypeSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { entityFilter, example, instant } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';
import { runCountsShape, runStatusSchema, runTriggerSchema } from '../runs/run.schema';

/** What may be told of stored credentials. */
const credentialsSchema = z.object({
  type: z.string().nullable().describe('For example `role`, `access_keys` or `api_token`'),
  fingerprint: z.string().describe('Tells them apart from others'),
  stored_at: instant,
  age_days: z.number().int().describe('Since they were stored, or made where the provider tells'),
  expires_at: instant.nullable().describe('Null when they never end, or it is not told'),
  write_permissions: z
    .array(z.string())
    .nullable()
    .describe('What they may do beyond reading; null when it cannot be told'),
});
export const warningsSchema = z
  .array(z.string())
  .describe('What is good to know of the credentials: that they may write, or soon end');
const credentialsExample = {
  type: 'role',
  fingerprint: '5d41402abc4b',
  stored_at: example.instant,
  age_days: 12,
  expires_at: null,
  write_permissions: null,
};

/** Told by providers whose accounts are entered through roles. */
const identityChain = identityChainSchema.describe(
  'Who Skyledger is at each step of the way into the account, when it was last accepted: the identity that calls, our discovery role, the role in the account. Null where the provider does not tell',
);
const identityChainExample: z.infer<typeof identityChain> = [
  { hop: 'caller', identity: 'arn:aws:sts::444455556666:assumed-role/skyledger/i-0a1b2c3d' },
  { hop: 'discovery_role', identity: 'arn:aws:sts::444455556666:assumed-role/Discovery/skyledger' },
  {
    hop: 'account_role',
    identity: 'arn:aws:sts::111122223333:assumed-role/SkyledgerReadOnly/skyledger',
  },
];

const accountShape = {
  id: z.uuid(),
  name: z.string(),
  entity_id: z.uuid().describe('Who it belongs to'),
  provider: providerIdSchema,
  native_account_id: z.string().describe("The provider's id of the account"),
  organization_id: z
    .uuid()
    .nullable()
    .describe('The organisation that keeps it in step; null when people do'),
  membership: membershipSchema
    .nullable()
    .describe('What the organisation last said: see the counts of the organisation'),
  status: accountStatusSchema,
  status_reason: z.string().nullable(),
  missing_permissions: z.array(z.string()),
  regions: z.array(z.string()).nullable().describe('Null means every enabled one'),
  resource_types: z.array(resourceTypeSchema).nullable().describe('Null means all of them'),
  schedule: scheduleSchema,
  discovery_interval_mins: z
    .number()
    .int()
    .nullable()
    .describe('Null when the schedule is no interval'),
  labels: z.record(z.string(), z.string()),
  environment: environmentSchema.nullable(),
  group: z.string().nullable(),
  is_demo: z.boolean().describe('Emulated: part of the demonstration'),
  next_run_at: instant.nullable().describe('Null when runs start only on request, or not at all'),
  last_validated_at: instant.nullable(),
  credentials: credentialsSchema
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
  entity_id: example.entityId,
  provider: 'aws',
  native_account_id: '111122223333',
  organization_id: null,
  membership: null,
  status: 'active',
  status_reason: null,
  missing_permissions: [],
  regions: ['eu-central-1'],
  resource_types: null,
  schedule: { kind: 'interval', minutes: 240 },
  discovery_interval_mins: 240,
  labels: { team: 'payments' },
  environment: 'production',
  group: 'Payments',
  is_demo: false,
  next_run_at: example.instant,
  last_validated_at: example.instant,
  credentials: credentialsExample,
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
    warnings: warningsSchema,
  })
  .meta({
    examples: [
      {
        ...accountExample,
        scan_run_id: example.runId,
        auto_scan_initiated: true,
        warnings: [],
      },
    ],
  });

export const ACCOUNT_LISTING = 'accounts';
export const accountPageSchema = pageSchema(accountSchema, accountExample);
export const accountQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(ACCOUNT_LISTING, [z.uuid()]),
  entity_id: entityFilter,
  organization_id: z.uuid().optional().describe('Only members of this organisation'),
});
export type AccountQuery = z.infer<typeof accountQuerySchema>;

/** Answer of `GET /cloud/accounts/:id/health`. */
export const accountHealthSchema = z
  .object({
    status: accountStatusSchema,
    status_reason: z.string().nullable(),
    last_validated_at: instant.nullable().describe('When the provider last judged the credentials'),
    last_successful_run: z
      .object({ id: z.uuid(), number: z.number().int(), finished_at: instant })
      .nullable()
      .describe('The newest run in which every pass saw everything'),
    authentication_failures: z
      .number()
      .int()
      .describe('In a row, of validations and runs; three suspend the account'),
    missing_permissions: z
      .array(z.string())
      .describe('Found missing by the last validation or by the last run that ended'),
    identity_chain: identityChain,
    credentials: credentialsSchema.nullable(),
    next_run_at: instant.nullable(),
  })
  .meta({
    examples: [
      {
        status: 'active',
        status_reason: null,
        last_validated_at: example.instant,
        last_successful_run: { id: example.runId, number: 7, finished_at: example.instant },
        authentication_failures: 0,
        missing_permissions: ['rds:DescribeDBInstances'],
        identity_chain: identityChainExample,
        credentials: credentialsExample,
        next_run_at: example.instant,
      },
    ],
  });

/** Answer of `POST /cloud/accounts/:id/discover`. */
export const discoverSchema = z
  .object({ run_id: z.uuid() })
  .meta({ examples: [{ run_id: example.runId }] });

/** Answer of `POST /cloud/accounts/:id/revalidate` and `PUT /cloud/accounts/:id/credentials`. */
const revalidationShape = {
  status: accountStatusSchema,
  reason: z.string().nullable(),
  missing_permissions: z.array(z.string()),
  identity_chain: identityChain,
  warnings: warningsSchema,
};
export const revalidationSchema = z.object(revalidationShape).meta({
  examples: [
    {
      status: 'active',
      reason: null,
      missing_permissions: [],
      identity_chain: identityChainExample,
      warnings: [],
    },
  ],
});

/** Answer of `PUT /cloud/accounts/:id/credentials`. */
export const replacedCredentialsSchema = z
  .object({ ...revalidationShape, credentials: credentialsSchema })
  .meta({
    examples: [
      {
        status: 'active',
        reason: null,
        missing_permissions: [],
        warnings: [],
        identity_chain: identityChainExample,
        credentials: { ...credentialsExample, age_days: 0 },
      },
    ],
  });
