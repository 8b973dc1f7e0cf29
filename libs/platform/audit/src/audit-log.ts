import { Injectable } from '@nestjs/common';
import type { Actor, AuditAction, AuditOutcome, AuditTarget } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import { injectTraceContext, redact } from '@skyledger/telemetry';
import type { Difference } from './differences';

/** What was done to what. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly target: {
    readonly kind: AuditTarget;
    readonly id: string;
    /** As people knew it then: the target may be gone when the entry is read. */
    readonly name?: string | null;
  };
  /** Default `done`. */
  readonly outcome?: AuditOutcome;
  /** Why, where that is not plain from the action. */
  readonly reason?: string | null;
  /** Fields that changed; see `differences`. Never a secret. */
  readonly changes?: Readonly<Record<string, Difference>>;
}

const MOST_CHARACTERS = 500;

/**
 * Who did what, kept for good: entries are only ever added. Whoever changes something records it in
 * the transaction that does so, and neither happens without the other.
 */
@Injectable()
export class AuditLog {
  /** Adds an entry to the log of the transaction's tenant; it exists when that commits. */
  async record(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
    const { action, target, outcome = 'done', reason, changes = {} } = entry;
    await tx.query(
      `
      INSERT INTO audit_log (tenant_id, actor_kind, actor_id, actor_name, action, target_kind,
        target_id, target_name, outcome, reason, changes, request_id, trace_id, client_address)
      VALUES (current_setting('app.tenant_id')::uuid, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
        $12, $13)
      `,
      [
        actor.kind,
        actor.id,
        bounded(actor.name),
        action,
        target.kind,
        bounded(target.id),
        bounded(target.name),
        outcome,
        bounded(reason),
        writtenChanges(changes),
        actor.requestId,
        traceId(),
        actor.clientAddress,
      ],
    );
  }
}

/** Whoever records must leave secrets out; what looks like one is blanked all the same. */
function writtenChanges(changes: NonNullable<AuditEntry['changes']>): string | null {
  if (Object.keys(changes).length === 0) return null;
  return JSON.stringify(redact(changes), (_, part: unknown) =>
    typeof part === 'string' ? storable(part) : part,
  );
}

function bounded(text: string | null | undefined): string | null {
  return text == null ? null : storable(text.slice(0, MOST_CHARACTERS));
}

/** Without what Postgres refuses: the character NUL, and halves of characters. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The trace that the work belongs to, as log lines carry it. */
function traceId(): string | null {
  return injectTraceContext()['traceparent']?.split('-')[1] ?? null;
}
