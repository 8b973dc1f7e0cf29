import { Inject, Injectable, Logger } from '@nestjs/common';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import {
  type createAccount,
  type discoverAccount,
  discoveryRequested,
  type revalidateAccount,
} from '@skyledger/contracts';
import { Database, type Tx, uuidv7 } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import type { Identity } from '@skyledger/provider-sdk';
import type { SealedSecret } from '@skyledger/vault';
import type { z } from 'zod';
import {
  accountExists,
  accountNotFound,
  adviceFor,
  providerNotReached,
  runActive,
  validationFailed,
} from './account-problems';
import { AccountValidationService } from './account-validation.service';
import { AccountRepository, type AccountToValidate } from './account.repository';
import { CredentialsRefused } from './credentials-refused.error';

export type CreateAccountRequest = z.infer<typeof createAccount.request>;
export type CreateAccountResponse = z.infer<typeof createAccount.response>;
export type AccountRequest = z.infer<typeof discoverAccount.request>;
export type DiscoverAccountResponse = z.infer<typeof discoverAccount.response>;
export type RevalidateAccountResponse = z.infer<typeof revalidateAccount.response>;

/** Life of an account: the only writer of `cloud_accounts` and `cloud_credentials`. */
@Injectable()
export class AccountsService {
  private readonly logger = new Logger(AccountsService.name);

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly validation: AccountValidationService,
    private readonly outbox: Outbox,
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
  ) {}

  /**
   * Validates, stores, and starts the first run. The same account id again answers the same.
   * @throws ProblemError `validation-failed` 422, `account-exists` 409; then nothing was stored
   */
  async create(request: CreateAccountRequest): Promise<CreateAccountResponse> {
    const { tenantId, accountId, provider, regions, isDemo } = request;
    const credentials = sealed(request.credentials);
    const toValidate = { tenantId, accountId, provider, credentials, regions, isDemo };
    const fingerprint = this.validation.fingerprint(toValidate);
    const before = await this.database.withTenant(tenantId, async (tx) => ({
      runId: await this.accounts.runOfCreation(tx, accountId),
      sameCredentials: await this.accounts.accountWithCredentials(tx, provider, fingerprint),
    }));
    if (before.runId !== null) return { accountId, runId: before.runId };
    if (before.sameCredentials !== null) throw accountExists(before.sameCredentials);

    const identity = await this.validateNew(toValidate);
    const runId = await this.database.withTenant(tenantId, (tx) =>
      this.store(tx, request, { identity, credentials, fingerprint }),
    );
    this.logger.log(`account ${accountId} of ${provider} was created`);
    return { accountId, runId };
  }

  /** @throws ProblemError `not-found` 404, `run-active` 409 */
  async discover(request: AccountRequest): Promise<DiscoverAccountResponse> {
    return this.database.withTenant(request.tenantId, async (tx) => {
      const runId = await this.startRun(tx, request, 'manual');
      if (runId !== null) return { runId };
      const active = await this.accounts.activeRun(tx, request.accountId);
      throw active === null ? accountNotFound() : runActive(active);
    });
  }

  /**
   * Asks the provider again and stores what it said.
   * @throws ProblemError `not-found` 404; `provider-unavailable` 503 when the provider could not be
   *   asked, and then the account stays as it was
   */
  async revalidate(request: AccountRequest): Promise<RevalidateAccountResponse> {
    const { tenantId, accountId } = request;
    const account = await this.database.withTenant(tenantId, (tx) =>
      this.accounts.accountToValidate(tx, accountId),
    );
    if (account === null) throw accountNotFound();
    const outcome = await this.judge(request, account);
    const stored = await this.database.withTenant(tenantId, (tx) =>
      this.accounts.storeValidation(tx, accountId, outcome),
    );
    if (!stored) throw accountNotFound();
    this.logger.log(`account ${accountId} was revalidated: ${outcome.status}`);
    return outcome;
  }

  /** @throws ProblemError `not-found` 404 */
  async delete(request: AccountRequest): Promise<{ deleted: true }> {
    const deleted = await this.database.withTenant(request.tenantId, (tx) =>
      this.accounts.deleteAccount(tx, request.accountId),
    );
    if (!deleted) throw accountNotFound();
    this.logger.log(`account ${request.accountId} was deleted`);
    return { deleted };
  }

  private async validateNew(
    account: Parameters<AccountValidationService['validate']>[0],
  ): Promise<Identity> {
    try {
      return await this.validation.validate(account);
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      throw validationFailed(error.providerName, error.fault, error.missingPermissions);
    }
  }

  /** Account, credentials, run and event become true together. */
  private async store(
    tx: Tx,
    request: CreateAccountRequest,
    validated: { identity: Identity; credentials: SealedSecret; fingerprint: string },
  ): Promise<string> {
    const { accountId, provider, tenantId } = request;
    const { nativeAccountId, missingPermissions } = validated.identity;
    const inserted = await this.accounts.insertAccount(tx, {
      ...request,
      id: accountId,
      createdBy: request.actor,
      nativeAccountId,
      missingPermissions,
    });
    if (!inserted) {
      // An earlier delivery of this request may have been faster.
      const run = await this.accounts.runOfCreation(tx, accountId);
      if (run !== null) return run;
      const existing = await this.accounts.accountOfNativeId(tx, provider, nativeAccountId);
      throw existing === null ? accountNotFound() : accountExists(existing);
    }
    await this.accounts.insertCredentials(
      tx,
      { tenantId, id: accountId },
      validated.credentials,
      validated.fingerprint,
    );
    const runId = await this.startRun(tx, request, 'created');
    if (runId === null) throw new Error(`the first run of account ${accountId} did not start`);
    return runId;
  }

  /** @returns null when there is no such account, or it has an active run */
  private async startRun(
    tx: Tx,
    request: AccountRequest,
    trigger: 'created' | 'manual',
  ): Promise<string | null> {
    const { tenantId, accountId, actor } = request;
    const runId = uuidv7();
    const { leaseSeconds } = this.config;
    const run = await this.accounts.startRun(tx, {
      accountId,
      runId,
      trigger,
      actor,
      leaseSeconds,
    });
    if (run === null) return null;
    const payload = { tenantId, accountId, runId, ...run };
    await this.outbox.add(tx, [event(discoveryRequested, tenantId, payload)]);
    return runId;
  }

  private async judge(
    request: AccountRequest,
    account: AccountToValidate,
  ): Promise<RevalidateAccountResponse> {
    try {
      const identity = await this.validation.validate({ ...account, ...request });
      if (identity.nativeAccountId !== account.nativeAccountId) {
        const reason = `the credentials belong to another account, ${identity.nativeAccountId}`;
        return { status: 'failed', reason, missingPermissions: [] };
      }
      return {
        status: 'active',
        reason: null,
        missingPermissions: identity.missingPermissions,
      };
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      const { fault, missingPermissions, providerName } = error;
      if (!error.conclusive) throw providerNotReached(providerName, fault);
      const reason = `${fault.message.replace(/[.\s]+$/, '')}. ${adviceFor(fault.kind)}`;
      return { status: 'failed', reason, missingPermissions: [...missingPermissions] };
    }
  }
}

function sealed(dto: CreateAccountRequest['credentials']): SealedSecret {
  return { keyId: dto.keyId, ciphertext: Buffer.from(dto.ciphertext, 'base64') };
}
