import { SEVERITIES } from '@skyledger/resource-model';
import { z } from 'zod';
import { accountFilter, entityFilter, example } from '../http/schema-parts';

export const summaryQuerySchema = z.strictObject({
  account_id: accountFilter,
  entity_id: entityFilter,
});
export type SummaryQuery = z.infer<typeof summaryQuerySchema>;

const counts = z.record(z.string(), z.number().int());

const byAccount = counts.describe('By account id');
const byGroup = counts.describe('By account group; accounts without one are left out');
const byEntity = counts.describe('By id of the entity itself, without those below it');

/** What the principal may read, in numbers: of the tenant, of an entity or of one account. Resources are the active ones, findings the open ones. */
export const summarySchema = z
  .object({
    accounts: z.object({
      total: z.number().int(),
      by_status: counts,
      by_provider: counts,
      by_group: byGroup,
      by_entity: byEntity,
    }),
    resources: z.object({
      total: z.number().int(),
      public: z.number().int(),
      with_agent: z.number().int(),
      by_type: counts,
      by_provider: counts,
      by_account: byAccount,
      by_group: byGroup,
      by_entity: byEntity,
    }),
    findings: z.object({
      open: z.number().int(),
      by_severity: z.record(z.enum(SEVERITIES), z.number().int()),
      by_provider: counts,
      by_account: byAccount,
      by_group: byGroup,
      by_entity: byEntity,
    }),
    agents: z.object({ total: z.number().int(), matched: z.number().int() }),
  })
  .meta({
    examples: [
      {
        accounts: {
          total: 1,
          by_status: { active: 1 },
          by_provider: { aws: 1 },
          by_group: { Payments: 1 },
          by_entity: { [example.entityId]: 1 },
        },
        resources: {
          total: 214,
          public: 12,
          with_agent: 2,
          by_type: { vm: 80, firewall: 134 },
          by_provider: { aws: 214 },
          by_account: { [example.accountId]: 214 },
          by_group: { Payments: 214 },
          by_entity: { [example.entityId]: 214 },
        },
        findings: {
          open: 31,
          by_severity: { critical: 2, high: 11, medium: 12, low: 6, info: 0 },
          by_provider: { aws: 31 },
          by_account: { [example.accountId]: 31 },
          by_group: { Payments: 31 },
          by_entity: { [example.entityId]: 31 },
        },
        agents: { total: 2, matched: 2 },
      },
    ],
  });
