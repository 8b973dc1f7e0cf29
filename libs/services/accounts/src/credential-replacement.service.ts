import { Injectable, Logger } from '@nestjs/common';
import { differences } from '@skyledger/audit';
import { ProblemError, type replaceCredentials } from '@skyledger/contracts';
import { Database, violatesUnique } from '@skyledger/database';
import type { Identity, TrustClaim } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { AccountAudit } from './account-audit';
import {
  accountExists,
  accountMismatch,
  accountNotFound,
  providerNotReached,
  validationFailed,
} from './account-problems';
import { afterValidation } from './account-status';
import { AccountValidationService } from './account-validation.service';
import { AccountRepository } from './account.repository';
import { CredentialsRefused } from './credentials-refused.error';
import { type AccountToValidate, CredentialsRepository } from './credentials.repository';
import type { AcceptedResponse } from './revalidation.service';
import { sealedSecret } from './sealed-secret';
import { StandingRepository } from './standing.repository';
import { ExternalIdService } from './trust/external-id.service';

export type ReplaceCredentialsRequest = z.infer<typeof replaceCredentials.request>;

const ONE_OF_NATIVE_ID = 'cloud_accounts_tenant_id_provider_native_account_id_key';

/** Puts new credentials in the place of old ones, once the provider has accepted them. */
@Injectable()
export class CredentialReplacementService {
  private readonly logger = new Logger(CredentialReplacementService.name);

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly credentials: CredentialsRepository,
    private readonly standings: StandingRepository,
    private readonly validation: AccountValidationService,
    private readonly externalIds: ExternalIdService,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * @throws ProblemError `not-found` 404, `validation-failed` 422, `external-id-not-minted` 422,
   *   `provider-unavailable` 503, `account-mismatch` 409, `account-exists` 409; then the old credentials stay
   */
  async replace(request: ReplaceCredentialsRequest): Promise<AcceptedResponse> {
    const { tenantId, accountId } = request;
    const account = await this.database.withTenant(tenantId, (tx) =>
      this.credentials.accountToValidate(tx, accountId),
    );
    if (account === null) throw accountNotFound();
    const credentials = sealedSecret(request.credentials);
    const toValidate = { ...account, tenantId, accountId, credentials };
    const described = await this.validation.describe(toValidate);
    await this.externalIds.mustBeOurs(
      tenantId,
      described.claim,
      await this.claimOf(request, account),
    );
    const identity = await this.identityOf(toValidate);
    await this.mustBeTheSame(account, identity);

    const { nativeAccountId, missingPermissions, identityChain = null } = identity;
    const { provider } = account;
    const storing = this.database.withTenant(tenantId, async (tx) => {
      const before = await this.standings.lock(tx, accountId);
      if (before === null) throw accountNotFound();
      const { knownFingerprints } = described;
      const other =
        (await this.credentials.accountWithSame(tx, provider, knownFingerprints, accountId)) ??
        (await this.accounts.accountOfNativeId(tx, provider, nativeAccountId));
      if (other !== null && other !== accountId) throw accountExists(other);
      const standing = afterValidation(before, { kind: 'accepted' });
      await this.credentials.replace(tx, accountId, { ...described, facts: identity.credentials });
      await this.externalIds.bind(tx, described.claim);
      await this.standings.storeReplacement(tx, accountId, standing, {
        nativeAccountId,
        missingPermissions,
        identityChain,
      });
      const { fingerprint, type } = described;
      const was = { nativeAccountId: account.nativeAccountId };
      await this.audit.record(tx, request, 'credential.replaced', {
        changes: differences(was, { nativeAccountId, fingerprint, type }),
      });
      await this.audit.recordStanding(tx, accountId, before, standing);
      return standing;
    });
    const after = await storing.catch(async (error: unknown) => {
      if (!violatesUnique(error, ONE_OF_NATIVE_ID)) throw error;
      // Another account came to be the same one between the look and the change.
      const other = await this.database.withTenant(tenantId, (tx) =>
        this.accounts.accountOfNativeId(tx, provider, nativeAccountId),
      );
      throw other === null ? error : accountExists(other);
    });
    this.logger.log(`account ${accountId} has new credentials`);
    const warnings = this.validation.warningsOf(identity);
    const { status, reason } = after;
    return { status, reason, missingPermissions, identityChain, warnings };
  }

  /** What the stored credentials claim; null also when they cannot be opened any more. */
  private async claimOf(
    { tenantId, accountId }: ReplaceCredentialsRequest,
    account: AccountToValidate,
  ): Promise<TrustClaim | null> {
    try {
      return (await this.validation.describe({ ...account, tenantId, accountId })).claim;
    } catch (error) {
      if (error instanceof ProblemError) return null;
      throw error;
    }
  }

  private async identityOf(
    account: Parameters<AccountValidationService['validate']>[0],
  ): Promise<Identity> {
    try {
      return await this.validation.validate(account);
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      const { provider, fault, missingPermissions } = error;
      if (!error.conclusive) throw providerNotReached(provider, fault);
      throw validationFailed(provider, fault, missingPermissions);
    }
  }

  /** Where the provider cannot tell, we must believe the caller. */
  private async mustBeTheSame(account: AccountToValidate, identity: Identity): Promise<void> {
    const { accountIdSource = 'provider' } = await this.validation.provider(account.provider);
    if (accountIdSource === 'credentials') return;
    if (identity.nativeAccountId === account.nativeAccountId) return;
    throw accountMismatch(account.nativeAccountId, identity.nativeAccountId);
  }
}
