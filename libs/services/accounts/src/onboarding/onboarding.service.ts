import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@skyledger/audit';
import { SKYLEDGER_CONFIG, type SkyledgerConfig } from '@skyledger/config';
import type { OnboardingInput, saveOnboardingStep, startOnboarding } from '@skyledger/contracts';
import { Database, type Tx, uuidv7 } from '@skyledger/database';
import { type AuthenticationMethod, authenticationMethods } from '@skyledger/provider-sdk';
import type { ProviderId } from '@skyledger/resource-model';
import type { z } from 'zod';
import { mustBeTypesOf } from '../account-selection';
import { AccountValidationService, type DescribedCredentials } from '../account-validation.service';
import { sealedSecret } from '../sealed-secret';
import { ExternalIdService } from '../trust/external-id.service';
import { actorOf, changesOf, sessionEntry } from './onboarding-audit';
import {
  type SessionChanges,
  withCredentials,
  withMethod,
  withProvider,
  withSettings,
} from './onboarding-changes';
import {
  externalIdRefused,
  methodUnknown,
  providerMissing,
  sessionChanged,
  sessionCompleted,
  sessionNotFound,
} from './onboarding-problems';
import type { OnboardingSession } from './onboarding-session';
import { OnboardingSessionRepository } from './onboarding-session.repository';

/** Whose session is meant. */
export type SessionRequest = z.infer<typeof startOnboarding.request>;
export type SaveStepRequest = z.infer<typeof saveOnboardingStep.request>;
type Credentials = Extract<OnboardingInput, { step: 'credentials' }>;

/** What somebody fills in, in which session. */
interface Step {
  request: SaveStepRequest;
  session: OnboardingSession;
  /** The credentials, where they are what is filled in. */
  opened: DescribedCredentials | null;
}

/** Keeps what a person fills in, step by step. */
@Injectable()
export class OnboardingService {
  private readonly logger = new Logger(OnboardingService.name);

  constructor(
    private readonly database: Database,
    private readonly sessions: OnboardingSessionRepository,
    private readonly validation: AccountValidationService,
    private readonly externalIds: ExternalIdService,
    private readonly audit: AuditLog,
    @Inject(SKYLEDGER_CONFIG) private readonly config: SkyledgerConfig,
  ) {}

  /** Begins a session. The account's id is drawn here, so that one session makes one account. */
  async start(request: SessionRequest): Promise<{ sessionId: string }> {
    const { tenantId, actor, owner, sessionId } = request;
    await this.database.withTenant(tenantId, async (tx) => {
      const begun = await this.sessions.insert(tx, {
        tenantId,
        id: sessionId,
        owner,
        accountId: uuidv7(),
        createdBy: actor,
        days: this.config.onboardingDays,
      });
      const entry = sessionEntry('created', sessionId, null);
      if (begun) await this.audit.record(tx, actorOf(request), entry);
    });
    return { sessionId };
  }

  /**
   * @throws ProblemError `not-found` 404, `session-completed` 409, `step-too-early` 409,
   *   `version-mismatch` 412, `validation-failed` 422, `external-id-not-minted` 422; then nothing was
   *   changed
   */
  async save(request: SaveStepRequest): Promise<{ version: string }> {
    const { tenantId, sessionId, input } = request;
    const opened = input.step === 'credentials' ? await this.opened(request, input) : null;
    const version = await this.database.withTenant(tenantId, async (tx) => {
      const session = await this.expected(tx, request);
      const changes = await this.changes(tx, { request, session, opened });
      const name = (changes.settings ?? session.settings)?.name ?? null;
      await this.audit.record(tx, actorOf(request), {
        ...sessionEntry('updated', sessionId, name),
        changes: changesOf(session, changes),
      });
      return this.sessions.save(tx, sessionId, changes);
    });
    return { version };
  }

  /** @throws ProblemError `not-found` 404 */
  async delete(request: SessionRequest): Promise<{ deleted: true }> {
    const { tenantId, sessionId } = request;
    await this.database.withTenant(tenantId, async (tx) => {
      const session = await this.sessions.find(tx, request, { lock: true });
      if (session === null) throw sessionNotFound();
      await this.sessions.delete(tx, sessionId);
      const entry = sessionEntry('deleted', sessionId, session.settings?.name ?? null);
      await this.audit.record(tx, actorOf(request), entry);
    });
    this.logger.log(`onboarding session ${sessionId} was deleted`);
    return { deleted: true };
  }

  /** The session, locked, in a version that may be changed. */
  private async expected(tx: Tx, request: SaveStepRequest): Promise<OnboardingSession> {
    const session = await this.sessions.find(tx, request, { lock: true });
    if (session === null) throw sessionNotFound();
    if (session.status === 'completed') throw sessionCompleted(session.accountId);
    const { ifVersion } = request;
    const expected = ifVersion === null || ifVersion.includes(session.version);
    if (!expected) throw sessionChanged(session.version);
    return session;
  }

  private async changes(tx: Tx, { request, session, opened }: Step): Promise<SessionChanges> {
    const { input } = request;
    switch (input.step) {
      case 'provider':
        await this.validation.provider(input.provider);
        return withProvider(session, input.provider);
      case 'environment': {
        const { provider } = session;
        const { resourceTypes } = input.settings;
        // Without a provider nobody knows which types there are: the validation tells then.
        if (provider !== null)
          mustBeTypesOf(await this.validation.provider(provider), resourceTypes);
        return withSettings(session, input.settings);
      }
      case 'authentication': {
        if (session.provider === null) throw providerMissing();
        const method = await this.methodOf(session.provider, input.method);
        const changes = withMethod(session, input.method);
        if (method.externalIdField === null || session.externalId !== null) return changes;
        const wanted = { ...request, nativeAccountId: null };
        const { externalId } = await this.externalIds.mintIn(tx, wanted);
        return { ...changes, externalId };
      }
      case 'credentials': {
        // They were read, and so checked, as credentials of what the session held a moment ago.
        const { provider, method } = input;
        const same = provider === session.provider && method === session.method;
        if (!same || opened === null) throw sessionChanged(session.version);
        await this.mustBeOurs(tx, provider, opened);
        const { sealed, fingerprint } = opened;
        return withCredentials(session, { sealed, fingerprint });
      }
    }
  }

  private async methodOf(provider: ProviderId, id: string): Promise<AuthenticationMethod> {
    const methods = authenticationMethods(await this.validation.provider(provider));
    const method = methods.find((each) => each.id === id);
    if (method === undefined) throw methodUnknown(methods.map((each) => each.id));
    return method;
  }

  /** People are told while they look at the form, not when the provider is asked. */
  private async mustBeOurs(
    tx: Tx,
    provider: ProviderId,
    { claim }: DescribedCredentials,
  ): Promise<void> {
    const { trust } = await this.validation.provider(provider);
    if (trust === undefined || claim === null || (await this.externalIds.isOurs(tx, claim))) return;
    throw externalIdRefused(trust.externalIdField, claim.nativeAccountId);
  }

  /** Opens them once, so that nothing is stored that cannot be opened later. */
  private opened(
    { tenantId, sessionId }: SaveStepRequest,
    { credentials, provider }: Credentials,
  ): Promise<DescribedCredentials> {
    return this.validation.describe({
      tenantId,
      accountId: sessionId,
      provider,
      credentials: sealedSecret(credentials),
      regions: null,
      isDemo: false,
    });
  }
}
