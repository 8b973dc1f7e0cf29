import { providerIdSchema, resourceTypeSchema, severitySchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { isLedgerId } from '../http/path-id.pipe';
import { accountFilter, entityFilter, example, instant } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

export const findingStatusSchema = z.enum(['open', 'resolved']);

const findingShape = {
  id: z.string(),
  account_id: z.uuid(),
  resource_id: z.string().describe("The ledger's id of the resource"),
  resource: z.object({
    resource_id: z.string().describe("The provider's id"),
    provider: providerIdSchema,
    type: resourceTypeSchema,
    name: z.string().nullable(),
    region: z.string().nullable(),
  }),
  check_id: z.string(),
  title: z.string().describe('The condition that is not met'),
  severity: severitySchema,
  status: findingStatusSchema,
  reason: z.string().describe('What was seen'),
  remediation: z.string().nullable().describe("How to mend it, in the provider's words if known"),
  resolution: z.enum(['passed', 'resource_removed', 'not_applicable']).nullable(),
  first_seen_at: instant,
  last_seen_at: instant,
  resolved_at: instant.nullable(),
};

export const findingExample: z.infer<z.ZodObject<typeof findingShape>> = {
  id: example.findingId,
  account_id: example.accountId,
  resource_id: example.resourceId,
  resource: {
    resource_id: example.nativeResourceId,
    provider: 'aws',
    type: 'vm',
    name: 'web-1',
    region: 'eu-central-1',
  },
  check_id: 'vm-metadata-token-required',
  title: 'The metadata service requires a session token',
  severity: 'high',
  status: 'open',
  reason: 'requests without a token are answered',
  remediation: 'Require IMDSv2 on the instance.',
  resolution: null,
  first_seen_at: example.instant,
  last_seen_at: example.instant,
  resolved_at: null,
};

/** A check that a resource does not pass, or did not. */
export const findingSchema = z
  .object(findingShape)
  .meta({ id: 'Finding', examples: [findingExample] });
export type Finding = z.infer<typeof findingSchema>;

/** A finding with what the check says about it. */
export const findingDetailSchema = z
  .object({
    ...findingShape,
    risk: z.string().nullable().describe('What may happen while it stays'),
    references: z.array(z.string()),
  })
  .meta({
    examples: [
      {
        ...findingExample,
        risk: 'A request forged through the machine can read its credentials.',
        references: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/'],
      },
    ],
  });

export const FINDING_LISTING = 'findings';
export const findingPageSchema = pageSchema(findingSchema, findingExample);
export const findingQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(FINDING_LISTING, [z.string().refine(isLedgerId)]),
  status: findingStatusSchema.default('open'),
  severity: severitySchema.optional(),
  account_id: accountFilter,
  entity_id: entityFilter,
  check_id: z.string().max(200).optional(),
  resource_id: z
    .string()
    .refine(isLedgerId, 'an id of the ledger')
    .optional()
    .describe("The ledger's id of the resource"),
});
export type FindingQuery = z.infer<typeof findingQuerySchema>;
