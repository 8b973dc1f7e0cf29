import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { AccountSettings } from './account.repository';

/** Reads what the audit log tells of accounts. */
@Injectable()
export class AccountAuditRepository {
  /** What people decided about the account so far. */
  async settings(tx: Tx, accountId: string): Promise<AccountSettings> {
    const [settings] = await tx.query<AccountSettings>(
      `SELECT name, regions, resource_types AS "resourceTypes", schedule, labels, environment,
        account_group AS "group", entity_id AS "entityId" FROM cloud_accounts WHERE id = $1`,
      [accountId],
    );
    if (settings === undefined) throw new Error(`account ${accountId} is gone`);
    return settings;
  }

  async nameOf(tx: Tx, accountId: string): Promise<string | null> {
    const [account] = await tx.query<{ name: string }>(
      'SELECT name FROM cloud_accounts WHERE id = $1',
      [accountId],
    );
    return account?.name ?? null;
  }
}
