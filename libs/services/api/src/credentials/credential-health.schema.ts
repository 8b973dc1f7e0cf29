import { CREDENTIAL_LEVELS, credentialLevelSchema } from '@skyledger/contracts';
import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { example, instant, providerFilter } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

/** How the credentials of one account stand. */
export const credentialHealthSchema = z.object({
  account_id: z.uuid(),
  account_name: z.string(),
  provider: providerIdSchema,
  type: z.string().nullable().describe('For example `role`, `access_keys` or `api_token`'),
  fingerprint: z.string().describe('Tells them apart from others'),
  stored_at: instant,
  age_days: z.number().int().describe('Since they were stored, or made where the provider tells'),
  expires_at: instant.nullable().describe('Null when they never end, or it is not told'),
  write_permissions: z
    .array(z.string())
    .nullable()
    .describe('What they may do beyond reading; null when it cannot be told'),
  level: credentialLevelSchema,
  reason: z.string().describe('Why they are at this level, and what to do'),
});
export type CredentialHealth = z.infer<typeof credentialHealthSchema>;

const healthExample: CredentialHealth = {
  account_id: example.accountId,
  account_name: 'Production',
  provider: 'digitalocean',
  type: 'api_token',
  fingerprint: '5d41402abc4b',
  stored_at: '2026-08-20T06:30:00.000Z',
  age_days: 93,
  expires_at: null,
  write_permissions: null,
  level: 'critical',
  reason: 'The credentials are 93 days old. Replace them.',
};

/** How many accounts are at which level, whatever the filter. */
const counts = z.record(credentialLevelSchema, z.number().int());

export const CREDENTIAL_LISTING = 'credentials';
const page = pageSchema(credentialHealthSchema, healthExample);
export const credentialPageSchema = z.object({ ...page.shape, counts }).meta({
  examples: [
    {
      items: [healthExample],
      next_cursor: null,
      counts: Object.fromEntries(
        CREDENTIAL_LEVELS.map((level) => [level, level === 'critical' ? 1 : 0]),
      ),
    },
  ],
});
export const credentialQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(CREDENTIAL_LISTING, [z.uuid()]),
  level: credentialLevelSchema.optional().describe('Only at this level'),
  provider: providerFilter,
});
export type CredentialQuery = z.infer<typeof credentialQuerySchema>;
