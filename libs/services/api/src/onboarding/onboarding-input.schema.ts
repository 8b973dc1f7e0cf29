import { environmentSchema, scheduleSchema, trustFormatSchema } from '@skyledger/contracts';
import { z } from 'zod';
import {
  DEFAULT_SCHEDULE,
  entityIdSchema,
  groupSchema,
  nameSchema,
  regionsSchema,
  resourceTypesSchema,
} from '../accounts/account-input.schema';
import { example } from '../http/schema-parts';
import { labelsSchema } from '../http/text-schemas';
import { cursorSchema } from '../paging/cursor';
import { limitSchema } from '../paging/page';

/** Body of `PUT .../steps/provider`. */
export const providerStepSchema = z
  .strictObject({ provider: z.string().describe('One of those that the form of the step names') })
  .meta({ examples: [{ provider: 'aws' }] });
export type ProviderStepBody = z.infer<typeof providerStepSchema>;

/** Body of `PUT .../steps/environment`. */
export const environmentStepSchema = z
  .strictObject({
    name: nameSchema,
    environment: environmentSchema.describe('What the account is there for'),
    regions: regionsSchema.default(null),
    resource_types: resourceTypesSchema.default(null),
    schedule: scheduleSchema.default(DEFAULT_SCHEDULE).describe('When to discover the account'),
    labels: labelsSchema.default({}),
    group: groupSchema.default(null),
    entity_id: entityIdSchema.optional(),
  })
  .meta({
    examples: [
      {
        name: 'Production',
        environment: 'production',
        regions: ['eu-central-1'],
        resource_types: null,
        schedule: { kind: 'interval', minutes: 240 },
        labels: { team: 'payments' },
        group: 'Payments',
        entity_id: example.entityId,
      },
    ],
  });
export type EnvironmentStepBody = z.infer<typeof environmentStepSchema>;

/** Body of `PUT .../steps/authentication`. */
export const authenticationStepSchema = z
  .strictObject({ method: z.string().describe('One of those that the form of the step names') })
  .meta({ examples: [{ method: 'role' }] });
export type AuthenticationStepBody = z.infer<typeof authenticationStepSchema>;

/** Body of `PUT .../steps/credentials`: what the form of the step asks for. */
export const credentialsStepSchema = z
  .record(z.string(), z.unknown())
  .describe('The fields of the form of the step. Write-only: stored encrypted, never shown again')
  .meta({
    examples: [{ role_arn: 'arn:aws:iam::111122223333:role/Skyledger' }],
  });
export type CredentialsStepBody = z.infer<typeof credentialsStepSchema>;

/** Query of `GET .../trust-template`. */
export const trustTemplateQuerySchema = z
  .strictObject({
    format: trustFormatSchema.default('cloudformation'),
    partition: z
      .string()
      .optional()
      .describe(
        "The part of the provider's world that the account is in, `aws-cn` for example; the usual one when left out",
      ),
  })
  .meta({ examples: [{ format: 'terraform' }] });
export type TrustTemplateQuery = z.infer<typeof trustTemplateQuerySchema>;

export const SESSION_LISTING = 'onboarding-sessions';
export const sessionQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(SESSION_LISTING, [z.uuid()]),
});
export type SessionQuery = z.infer<typeof sessionQuerySchema>;
