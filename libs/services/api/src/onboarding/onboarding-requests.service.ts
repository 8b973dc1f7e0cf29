import { Inject, Injectable } from '@nestjs/common';
import {
  completeOnboarding,
  deleteOnboarding,
  type OnboardingInput,
  onboardingTrustTemplate,
  saveOnboardingStep,
  startOnboarding,
  validateOnboarding,
} from '@skyledger/contracts';
import { MessageBus } from '@skyledger/messaging';
import { authenticationMethods } from '@skyledger/provider-sdk';
import type { ProviderId } from '@skyledger/resource-model';
import type { z } from 'zod';
import { AccountCredentialsService } from '../accounts/account-credentials.service';
import { callerOf, type Principal } from '../auth/principal';
import { validationFailed } from '../errors/problems';
import { PROVIDER_LOADER, type ProviderLoader } from '../http/provider-loader';
import type { TrustTemplateQuery } from './onboarding-input.schema';
import type { StoredSession } from './onboarding-session.repository';
import { sessionOwner } from './session-owner';

/** Asks the accounts service, on behalf of the owner of a session. */
@Injectable()
export class OnboardingRequestsService {
  constructor(
    private readonly bus: MessageBus,
    private readonly credentials: AccountCredentialsService,
    @Inject(PROVIDER_LOADER) private readonly loadProvider: ProviderLoader,
  ) {}

  /** @param sessionId of the new session; the same again begins no second one */
  async start(principal: Principal, sessionId: string): Promise<void> {
    await this.bus.request(startOnboarding, request(principal, sessionId));
  }

  /** @param ifVersion versions of the session that may be changed; null for any */
  async save(
    principal: Principal,
    sessionId: string,
    ifVersion: string[] | null,
    input: OnboardingInput,
  ): Promise<void> {
    await this.bus.request(saveOnboardingStep, {
      ...request(principal, sessionId),
      ifVersion,
      input,
    });
  }

  /**
   * Seals what a person filled in for the tenant and the session, and sends the ciphertext. The
   * external id that was minted for the session need not be filled in.
   * @throws VaultKeyMissing
   * @throws ProblemError naming the fields that are wrong, as the form has them
   */
  async saveCredentials(
    principal: Principal,
    session: Pick<StoredSession, 'id' | 'external_id'> & { provider: ProviderId; method: string },
    ifVersion: string[] | null,
    values: Record<string, unknown>,
  ): Promise<void> {
    const { id, provider, method, external_id: externalId } = session;
    const methods = authenticationMethods(await this.loadProvider(provider));
    const { implied = {}, externalIdField: field = null } =
      methods.find((each) => each.id === method) ?? {};
    const minted = field !== null && externalId !== null ? { [field]: externalId } : {};
    const told = Object.keys(implied).filter((field) => Object.hasOwn(values, field));
    if (told.length > 0) {
      throw validationFailed(told.map((field) => ({ field, expected: 'no such field' })));
    }
    const place = { tenantId: principal.tenantId, accountId: id, provider };
    const whole = { ...minted, ...values, ...implied };
    const credentials = await this.credentials.seal(place, whole, []);
    await this.save(principal, id, ifVersion, {
      step: 'credentials',
      credentials,
      provider,
      method,
    });
  }

  async validate(principal: Principal, sessionId: string): Promise<void> {
    await this.bus.request(validateOnboarding, request(principal, sessionId));
  }

  /** @param ifVersion the version of the session of whose entity the principal was seen to be a manager */
  async complete(
    principal: Principal,
    sessionId: string,
    ifVersion: string,
  ): Promise<z.infer<typeof completeOnboarding.response>> {
    return this.bus.request(completeOnboarding, { ...request(principal, sessionId), ifVersion });
  }

  /** @param wanted the language of the template, and the partition of the account */
  async trustTemplate(
    principal: Principal,
    sessionId: string,
    wanted: TrustTemplateQuery,
  ): Promise<string> {
    const asked = { ...request(principal, sessionId), ...wanted };
    return (await this.bus.request(onboardingTrustTemplate, asked)).template;
  }

  async delete(principal: Principal, sessionId: string): Promise<void> {
    await this.bus.request(deleteOnboarding, request(principal, sessionId));
  }
}

function request(principal: Principal, sessionId: string): z.infer<typeof startOnboarding.request> {
  return { ...callerOf(principal), ...sessionOwner(principal), sessionId };
}
