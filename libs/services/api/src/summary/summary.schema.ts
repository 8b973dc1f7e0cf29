import { SEVERITIES } from '@skyledger/resource-model';
import { z } from 'zod';
import { accountFilter, example } from '../http/schema-parts';

export const summaryQuerySchema = z.strictObject({ account_id: accountFilter });
export type SummaryQuery = z.infer<typeof summaryQuerySchema>;

const counts = z.record(z.string(), z.number().int());

/** What the tenant or one account has, in numbers. Resources are the active ones, findings the open ones. */
export const summarySchema = z
  .object({
    accounts: z.object({ total: z.number().int(), by_status: counts, by_provider: counts }),
    resources: z.object({
      total: z.number().int(),
      public: z.number().int(),
      with_agent: z.number().int(),
      by_type: counts,
      by_provider: counts,
      by_account: counts.describe('By account id'),
    }),
    findings: z.object({
      open: z.number().int(),
      by_severity: z.record(z.enum(SEVERITIES), z.number().int()),
    }),
    agents: z.object({ total: z.number().int(), matched: z.number().int() }),
  })
  .meta({
    examples: [
      {
        accounts: { total: 1, by_status: { active: 1 }, by_provider: { aws: 1 } },
        resources: {
          total: 214,
          public: 12,
          with_agent: 2,
          by_type: { vm: 80, firewall: 134 },
          by_provider: { aws: 214 },
          by_account: { [example.accountId]: 214 },
        },
        findings: {
          open: 31,
          by_severity: { critical: 2, high: 11, medium: 12, low: 6, info: 0 },
        },
        agents: { total: 2, matched: 2 },
      },
    ],
  });
