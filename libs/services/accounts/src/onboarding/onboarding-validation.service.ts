import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@skyledger/audit';
import {
  type OnboardingValidation,
  ProblemError,
  type validateOnboarding,
} from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import type { Identity } from '@skyledger/provider-sdk';
import type { z } from 'zod';
import { accountExists, providerNotReached, validationFailed } from '../account-problems';
import { mustBeTypesOf } from '../account-selection';
import {
  AccountValidationService,
  type CredentialsToValidate,
} from '../account-validation.service';
import { AccountRepository } from '../account.repository';
import { CredentialsRefused } from '../credentials-refused.error';
import { CredentialsRepository } from '../credentials.repository';
import { ExternalIdService } from '../trust/external-id.service';
import { actorOf, sessionEntry } from './onboarding-audit';
import { mustBeFilled, sessionCompleted, sessionNotFound } from './onboarding-problems';
import type { FilledSession } from './onboarding-session';
import { OnboardingSessionRepository } from './onboarding-session.repository';
import type { SessionRequest } from './onboarding.service';

export type ValidateSessionResponse = z.infer<typeof validateOnboarding.response>;

/** Asks the provider what it thinks of a session, before an account is made of it. */
@Injectable()
export class OnboardingValidationService {
  private readonly logger = new Logger(OnboardingValidationService.name);

  constructor(
    private readonly database: Database,
    private readonly sessions: OnboardingSessionRepository,
    private readonly accounts: AccountRepository,
    private readonly credentials: CredentialsRepository,
    private readonly validation: AccountValidationService,
    private readonly externalIds: ExternalIdService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Asks, and remembers the answer in the session, be it acceptance or refusal. That the provider
   * cannot be asked is no answer.
   * @throws ProblemError `not-found` 404, `session-completed` 409, `session-incomplete` 409,
   *   `account-exists` 409, `validation-failed` 422, `provider-unavailable` 503
   */
  async validate(request: SessionRequest): Promise<ValidateSessionResponse> {
    const { tenantId, sessionId } = request;
    const session = await this.database.withTenant(tenantId, (tx) =>
      this.sessions.find(tx, request),
    );
    if (session === null) throw sessionNotFound();
    if (session.status === 'completed') throw sessionCompleted(session.accountId);
    mustBeFilled(session);

    const outcome = await this.ask(tenantId, session);
    const { inputsVersion, settings } = session;
    await this.database.withTenant(tenantId, async (tx) => {
      const known = await this.sessions.saveValidation(tx, sessionId, inputsVersion, outcome);
      if (!known) throw sessionNotFound();
      await this.audit.record(tx, actorOf(request), {
        ...sessionEntry('validated', sessionId, settings.name),
        ...(outcome.outcome === 'refused' && {
          outcome: 'refused',
          reason: outcome.problem.detail ?? outcome.problem.title,
        }),
      });
    });
    this.logger.log(`onboarding session ${sessionId} was validated: ${outcome.outcome}`);
    if (outcome.outcome === 'refused') throw new ProblemError(outcome.problem);
    const { nativeAccountId, missingPermissions } = outcome;
    return { nativeAccountId, missingPermissions };
  }

  private async ask(tenantId: string, session: FilledSession): Promise<OnboardingValidation> {
    try {
      const identity = await this.identityOf(tenantId, session);
      const { nativeAccountId, displayName, missingPermissions } = identity;
      const warnings = this.validation.warningsOf(identity);
      return { outcome: 'accepted', nativeAccountId, displayName, missingPermissions, warnings };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { status } = error.problem;
      if (status !== 409 && status !== 422) throw error;
      return { outcome: 'refused', problem: error.problem };
    }
  }

  private async identityOf(tenantId: string, session: FilledSession): Promise<Identity> {
    const { provider, credentials, settings } = session;
    const { regions, resourceTypes } = settings;
    const toValidate: CredentialsToValidate = {
      tenantId,
      accountId: session.id,
      provider,
      credentials,
      regions,
      isDemo: false,
    };
    mustBeTypesOf(await this.validation.provider(provider), resourceTypes);
    const { claim, knownFingerprints } = await this.validation.describe(toValidate);
    await this.mustBeNew(tenantId, session, { knownFingerprints });
    await this.externalIds.mustBeOurs(tenantId, claim);
    try {
      const identity = await this.validation.validate(toValidate);
      await this.mustBeNew(tenantId, session, { knownFingerprints, identity });
      return identity;
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      if (!error.conclusive) throw providerNotReached(error.provider, error.fault);
      throw validationFailed(error.provider, error.fault, error.missingPermissions);
    }
  }

  /** People are told now, not after they have reviewed everything. */
  private async mustBeNew(
    tenantId: string,
    { provider, accountId }: FilledSession,
    { knownFingerprints, identity }: { knownFingerprints: readonly string[]; identity?: Identity },
  ): Promise<void> {
    const existing = await this.database.withTenant(
      tenantId,
      async (tx) =>
        (await this.credentials.accountWithSame(tx, provider, knownFingerprints, accountId)) ??
        (identity && this.accounts.accountOfNativeId(tx, provider, identity.nativeAccountId)),
    );
    if (existing != null) throw accountExists(existing);
  }
}
