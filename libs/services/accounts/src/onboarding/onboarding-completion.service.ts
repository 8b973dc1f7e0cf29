import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@skyledger/audit';
import {
  type completeOnboarding,
  CREDENTIALS_FIELD,
  ProblemError,
  type SealedSecretDto,
} from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { UnknownKey, VaultKeyMissing, VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import { accountNotFound, encryptionKeyMissing } from '../account-problems';
import { AccountRepository } from '../account.repository';
import { AccountsService, type CreateAccountResponse } from '../accounts.service';
import { actorOf, sessionEntry } from './onboarding-audit';
import {
  mustBeAccepted,
  mustBeFilled,
  sessionChanged,
  sessionNotFound,
} from './onboarding-problems';
import type { FilledSession } from './onboarding-session';
import { OnboardingSessionRepository } from './onboarding-session.repository';
import { OnboardingValidationService } from './onboarding-validation.service';

type CompleteRequest = z.infer<typeof completeOnboarding.request>;

/** Makes an account of a session. */
@Injectable()
export class OnboardingCompletionService {
  private readonly logger = new Logger(OnboardingCompletionService.name);

  constructor(
    private readonly database: Database,
    private readonly sessions: OnboardingSessionRepository,
    private readonly accounts: AccountsService,
    private readonly stored: AccountRepository,
    private readonly validation: OnboardingValidationService,
    private readonly vault: VaultProvider,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Creates the account as any other is created, the provider being asked once more, and ends the
   * session in the same transaction: however often and by however many this is called, one account
   * comes to be, and each is answered with it.
   * @throws ProblemError `not-found` 404, `session-incomplete` 409, `account-exists` 409,
   *   `version-mismatch` 412, `validation-failed` 422, `provider-unavailable` 503
   */
  async complete(request: CompleteRequest): Promise<CreateAccountResponse> {
    const { tenantId, actor, by, sessionId } = request;
    const session = await this.database.withTenant(tenantId, (tx) =>
      this.sessions.find(tx, request),
    );
    if (session === null) throw sessionNotFound();
    const { accountId, version } = session;
    if (session.status === 'completed') return this.completed(tenantId, accountId);
    // Whoever was asked about the entity was asked about that of this version.
    if ((request.ifVersion ?? version) !== version) throw sessionChanged(version);
    mustBeFilled(session);
    mustBeAccepted(session);

    const { provider, settings } = session;
    const credentials = this.sealedForAccount(tenantId, session);
    const account = { ...settings, tenantId, actor, by, accountId, provider, credentials };
    try {
      const created = await this.accounts.create({ ...account, isDemo: false }, async (tx) => {
        const ended = await this.sessions.complete(tx, sessionId, version);
        if (!ended) throw sessionChanged(version);
        const entry = sessionEntry('completed', sessionId, settings.name);
        await this.audit.record(tx, actorOf(request), entry);
      });
      this.logger.log(`onboarding session ${sessionId} made account ${accountId}`);
      return created;
    } catch (error) {
      // What was accepted before is refused now: the session has to know it.
      if (isRefusal(error)) await this.validation.validate(request);
      throw error;
    }
  }

  private async completed(tenantId: string, accountId: string): Promise<CreateAccountResponse> {
    const runId = await this.database.withTenant(tenantId, (tx) =>
      this.stored.runOfCreation(tx, accountId),
    );
    // The account was deleted since.
    if (runId === null) throw accountNotFound();
    return { accountId, runId, warnings: [] };
  }

  /** A ciphertext opens only where it belongs, so that of the session is of no use to the account. */
  private sealedForAccount(
    tenantId: string,
    { id, accountId, credentials }: FilledSession,
  ): SealedSecretDto {
    try {
      const vault = this.vault.get();
      const place = { tenantId, field: CREDENTIALS_FIELD };
      const plaintext = vault.openText(credentials, { ...place, accountId: id });
      const { keyId, ciphertext } = vault.seal(plaintext, { ...place, accountId });
      return { keyId, ciphertext: ciphertext.toString('base64') };
    } catch (error) {
      if (!(error instanceof VaultKeyMissing || error instanceof UnknownKey)) throw error;
      throw encryptionKeyMissing(error.message);
    }
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return error.problem.type === 'validation-failed' || error.problem.type === 'account-exists';
}
