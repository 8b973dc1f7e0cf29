import { Inject, Injectable, Logger } from '@nestjs/common';
import { differences } from '@skyledger/audit';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import {
  type createAccount,
  type discoverAccount,
  discoveryCompleted,
  discoveryRequested,
} from '@skyledger/contracts';
import { Database, type Tx, uuidv7 } from '@skyledger/database';
import { event, Outbox } from '@skyledger/messaging';
import type { Identity } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { AccountAudit } from './account-audit';
import {
  accountExists,
  accountNotFound,
  accountSuspended,
  entityNotFound,
  runActive,
  validationFailed,
} from './account-problems';
import { mustBePartOf, mustBeTypesOf } from './account-selection';
import { AccountValidationService, type DescribedCredentials } from './account-validation.service';
import {
  AccountRepository,
  DEFAULT_SETTINGS,
  type RunSelection,
  WHOLE_ACCOUNT,
} from './account.repository';
import { CredentialsRefused } from './credentials-refused.error';
import { CredentialsRepository, type NewCredentials } from './credentials.repository';
import { sealedSecret } from './sealed-secret';
import { ExternalIdService } from './trust/external-id.service';

export type CreateAccountRequest = z.infer<typeof createAccount.request>;
export type CreateAccountResponse = z.infer<typeof createAccount.response>;
export type DiscoverAccountRequest = z.infer<typeof discoverAccount.request>;
export type DiscoverAccountResponse = z.infer<typeof discoverAccount.response>;
/** Who asks something of which account. */
export type AccountRequest = Pick<CreateAccountRequest, 'tenantId' | 'actor' | 'by' | 'accountId'>;

/** Adds accounts, starts their runs on request, and deletes them. */
@Injectable()
export class AccountsService {
  private readonly logger = new Logger(AccountsService.name);

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly credentials: CredentialsRepository,
    private readonly validation: AccountValidationService,
    private readonly externalIds: ExternalIdService,
    private readonly outbox: Outbox,
    private readonly audit: AccountAudit,
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
  ) {}

  /**
   * Validates, stores, and starts the first run. The same account id again answers the same.
   * @param together becomes true together with the account, or neither does
   * @throws ProblemError `validation-failed` 422, `external-id-not-minted` 422, `account-exists` 409;
   *   then nothing was stored
   */
  async create(
    request: CreateAccountRequest,
    together?: (tx: Tx) => Promise<void>,
  ): Promise<CreateAccountResponse> {
    const { tenantId, accountId, provider, regions, isDemo } = request;
    const credentials = sealedSecret(request.credentials);
    const toValidate = { tenantId, accountId, provider, credentials, regions, isDemo };
    const described = await this.validation.describe(toValidate);
    mustBeTypesOf(await this.validation.provider(provider), request.resourceTypes);
    const before = await this.database.withTenant(tenantId, async (tx) => ({
      runId: await this.accounts.runOfCreation(tx, accountId),
      same: await this.credentials.accountWithSame(
        tx,
        provider,
        described.knownFingerprints,
        accountId,
      ),
    }));
    if (before.runId !== null) return { accountId, runId: before.runId, warnings: [] };
    if (before.same !== null) throw accountExists(before.same);

    await this.externalIds.mustBeOurs(tenantId, described.claim);
    const identity = await this.validateNew(toValidate);
    const facts = identity.credentials;
    const runId = await this.database.withTenant(tenantId, (tx) =>
      this.store(tx, request, identity, { ...described, facts }, together),
    );
    this.logger.log(`account ${accountId} of ${provider} was created`);
    return { accountId, runId, warnings: this.validation.warningsOf(identity) };
  }

  /**
   * @throws ProblemError `not-found` 404, `account-suspended` 409, `run-active` 409, and
   *   `validation-failed` 422 for a selection that is not part of the account's
   */
  async discover(request: DiscoverAccountRequest): Promise<DiscoverAccountResponse> {
    const { tenantId, accountId, kind = 'full', regions = null, resourceTypes = null } = request;
    return this.database.withTenant(tenantId, async (tx) => {
      const account = await this.accounts.find(tx, accountId, { lock: true });
      if (account === null) throw accountNotFound();
      const asked = request.runId;
      if (asked !== undefined && (await this.accounts.hasRun(tx, accountId, asked))) {
        return { runId: asked };
      }
      if (account.status === 'suspended') throw accountSuspended(account.reason);
      const provider = await this.validation.provider(account.provider);
      const selection = { kind, regions, resourceTypes };
      mustBePartOf(provider, account, selection);
      const runId = await this.startRun(tx, request, 'manual', selection);
      if (runId !== null) {
        const changes = differences(
          {},
          { run_id: runId, kind, regions, resource_types: resourceTypes },
        );
        await this.audit.record(tx, request, 'account.discovered', { changes });
        return { runId };
      }
      const active = await this.accounts.activeRun(tx, accountId);
      throw active === null ? accountNotFound() : runActive(active);
    });
  }

  /**
   * Deletes the account and all that is known of it. Whoever waits for its active run is told that it
   * was cancelled; its workers find the account gone at their next page.
   * @throws ProblemError `not-found` 404
   */
  async delete(request: AccountRequest): Promise<{ deleted: true }> {
    const { tenantId, accountId } = request;
    const deleted = await this.database.withTenant(tenantId, async (tx) => {
      if ((await this.accounts.find(tx, accountId, { lock: true })) === null) return false;
      await this.audit.record(tx, request, 'account.deleted');
      const runId = await this.accounts.cancelRun(tx, accountId);
      if (runId !== null) {
        const ended = { tenantId, accountId, runId, status: 'cancelled' as const };
        await this.outbox.add(tx, [event(discoveryCompleted, tenantId, ended)]);
      }
      return this.accounts.deleteAccount(tx, accountId);
    });
    if (!deleted) throw accountNotFound();
    this.logger.log(`account ${accountId} was deleted`);
    return { deleted };
  }

  /** Starts the run of an account that was stored in this transaction. */
  async startFirstRun(tx: Tx, request: AccountRequest): Promise<string> {
    const runId = await this.startRun(tx, request, 'created', WHOLE_ACCOUNT);
    if (runId !== null) return runId;
    throw new Error(`the first run of account ${request.accountId} did not start`);
  }

  private async validateNew(
    account: Parameters<AccountValidationService['validate']>[0],
  ): Promise<Identity> {
    try {
      return await this.validation.validate(account);
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      throw validationFailed(error.provider, error.fault, error.missingPermissions);
    }
  }

  /** Account, credentials, run and event become true together. */
  private async store(
    tx: Tx,
    request: CreateAccountRequest,
    { nativeAccountId, missingPermissions, identityChain }: Identity,
    credentials: NewCredentials & DescribedCredentials,
    together?: (tx: Tx) => Promise<void>,
  ): Promise<string> {
    const { accountId, provider, tenantId, entityId } = request;
    if (entityId !== undefined && !(await this.accounts.holdEntity(tx, entityId))) {
      throw entityNotFound();
    }
    const inserted = await this.accounts.insertAccount(tx, {
      ...DEFAULT_SETTINGS,
      ...request,
      id: accountId,
      createdBy: request.actor,
      nativeAccountId,
      missingPermissions,
      identityChain: identityChain ?? null,
    });
    if (!inserted) {
      // An earlier delivery of this request may have been faster.
      const run = await this.accounts.runOfCreation(tx, accountId);
      if (run !== null) return run;
      const existing = await this.accounts.accountOfNativeId(tx, provider, nativeAccountId);
      throw existing === null ? accountNotFound() : accountExists(existing);
    }
    await this.credentials.insert(tx, { tenantId, id: accountId }, credentials);
    await this.externalIds.bind(tx, credentials.claim);
    const runId = await this.startFirstRun(tx, request);
    await together?.(tx);
    const changes = differences(
      {},
      { provider, native_account_id: nativeAccountId, run_id: runId },
    );
    await this.audit.record(tx, request, 'account.created', { changes });
    return runId;
  }

  /** @returns null when there is no such account, or it has an active run */
  private async startRun(
    tx: Tx,
    {
      tenantId,
      accountId,
      actor,
      runId = uuidv7(),
    }: AccountRequest & { runId?: string | undefined },
    trigger: 'created' | 'manual',
    selection: RunSelection,
  ): Promise<string | null> {
    const { leaseSeconds } = this.config;
    const run = await this.accounts.startRun(tx, {
      accountId,
      runId,
      trigger,
      actor,
      leaseSeconds,
      selection,
    });
    if (run === null) return null;
    const payload = { tenantId, accountId, runId, ...run };
    await this.outbox.add(tx, [event(discoveryRequested, tenantId, payload)]);
    return runId;
  }
}
