import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';

const identifier = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be an id as the console shows it');

/**
 * An API key, and what it opens: one project where its id is given, otherwise all projects of the
 * organization that the key may read.
 */
export const scalewayCredentialsSchema = z
  .strictObject({
    /** Tells people which key this is; requests carry the secret key only. */
    access_key: z
      .string()
      .trim()
      .regex(/^SCW[A-Z0-9]{17}$/, 'must be SCW and 17 letters or digits'),
    secret_key: secret()
      .trim()
      .toLowerCase()
      .regex(/^[0-9a-f-]{36}$/, 'must be a secret key of 36 characters'),
    project_id: identifier.optional(),
    organization_id: identifier.optional(),
  })
  .refine(({ project_id, organization_id }) => project_id ?? organization_id, {
    path: ['project_id'],
    message: 'give the id of the project, or the id of the organization for all of its projects',
  });

export type ScalewayCredentials = z.infer<typeof scalewayCredentialsSchema>;
