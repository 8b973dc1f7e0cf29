import { Injectable } from '@nestjs/common';
import { type AuditEntry, AuditLog, differences } from '@skyledger/audit';
import { type Actor, type AuditAction, systemActor } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import { AccountAuditRepository } from './account-audit.repository';
import type { AccountSettings } from './account.repository';
import type { Standing } from './account-status';

/** Whose act it is, on which account. */
interface Act {
  accountId: string;
  actor: string;
  by?: Actor | undefined;
}

/** Records what is done to accounts, in the transaction that does it. */
@Injectable()
export class AccountAudit {
  constructor(
    private readonly audit: AuditLog,
    private readonly accounts: AccountAuditRepository,
  ) {}

  /** Call it before a deletion: the entry keeps the account's name. */
  async record(
    tx: Tx,
    { accountId, actor, by = systemActor(actor) }: Act,
    action: AuditAction,
    more: Pick<AuditEntry, 'changes' | 'reason'> = {},
  ): Promise<void> {
    const kind = action.startsWith('credential.') ? 'credential' : 'account';
    const name = await this.accounts.nameOf(tx, accountId);
    await this.audit.record(tx, by, { action, target: { kind, id: accountId, name }, ...more });
  }

  /** What the account is going to have that it does not have yet; call it before the change. */
  async differencesTo(
    tx: Tx,
    accountId: string,
    changes: Partial<AccountSettings>,
  ): Promise<AuditEntry['changes']> {
    return differences(await this.accounts.settings(tx, accountId), changes);
  }

  /** What follows from refusals and acceptances is nobody's act but the system's. */
  async recordStanding(
    tx: Tx,
    accountId: string,
    before: Standing,
    after: Standing,
  ): Promise<void> {
    const wasSuspended = before.status === 'suspended';
    if (wasSuspended === (after.status === 'suspended')) return;
    const action = wasSuspended ? 'account.resumed' : 'account.suspended';
    await this.record(tx, { accountId, actor: 'accounts' }, action, {
      reason: after.reason,
      changes: { status: { from: before.status, to: after.status } },
    });
  }
}
