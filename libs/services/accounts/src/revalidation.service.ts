import { Injectable, Logger } from '@nestjs/common';
import {
  ProblemError,
  type revalidateAccount,
  type ValidationRequested,
} from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import type { Identity } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { AccountAudit } from './account-audit';
import { accountNotFound, explain, providerNotReached } from './account-problems';
import { afterValidation, type Verdict } from './account-status';
import { AccountValidationService } from './account-validation.service';
import type { AccountRequest } from './accounts.service';
import { CredentialsRefused } from './credentials-refused.error';
import { type AccountToValidate, CredentialsRepository } from './credentials.repository';
import { type LockedStanding, StandingRepository } from './standing.repository';

export type AcceptedResponse = z.infer<typeof revalidateAccount.response>;

/** What asking the provider brought to light. */
interface Outcome {
  verdict: Verdict;
  missingPermissions: readonly string[];
  /** Who the credentials belong to, when they were accepted. */
  identity: Identity | null;
}

/** Asks the provider again whether the stored credentials are good. */
@Injectable()
export class RevalidationService {
  private readonly logger = new Logger(RevalidationService.name);

  constructor(
    private readonly database: Database,
    private readonly credentials: CredentialsRepository,
    private readonly standings: StandingRepository,
    private readonly validation: AccountValidationService,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * Asks the provider and stores what it said; lifts a suspension when it accepts the credentials.
   * @throws ProblemError `not-found` 404; `provider-unavailable` 503 when the provider could not be
   *   asked, and then the account stays as it was
   */
  async revalidate(request: AccountRequest): Promise<AcceptedResponse> {
    const account = await this.find(request);
    if (account === null) throw accountNotFound();
    return this.ask(request, account, { recorded: true });
  }

  /**
   * The same, unless the account was validated meanwhile or is gone. That the provider cannot be
   * asked, or that the vault has no key, is no error: the next request comes by itself.
   */
  async revalidateStale({ tenantId, accountId, unlessSince }: ValidationRequested): Promise<void> {
    const request = { tenantId, accountId, actor: 'scheduler' };
    const account = await this.find(request);
    const since = account?.lastValidatedAt?.getTime() ?? 0;
    if (account === null || since >= Date.parse(unlessSince)) return;
    try {
      // Happens all the time: what is worth recording is what follows from it.
      await this.ask(request, account, { recorded: false });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.logger.warn(`account ${accountId} could not be revalidated: ${error.message}`);
    }
  }

  private find({ tenantId, accountId }: AccountRequest): Promise<AccountToValidate | null> {
    return this.database.withTenant(tenantId, (tx) =>
      this.credentials.accountToValidate(tx, accountId),
    );
  }

  private async ask(
    request: AccountRequest,
    account: AccountToValidate,
    { recorded }: { recorded: boolean },
  ): Promise<AcceptedResponse> {
    const { tenantId, accountId } = request;
    const { verdict, missingPermissions, identity } = await this.judge(request, account);
    const { keyless } = await this.validation.describe({ ...account, ...request });
    const standing = await this.database.withTenant(tenantId, async (tx) => {
      const before = await this.standings.lock(tx, accountId);
      if (before === null) throw accountNotFound();
      if (recorded) await this.audit.record(tx, request, 'account.revalidated');
      // Other credentials came meanwhile: what was asked is not about them.
      if (before.credentialsStoredAt !== account.storedAt) return before;
      const after = afterValidation(before, verdict);
      const accepted = verdict.kind === 'accepted';
      const identityChain = accepted ? (identity?.identityChain ?? null) : before.identityChain;
      const told = { accepted, missingPermissions, identityChain };
      await this.standings.storeValidation(tx, accountId, after, told);
      if (identity !== null) {
        await this.credentials.storeFacts(tx, accountId, keyless, identity.credentials);
      }
      await this.audit.recordStanding(tx, accountId, before, after);
      return {
        ...before,
        ...after,
        missingPermissions: [...missingPermissions],
        identityChain,
      };
    });
    this.logger.log(`account ${accountId} was revalidated: ${standing.status}`);
    return responseOf(standing, identity === null ? [] : this.validation.warningsOf(identity));
  }

  private async judge(request: AccountRequest, account: AccountToValidate): Promise<Outcome> {
    try {
      const identity = await this.validation.validate({ ...account, ...request });
      const { nativeAccountId, missingPermissions } = identity;
      if (nativeAccountId === account.nativeAccountId) {
        return { verdict: { kind: 'accepted' }, missingPermissions, identity };
      }
      const reason = `The credentials belong to another account, ${nativeAccountId}.`;
      return { verdict: { kind: 'unusable', reason }, missingPermissions: [], identity: null };
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 422) {
        // The provider knows the credentials, but no longer the regions that the account selects.
        const verdict: Verdict = { kind: 'unusable', reason: error.message };
        return { verdict, missingPermissions: [], identity: null };
      }
      if (!(error instanceof CredentialsRefused)) throw error;
      const { fault, missingPermissions, provider } = error;
      if (!error.conclusive) throw providerNotReached(provider, fault);
      const kind = error.unauthenticated ? 'unauthenticated' : 'unusable';
      return { verdict: { kind, reason: explain(fault) }, missingPermissions, identity: null };
    }
  }
}

function responseOf(standing: LockedStanding, warnings: string[]): AcceptedResponse {
  const { status, reason, missingPermissions, identityChain } = standing;
  return { status, reason, missingPermissions, identityChain, warnings };
}
