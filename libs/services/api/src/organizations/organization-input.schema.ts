import { environmentSchema, memberPatternSchema, scheduleSchema } from '@skyledger/contracts';
import { z } from 'zod';
import {
  credentialsSchema,
  groupSchema,
  nameSchema,
  regionsSchema,
} from '../accounts/account-input.schema';
import { labelsSchema } from '../http/text-schemas';

const patternsSchema = z.array(memberPatternSchema).max(200);
const settingsShape = {
  include: patternsSchema
    .optional()
    .describe(
      'Only members that one of these fits; `*` stands for any text. `path` is what the member is in: units, management groups or folders, by id or name',
    ),
  exclude: patternsSchema.optional().describe('Members that are left out all the same'),
  regions: regionsSchema.optional().describe('Regions that new members are discovered in'),
  schedule: scheduleSchema.optional().describe('When new members are discovered'),
  environment: environmentSchema.nullable().optional(),
  group: groupSchema.optional(),
  labels: labelsSchema.optional(),
  entity_id: z
    .uuid()
    .optional()
    .describe('Who it, and each new member, belongs to; the root when a new one names none'),
};
const aws = {
  management: {
    role_arn: 'arn:aws:iam::111122223333:role/SkyledgerReadOnly',
    external_id: 'skyledger-…',
  },
  member_role_name: 'SkyledgerReadOnly',
};

/** Body of `POST /cloud/organizations`. */
export const createOrganizationSchema = z
  .strictObject({
    name: nameSchema,
    provider: z.string().describe('A provider with organisations'),
    credentials: credentialsSchema,
    ...settingsShape,
  })
  .meta({
    examples: [
      {
        name: 'The company',
        provider: 'aws',
        credentials: aws,
        exclude: [{ field: 'name', pattern: 'sandbox-*' }],
      },
    ],
  });
export type CreateOrganizationBody = z.infer<typeof createOrganizationSchema>;

/** Body of `PATCH /cloud/organizations/:id`: what is left out stays, lists and labels are replaced as a whole. */
export const updateOrganizationSchema = z
  .strictObject({
    name: nameSchema.optional(),
    credentials: credentialsSchema.optional(),
    ...settingsShape,
  })
  .refine((body) => Object.keys(body).length > 0, 'at least one field to change')
  .meta({ examples: [{ include: [{ field: 'path', pattern: 'Workloads' }] }] });
export type UpdateOrganizationBody = z.infer<typeof updateOrganizationSchema>;
