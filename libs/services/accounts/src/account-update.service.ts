import { Injectable, Logger } from '@nestjs/common';
import type { updateAccount } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import type { z } from 'zod';
import { AccountAudit } from './account-audit';
import {
  accountNotFound,
  entityNotFound,
  providerNotReached,
  validationFailed,
  versionMismatch,
} from './account-problems';
import { mustBeTypesOf } from './account-selection';
import { AccountValidationService } from './account-validation.service';
import { AccountRepository, type StoredAccount } from './account.repository';
import { CredentialsRefused } from './credentials-refused.error';
import { CredentialsRepository } from './credentials.repository';

export type UpdateAccountRequest = z.infer<typeof updateAccount.request>;
export type UpdateAccountResponse = z.infer<typeof updateAccount.response>;

/** Changes what people decide about an account. */
@Injectable()
export class AccountUpdateService {
  private readonly logger = new Logger(AccountUpdateService.name);

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly credentials: CredentialsRepository,
    private readonly validation: AccountValidationService,
    private readonly audit: AccountAudit,
  ) {}

  /**
   * @throws ProblemError `not-found` 404, `version-mismatch` 412, `validation-failed` 422,
   *   `provider-unavailable` 503; then nothing was changed
   */
  async update(request: UpdateAccountRequest): Promise<UpdateAccountResponse> {
    const { tenantId, accountId, changes } = request;
    const before = await this.database.withTenant(tenantId, (tx) => this.expected(tx, request));
    mustBeTypesOf(await this.validation.provider(before.provider), changes.resourceTypes);
    if (selectsOtherRegions(before, changes.regions)) await this.tryRegions(request);

    const version = await this.database.withTenant(tenantId, async (tx) => {
      await this.expected(tx, request, { lock: true });
      const { entityId } = changes;
      if (entityId !== undefined && !(await this.accounts.holdEntity(tx, entityId))) {
        throw entityNotFound();
      }
      const differences = await this.audit.differencesTo(tx, accountId, changes);
      const version = await this.accounts.update(tx, accountId, changes);
      await this.audit.record(tx, request, 'account.updated', { changes: differences });
      return version;
    });
    this.logger.log(`account ${accountId} was changed: ${Object.keys(changes).join(', ')}`);
    return { version };
  }

  /** The account in a version that may be changed, at the entity that the caller may change things of. */
  private async expected(
    tx: Tx,
    { accountId, ifVersion, ifEntityId }: UpdateAccountRequest,
    options: { lock?: boolean } = {},
  ): Promise<StoredAccount> {
    const account = await this.accounts.find(tx, accountId, options);
    if (account === null) throw accountNotFound();
    const { version, entityId } = account;
    const expected = ifVersion === null || ifVersion.includes(version);
    // Whoever asks for any version asked about one entity all the same.
    const moved = ifEntityId !== undefined && ifEntityId !== entityId;
    if (!expected || moved) throw versionMismatch(version);
    return account;
  }

  /** Regions that the account does not have would fail each of its runs. */
  private async tryRegions(request: UpdateAccountRequest): Promise<void> {
    const { tenantId, accountId, changes } = request;
    const account = await this.database.withTenant(tenantId, (tx) =>
      this.credentials.accountToValidate(tx, accountId),
    );
    if (account === null) throw accountNotFound();
    const regions = changes.regions ?? null;
    try {
      await this.validation.validate({ ...account, tenantId, accountId, regions });
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      const { provider, fault, missingPermissions } = error;
      if (!error.conclusive) throw providerNotReached(provider, fault);
      throw validationFailed(provider, fault, missingPermissions);
    }
  }
}

function selectsOtherRegions(
  { regions }: StoredAccount,
  selected: readonly string[] | null | undefined,
): boolean {
  if (selected == null) return false;
  const known = new Set(regions ?? []);
  return selected.some((region) => !known.has(region));
}
