import { Injectable } from '@nestjs/common';
import type { AccountStatus } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { IdentityHop } from '@skyledger/provider-sdk';
import type { Standing } from './account-status';
import type { EndedRun } from './run-verdict';

/** How an account stands, and which credentials that is about. */
export interface LockedStanding extends Standing {
  /** Runs up to this number are part of it. */
  judgedRunNumber: string;
  /** When the credentials were stored. */
  credentialsStoredAt: string | null;
  missingPermissions: string[];
  identityChain: IdentityHop[] | null;
}

/** Runs of one account that are judged at a time; older ones decide nothing any more. */
const RUNS_JUDGED = 10;

/**
 * Statements on the columns of `cloud_accounts` that tell how the account stands with its provider:
 * status, reason, missing permissions, failures, and what they are based on.
 */
@Injectable()
export class StandingRepository {
  /** Nobody else changes the standing until the transaction ends. */
  async lock(tx: Tx, accountId: string): Promise<LockedStanding | null> {
    const [row] = await tx.query<{
      status: AccountStatus;
      status_reason: string | null;
      authentication_failures: number;
      judged_run_number: string;
      missing_permissions: string[];
      identity_chain: IdentityHop[] | null;
      stored_at: string | null;
    }>(
      `
      SELECT a.status, a.status_reason, a.authentication_failures, a.judged_run_number,
        a.missing_permissions, a.identity_chain,
        (SELECT c.stored_at::text FROM cloud_credentials c WHERE c.account_id = a.id) AS stored_at
      FROM cloud_accounts a WHERE a.id = $1 FOR NO KEY UPDATE
      `,
      [accountId],
    );
    if (row === undefined) return null;
    return {
      status: row.status,
      reason: row.status_reason,
      authenticationFailures: row.authentication_failures,
      judgedRunNumber: row.judged_run_number,
      missingPermissions: row.missing_permissions,
      credentialsStoredAt: row.stored_at,
      identityChain: row.identity_chain,
    };
  }

  /** Stores what a validation told. Where it was accepted, what runs told before counts no more. */
  async storeValidation(
    tx: Tx,
    accountId: string,
    standing: Standing,
    {
      accepted,
      missingPermissions,
      identityChain,
    }: {
      accepted: boolean;
      missingPermissions: readonly string[];
      identityChain: readonly IdentityHop[] | null;
    },
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_accounts a
      SET status = $2, status_reason = $3, authentication_failures = $4, missing_permissions = $5,
        last_validated_at = now(), updated_at = now(),
        identity_chain = CASE WHEN $6 THEN $7 ELSE a.identity_chain END,
        judged_run_number = CASE WHEN $6 THEN greatest(a.judged_run_number, (
          SELECT max(r.number) FROM cloud_discovery_runs r
          WHERE r.account_id = a.id AND r.finished_at IS NOT NULL)) ELSE a.judged_run_number END
      WHERE a.id = $1
      `,
      [
        accountId,
        standing.status,
        standing.reason,
        standing.authenticationFailures,
        missingPermissions,
        accepted,
        identityChain && JSON.stringify(identityChain),
      ],
    );
  }

  /** Forgets what the old credentials brought about; a run that still uses them is not judged. */
  async storeReplacement(
    tx: Tx,
    accountId: string,
    standing: Standing,
    {
      nativeAccountId,
      missingPermissions,
      identityChain,
    }: {
      nativeAccountId: string;
      missingPermissions: readonly string[];
      identityChain: readonly IdentityHop[] | null;
    },
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_accounts
      SET native_account_id = $5, status = $2, status_reason = $3, authentication_failures = $4,
        missing_permissions = $6, identity_chain = $7, last_validated_at = now(), updated_at = now(),
        judged_run_number = run_number
      WHERE id = $1
      `,
      [
        accountId,
        standing.status,
        standing.reason,
        standing.authenticationFailures,
        nativeAccountId,
        missingPermissions,
        identityChain && JSON.stringify(identityChain),
      ],
    );
  }

  /** Stores what runs up to this number told. */
  async storeJudgement(
    tx: Tx,
    accountId: string,
    standing: Standing,
    judgedRunNumber: string,
  ): Promise<void> {
    await tx.query(
      `
      UPDATE cloud_accounts
      SET status = $2, status_reason = $3, authentication_failures = $4, judged_run_number = $5,
        updated_at = CASE WHEN status = $2 THEN updated_at ELSE now() END
      WHERE id = $1
      `,
      [
        accountId,
        standing.status,
        standing.reason,
        standing.authenticationFailures,
        judgedRunNumber,
      ],
    );
  }

  /** Ended runs after this number, oldest first. */
  async endedRuns(
    tx: Tx,
    accountId: string,
    afterNumber: string,
  ): Promise<(EndedRun & { number: string })[]> {
    const rows = await tx.query<{
      number: string;
      status: string;
      read_something: boolean;
      errors: EndedRun['errors'];
    }>(
      `
      SELECT r.number, r.status, r.provider_errors AS errors, EXISTS (
          SELECT FROM cloud_discovery_passes p
          WHERE p.tenant_id = r.tenant_id AND p.run_id = r.id
            AND (p.status IN ('completed', 'suspect') OR p.pages > 0)) AS read_something
      FROM cloud_discovery_runs r
      WHERE r.account_id = $1 AND r.number > $2 AND r.status IN ('completed', 'partial', 'failed')
      ORDER BY r.number DESC LIMIT $3
      `,
      [accountId, afterNumber, RUNS_JUDGED],
    );
    return rows
      .reverse()
      .map(({ read_something: readSomething, ...run }) => ({ ...run, readSomething }));
  }
}
