import { onboardingStepSchema } from '@skyledger/contracts';
import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { warningsSchema } from '../accounts/account.schema';
import { problemBodySchema } from '../http/problem.schema';
import { example, instant } from '../http/schema-parts';
import { pageSchema } from '../paging/page';
import { environmentStepSchema } from './onboarding-input.schema';

const statusSchema = z
  .enum(['open', 'completed'])
  .describe('`completed`: the account has been made of it');

/** Whether a step is behind us. */
export const stepStateSchema = z
  .enum(['to_do', 'done', 'stale', 'refused'])
  .describe(
    '`stale`: something was changed since it was validated. `refused`: `validation.problem` says why',
  );
export type StepState = z.infer<typeof stepStateSchema>;

const stepSchema = z.object({
  step: onboardingStepSchema,
  state: stepStateSchema,
  form: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe(
      'JSON Schema of the body of `PUT .../steps/<step>`; secret fields are `writeOnly`. Null where nothing is to be filled in, or another step comes first',
    ),
  values: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('What was filled in. Never credentials'),
});

const validationSchema = z.object({
  outcome: z.enum(['accepted', 'refused']),
  stale: z.boolean().describe('It is not about what is filled in now: validate again'),
  validated_at: instant,
  native_account_id: z.string().nullable().describe("The provider's id of the account"),
  display_name: z.string().nullable().describe("The provider's name of it"),
  missing_permissions: z.array(z.string()),
  warnings: warningsSchema,
  problem: problemBodySchema.nullable().describe('Why it was refused'),
});

const TEMPLATE_EXAMPLE = `/api/v1/cloud/onboarding-sessions/${example.sessionId}/trust-template`;
const trustSchema = z
  .object({
    external_id: z
      .string()
      .describe('What the account has to ask for. Minted for this session, and the same each time'),
    templates: z
      .object({ cloudformation: z.string(), terraform: z.string() })
      .describe('Where to get the templates that let us in, with this external id'),
  })
  .meta({
    examples: [
      {
        external_id: example.externalId,
        templates: {
          cloudformation: `${TEMPLATE_EXAMPLE}?format=cloudformation`,
          terraform: `${TEMPLATE_EXAMPLE}?format=terraform`,
        },
      },
    ],
  });

const headShape = {
  id: z.uuid(),
  status: statusSchema,
  current_step: onboardingStepSchema
    .nullable()
    .describe('The first one that is not done; null when the session is completed'),
  provider: providerIdSchema.nullable(),
  account_id: z.uuid().nullable().describe('The account that was made of it'),
  created_at: instant,
  updated_at: instant,
  expires_at: instant.describe('When it is deleted, with the credentials it holds'),
};

const headExample = {
  id: example.sessionId,
  status: 'open',
  current_step: 'review',
  provider: 'hetzner',
  account_id: null,
  created_at: example.instant,
  updated_at: example.instant,
  expires_at: example.instant,
} as const;

const summarySchema = z.object({
  ...headShape,
  name: z.string().nullable().describe('What the account is to be called'),
});
export type SessionSummary = z.infer<typeof summarySchema>;
export const sessionPageSchema = pageSchema(summarySchema, {
  ...headExample,
  name: 'Production',
});

/** A session with everything that a wizard shows. */
export const sessionSchema = z
  .object({
    ...headShape,
    steps: z.array(stepSchema),
    credentials: z
      .object({ type: z.string(), fingerprint: z.string(), stored_at: instant })
      .nullable()
      .describe('That credentials are stored; never what they are'),
    set_up: z
      .array(z.string())
      .nullable()
      .describe('How to get credentials that the provider accepts, one step each, in Markdown'),
    trust: trustSchema
      .nullable()
      .describe('How the account is to let us in; null where the method needs no trust'),
    validation: validationSchema.nullable(),
  })
  .meta({
    id: 'OnboardingSession',
    examples: [
      {
        ...headExample,
        steps: [
          {
            step: 'provider',
            state: 'done',
            form: {
              type: 'object',
              properties: {
                provider: { oneOf: [{ const: 'hetzner', title: 'Hetzner Cloud' }] },
              },
              required: ['provider'],
              additionalProperties: false,
            },
            values: { provider: 'hetzner' },
          },
          {
            step: 'environment',
            state: 'done',
            form: { type: 'object', properties: { name: { type: 'string' } } },
            values: environmentStepSchema.parse({
              name: 'Production',
              environment: 'production',
            }),
          },
          {
            step: 'authentication',
            state: 'done',
            form: {
              type: 'object',
              properties: { method: { oneOf: [{ const: 'api_token', title: 'Api token' }] } },
              required: ['method'],
              additionalProperties: false,
            },
            values: { method: 'api_token' },
          },
          {
            step: 'credentials',
            state: 'done',
            form: {
              type: 'object',
              properties: {
                api_token: { type: 'string', format: 'password', writeOnly: true },
              },
              required: ['api_token'],
              additionalProperties: false,
            },
            values: null,
          },
          { step: 'validation', state: 'done', form: null, values: null },
          { step: 'review', state: 'to_do', form: null, values: null },
        ],
        credentials: {
          type: 'api_token',
          fingerprint: '5d41402abc4b',
          stored_at: example.instant,
        },
        set_up: ['Make a token that may read, in the project under Security, API tokens.'],
        trust: null,
        validation: {
          outcome: 'accepted',
          stale: false,
          validated_at: example.instant,
          native_account_id: 'token-5d41402abc4b',
          display_name: null,
          missing_permissions: [],
          warnings: [],
          problem: null,
        },
      },
    ],
  });
export type SessionBody = z.infer<typeof sessionSchema>;
