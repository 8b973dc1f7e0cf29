import { Injectable } from '@nestjs/common';
import type { Schedule } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret } from '@skyledger/vault';

/** An account to be stored. */
export interface NewAccount {
  id: string;
  tenantId: string;
  provider: ProviderId;
  name: string;
  nativeAccountId: string;
  missingPermissions: readonly string[];
  regions: readonly string[] | null;
  schedule: Schedule;
  isDemo: boolean;
  createdBy: string;
}

/** An account with what is needed to ask its provider. */
export interface AccountToValidate {
  provider: ProviderId;
  nativeAccountId: string;
  regions: string[] | null;
  isDemo: boolean;
  credentials: SealedSecret;
}

/** What asking the provider again brought to light. */
export interface ValidationOutcome {
  status: 'active' | 'failed';
  reason: string | null;
  missingPermissions: readonly string[];
}

/** Statements on `cloud_accounts` and `cloud_credentials`, and the start of runs. */
@Injectable()
export class AccountRepository {
  /** The run that creation started, when the account was created by an earlier delivery. */
  async runOfCreation(tx: Tx, accountId: string): Promise<string | null> {
    const [run] = await tx.query<{ id: string }>(
      `
      SELECT id FROM cloud_discovery_runs
      WHERE account_id = $1 AND trigger = 'created'
      ORDER BY number LIMIT 1
      `,
      [accountId],
    );
    return run?.id ?? null;
  }

  /** An account that stores the very same credentials. */
  async accountWithCredentials(
    tx: Tx,
    provider: ProviderId,
    fingerprint: string,
  ): Promise<string | null> {
    const [account] = await tx.query<{ id: string }>(
      `
      SELECT a.id
      FROM cloud_credentials c
      JOIN cloud_accounts a ON a.tenant_id = c.tenant_id AND a.id = c.account_id
      WHERE c.fingerprint = $2 AND a.provider = $1
      LIMIT 1
      `,
      [provider, fingerprint],
    );
    return account?.id ?? null;
  }

  async accountOfNativeId(
    tx: Tx,
    provider: ProviderId,
    nativeAccountId: string,
  ): Promise<string | null> {
    const [account] = await tx.query<{ id: string }>(
      'SELECT id FROM cloud_accounts WHERE provider = $1 AND native_account_id = $2',
      [provider, nativeAccountId],
    );
    return account?.id ?? null;
  }

  /**
   * Stores an account whose credentials were just validated.
   * @returns false when the tenant has this account already
   */
  async insertAccount(tx: Tx, account: NewAccount): Promise<boolean> {
    const { schedule } = account;
    const rows = await tx.query(
      `
      INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status,
        missing_permissions, regions, schedule, next_run_at, last_validated_at, created_by, is_demo)
      VALUES ($1, $2, $3, $4, $5, 'active', $6, $7, $8,
        -- A tenth of jitter, so that accounts made together do not stay due together.
        now() + make_interval(secs => $9::float8 * 60 * (0.95 + random() * 0.1)), now(), $10, $11)
      ON CONFLICT DO NOTHING
      RETURNING id
      `,
      [
        account.tenantId,
        account.id,
        account.provider,
        account.name,
        account.nativeAccountId,
        account.missingPermissions,
        account.regions,
        JSON.stringify(schedule),
        schedule.kind === 'interval' ? schedule.minutes : null,
        account.createdBy,
        account.isDemo,
      ],
    );
    return rows.length > 0;
  }

  async insertCredentials(
    tx: Tx,
    account: { tenantId: string; id: string },
    credentials: SealedSecret,
    fingerprint: string,
  ): Promise<void> {
    await tx.query(
      `
      INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
      VALUES ($1, $2, $3, $4, $5)
      `,
      [account.tenantId, account.id, credentials.keyId, credentials.ciphertext, fingerprint],
    );
  }

  /** @returns null when there is no such account, or it has an active run */
  async startRun(
    tx: Tx,
    run: {
      accountId: string;
      runId: string;
      trigger: 'created' | 'manual';
      actor: string;
      leaseSeconds: number;
    },
  ): Promise<{ runNumber: number; provider: ProviderId } | null> {
    const [started] = await tx.query<{ run_number: string; provider: ProviderId }>(
      'SELECT run_number, provider FROM start_discovery_run($1, $2, $3, $4, $5)',
      [run.accountId, run.runId, run.trigger, run.actor, run.leaseSeconds],
    );
    if (started === undefined) return null;
    return { runNumber: Number(started.run_number), provider: started.provider };
  }

  async activeRun(tx: Tx, accountId: string): Promise<string | null> {
    const [run] = await tx.query<{ id: string }>(
      `SELECT id FROM cloud_discovery_runs WHERE account_id = $1 AND status IN ('queued', 'running')`,
      [accountId],
    );
    return run?.id ?? null;
  }

  async exists(tx: Tx, accountId: string): Promise<boolean> {
    const rows = await tx.query('SELECT FROM cloud_accounts WHERE id = $1', [accountId]);
    return rows.length > 0;
  }

  async accountToValidate(tx: Tx, accountId: string): Promise<AccountToValidate | null> {
    const [account] = await tx.query<{
      provider: ProviderId;
      native_account_id: string;
      regions: string[] | null;
      is_demo: boolean;
      key_id: string;
      ciphertext: Buffer;
    }>(
      `
      SELECT a.provider, a.native_account_id, a.regions, a.is_demo, c.key_id, c.ciphertext
      FROM cloud_accounts a
      JOIN cloud_credentials c ON c.tenant_id = a.tenant_id AND c.account_id = a.id
      WHERE a.id = $1
      `,
      [accountId],
    );
    if (account === undefined) return null;
    return {
      provider: account.provider,
      nativeAccountId: account.native_account_id,
      regions: account.regions,
      isDemo: account.is_demo,
      credentials: { keyId: account.key_id, ciphertext: account.ciphertext },
    };
  }

  /** @returns false when the account was deleted meanwhile */
  async storeValidation(tx: Tx, accountId: string, outcome: ValidationOutcome): Promise<boolean> {
    const rows = await tx.query(
      `
      UPDATE cloud_accounts
      SET status = $2, status_reason = $3, missing_permissions = $4,
        last_validated_at = now(), updated_at = now()
      WHERE id = $1
      RETURNING id
      `,
      [accountId, outcome.status, outcome.reason, outcome.missingPermissions],
    );
    return rows.length > 0;
  }

  /** @returns false when there was nothing to delete */
  async deleteAccount(tx: Tx, accountId: string): Promise<boolean> {
    const [row] = await tx.query<{ deleted: boolean }>(
      'SELECT delete_cloud_account($1) AS deleted',
      [accountId],
    );
    return row?.deleted === true;
  }
}
