import {
  auditActionSchema,
  auditOutcomeSchema,
  auditTargetSchema,
  actorSchema,
} from '@skyledger/contracts';
import { z } from 'zod';
import { isLedgerId } from '../http/path-id.pipe';
import { example, instant } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

const auditExample = {
  id: '7001',
  occurred_at: example.instant,
  actor: { kind: 'token' as const, id: example.tokenId, name: 'dashboard' },
  action: 'account.updated' as const,
  target: { kind: 'account' as const, id: example.accountId, name: 'Production' },
  outcome: 'done' as const,
  reason: null,
  changes: { group: { from: null, to: 'Payments' } },
  request_id: '0198a000-0000-7000-8000-000000000007',
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  client_address: '203.0.113.7',
};

/** One thing that was done, or refused. */
export const auditEntrySchema = z
  .object({
    id: z.string(),
    occurred_at: instant,
    actor: z.object({
      kind: actorSchema.shape.kind,
      id: z.string().nullable().describe('Null for the system'),
      name: z.string(),
    }),
    action: auditActionSchema,
    target: z.object({
      kind: auditTargetSchema,
      id: z.string(),
      name: z.string().nullable().describe('As it was then'),
    }),
    outcome: auditOutcomeSchema,
    reason: z.string().nullable(),
    changes: z
      .record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
      .nullable()
      .describe('Fields that changed; secrets are never among them'),
    request_id: z.string().nullable().describe('`X-Request-Id` of the answer'),
    trace_id: z.string().nullable(),
    client_address: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry', examples: [auditExample] });

export const AUDIT_LISTING = 'audit';
export const auditPageSchema = pageSchema(auditEntrySchema, auditExample);

const ledgerId = z.string().refine(isLedgerId);
const text = z.string().min(1).max(500);

/** Query of `GET /audit`. */
export const auditQuerySchema = z.strictObject({
  actor: text.optional().describe('Only by the token, person or system of this id or name'),
  action: auditActionSchema.optional().describe('Only of this action'),
  target_kind: auditTargetSchema.optional().describe('Only about this kind of thing'),
  target_id: text.optional().describe('Only about the thing of this id'),
  from: instant.optional().describe('Only from this moment on'),
  to: instant.optional().describe('Only before this moment'),
  limit: limitSchema,
  cursor: cursorSchema(AUDIT_LISTING, [ledgerId, ledgerId]),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
