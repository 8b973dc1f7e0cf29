import { Inject, Injectable } from '@nestjs/common';
import { ONBOARDING_STEPS, type OnboardingStep } from '@skyledger/contracts';
import { authenticationMethods, type Provider } from '@skyledger/provider-sdk';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import { API_PATH } from '../http/api-path';
import { PROVIDER_LOADER, type ProviderLoader } from '../http/provider-loader';
import type { EnvironmentStepBody } from './onboarding-input.schema';
import type { SessionBody, SessionSummary } from './onboarding.schema';
import type { StoredSession } from './onboarding-session.repository';
import { currentStep, stepStates } from './session-progress';
import { stepForms } from './step-forms';

type Head = Omit<SessionSummary, 'name'>;

/** Shows sessions as a wizard needs them, so that it has to know nothing of any provider. */
@Injectable()
export class SessionViewService {
  constructor(@Inject(PROVIDER_LOADER) private readonly loadProvider: ProviderLoader) {}

  summary(session: StoredSession): SessionSummary {
    return { ...headOf(session), name: session.settings?.name ?? null };
  }

  async whole(session: StoredSession): Promise<SessionBody> {
    const providers = await Promise.all(PROVIDERS_AVAILABLE.map((id) => this.loadProvider(id)));
    const provider = providers.find(({ id }) => id === session.provider) ?? null;
    const trust = trustOf(session, provider);
    const externalId = trust?.external_id ?? null;
    const forms = stepForms({ providers, provider, method: session.method, externalId });
    const [states, values] = [stepStates(session), valuesOf(session)];
    return {
      ...headOf(session),
      steps: ONBOARDING_STEPS.map((step) => ({
        step,
        state: states[step],
        form: forms[step],
        values: values[step] ?? null,
      })),
      credentials: credentialsOf(session),
      set_up: provider === null ? null : [...provider.setUp],
      trust,
      validation: validationOf(session),
    };
  }
}

function headOf(session: StoredSession): Head {
  const { id, status, provider, account_id, created_at, updated_at, expires_at } = session;
  const current_step = currentStep(session);
  return { id, status, current_step, provider, account_id, created_at, updated_at, expires_at };
}

function valuesOf({
  provider,
  settings,
  method,
}: StoredSession): Partial<Record<OnboardingStep, Record<string, unknown> | null>> {
  return {
    provider: provider && { provider },
    environment: settings && environmentOf(settings),
    authentication: method === null ? null : { method },
  };
}

function environmentOf(settings: NonNullable<StoredSession['settings']>): object & {
  [Field in keyof EnvironmentStepBody]: unknown;
} {
  const { resourceTypes, entityId, ...same } = settings;
  return {
    ...same,
    resource_types: resourceTypes,
    ...(entityId !== undefined && { entity_id: entityId }),
  };
}

function credentialsOf(session: StoredSession): SessionBody['credentials'] {
  const { method, fingerprint, credentials_stored_at: storedAt } = session;
  if (method === null || fingerprint === null || storedAt === null) return null;
  return { type: method, fingerprint, stored_at: storedAt };
}

function trustOf(
  { id, status, method, external_id: externalId }: StoredSession,
  provider: Provider | null,
): SessionBody['trust'] {
  if (provider === null || externalId === null || status === 'completed') return null;
  const chosen = authenticationMethods(provider).find((each) => each.id === method);
  if (chosen === undefined || chosen.externalIdField === null) return null;
  const template = `/${API_PATH}/cloud/onboarding-sessions/${id}/trust-template`;
  return {
    external_id: externalId,
    templates: {
      cloudformation: `${template}?format=cloudformation`,
      terraform: `${template}?format=terraform`,
    },
  };
}

function validationOf({
  validation,
  validated_at: validatedAt,
  stale,
}: StoredSession): SessionBody['validation'] {
  if (validation === null || validatedAt === null) return null;
  const common = { stale, validated_at: validatedAt };
  if (validation.outcome === 'accepted') {
    return {
      ...common,
      outcome: 'accepted',
      native_account_id: validation.nativeAccountId,
      display_name: validation.displayName,
      missing_permissions: validation.missingPermissions,
      warnings: validation.warnings ?? [],
      problem: null,
    };
  }
  const { extensions = {}, ...problem } = validation.problem;
  const missing = extensions['missing_permissions'];
  return {
    ...common,
    outcome: 'refused',
    native_account_id: null,
    display_name: null,
    missing_permissions: Array.isArray(missing) ? missing.map(String) : [],
    warnings: [],
    problem: { ...extensions, ...problem },
  };
}
