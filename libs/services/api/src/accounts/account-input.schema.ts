import {
  DEFAULT_INTERVAL_MINUTES,
  environmentSchema,
  intervalMinutesSchema,
  runKindSchema,
  type Schedule,
  scheduleSchema,
} from '@skyledger/contracts';
import { resourceTypeSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { labelsSchema, lineSchema } from '../http/text-schemas';

export const nameSchema = lineSchema(200).min(1).describe('As people call the account');
export const regionsSchema = z
  .array(lineSchema(100).min(1))
  .min(1)
  .max(200)
  .nullable()
  .describe('Regions to discover; null for every enabled one');
export const resourceTypesSchema = z
  .array(resourceTypeSchema)
  .min(1)
  .nullable()
  .describe('Resource types to discover; null for all that the provider has');
export const groupSchema = lineSchema(100).min(1).nullable();
export const entityIdSchema = z
  .uuid()
  .describe('Who the account belongs to; a new one that names none belongs to the root');
export const credentialsSchema = z
  .record(z.string(), z.unknown())
  .describe("The provider's credentials. Write-only: stored encrypted, never shown again");
const settingsShape = {
  labels: labelsSchema.optional(),
  environment: environmentSchema.nullable().optional(),
  group: groupSchema.optional(),
  entity_id: entityIdSchema.optional(),
  resource_types: resourceTypesSchema.optional(),
  schedule: scheduleSchema.optional().describe('When to discover the account'),
  discovery_interval_mins: intervalMinutesSchema
    .optional()
    .describe('Short for a schedule of the kind `interval`'),
};

/** Two ways to say the same; of both together nobody knows which is meant. */
function oneSchedule(
  body: { schedule?: unknown; discovery_interval_mins?: unknown },
  context: z.RefinementCtx,
): void {
  if (body.schedule === undefined || body.discovery_interval_mins === undefined) return;
  context.addIssue({
    code: 'custom',
    path: ['discovery_interval_mins'],
    message: 'either `schedule` or `discovery_interval_mins`',
  });
}

/** The schedule that a body asks for; undefined when it says nothing of it. */
export function scheduleOf(body: {
  schedule?: Schedule | undefined;
  discovery_interval_mins?: number | undefined;
}): Schedule | undefined {
  const minutes = body.discovery_interval_mins;
  return minutes === undefined ? body.schedule : { kind: 'interval', minutes };
}

/** What an account has whose creator says nothing of it. */
export const DEFAULT_SCHEDULE: Schedule = { kind: 'interval', minutes: DEFAULT_INTERVAL_MINUTES };

/** Body of `POST /cloud/accounts`. */
export const createAccountSchema = z
  .strictObject({
    name: nameSchema,
    provider: z.string().describe('One of the providers this installation can discover'),
    credentials: credentialsSchema,
    regions: regionsSchema.default(null),
    ...settingsShape,
  })
  .superRefine(oneSchedule)
  .meta({
    examples: [
      {
        name: 'Production',
        provider: 'aws',
        credentials: { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: '…' },
        regions: ['eu-central-1'],
        schedule: { kind: 'cron', expression: '1 6 * * *', time_zone: 'Etc/GMT' },
        labels: { team: 'payments' },
        environment: 'production',
        group: 'Payments',
      },
    ],
  });
export type CreateAccountBody = z.infer<typeof createAccountSchema>;

/** Body of `PATCH /cloud/accounts/:id`: what is left out stays as it is, labels are replaced as a whole. */
export const updateAccountSchema = z
  .strictObject({
    name: nameSchema.optional(),
    regions: regionsSchema.optional(),
    ...settingsShape,
  })
  .superRefine(oneSchedule)
  .refine((body) => Object.keys(body).length > 0, 'at least one field to change')
  .meta({
    examples: [
      { schedule: { kind: 'daily', time: '06:01', time_zone: 'Europe/Berlin' }, group: null },
    ],
  });
export type UpdateAccountBody = z.infer<typeof updateAccountSchema>;

/** Body of `PUT /cloud/accounts/:id/credentials`. */
export const replaceCredentialsSchema = z.strictObject({ credentials: credentialsSchema }).meta({
  examples: [{ credentials: { access_key_id: 'AKIAIOSFODNN7EXAMPLE', secret_access_key: '…' } }],
});
export type ReplaceCredentialsBody = z.infer<typeof replaceCredentialsSchema>;

/** Body of `POST /cloud/accounts/:id/discover`; without one, everything is read. */
export const discoverBodySchema = z
  .strictObject({
    kind: runKindSchema
      .default('full')
      .describe('`incremental` reads only what failed, was partial, or is older than the interval'),
    regions: regionsSchema.default(null),
    resource_types: resourceTypesSchema.default(null),
  })
  .nullish()
  .meta({ examples: [{ kind: 'incremental', regions: ['eu-central-1'], resource_types: ['vm'] }] });
export type DiscoverBody = z.infer<typeof discoverBodySchema>;

/** Query of `DELETE /cloud/accounts/:id`. */
export const deleteAccountSchema = z.strictObject({
  confirm: z.string().describe("The account's name, to show that it is the one that is meant"),
});
