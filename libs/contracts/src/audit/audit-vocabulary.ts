import { z } from 'zod';

/** What an entry of the audit log is about. */
export const AUDIT_TARGETS = [
  'account',
  'credential',
  'token',
  'annotation',
  'dead_letter',
  'entity',
  'exception',
  'external_id',
  'onboarding_session',
  'organisation',
  'role',
  'role_binding',
  'route',
] as const;
export const auditTargetSchema = z.enum(AUDIT_TARGETS);
export type AuditTarget = z.infer<typeof auditTargetSchema>;

/**
 * Everything that the audit log can say, as `<target>.<what was done>`. `access.refused` is a write
 * that the actor was not allowed, on a route.
 */
export const AUDIT_ACTIONS = [
  'access.refused',
  'account.created',
  'account.updated',
  'account.moved',
  'account.revalidated',
  'account.discovered',
  'account.suspended',
  'account.resumed',
  'account.deleted',
  'credential.replaced',
  'credential.aging',
  'token.created',
  'token.secret_replaced',
  'token.revoked',
  'annotation.updated',
  'dead_letter.replayed',
  'dead_letter.discarded',
  'entity.created',
  'entity.updated',
  'entity.moved',
  'entity.deleted',
  'exception.created',
  'exception.updated',
  'exception.deleted',
  'external_id.minted',
  'onboarding_session.created',
  'onboarding_session.updated',
  'onboarding_session.validated',
  'onboarding_session.completed',
  'onboarding_session.deleted',
  'organisation.created',
  'organisation.updated',
  'organisation.synchronised',
  'organisation.deleted',
  'role.created',
  'role.updated',
  'role.deleted',
  'role_binding.created',
  'role_binding.deleted',
] as const;
export const auditActionSchema = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** Whether it was done, or refused. */
export const auditOutcomeSchema = z.enum(['done', 'refused']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;
