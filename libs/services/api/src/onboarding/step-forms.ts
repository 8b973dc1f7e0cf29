import type { OnboardingStep } from '@skyledger/contracts';
import {
  type AuthenticationMethod,
  authenticationMethods,
  type FormSchema,
  type Provider,
} from '@skyledger/provider-sdk';
import { z } from 'zod';
import { environmentStepSchema } from './onboarding-input.schema';

/** What the forms depend on. */
export interface FormContext {
  /** Every provider that can be chosen, in the order people should be shown them. */
  providers: readonly Pick<Provider, 'id' | 'name'>[];
  /** The one that was chosen. */
  provider: Pick<Provider, 'credentials' | 'passes' | 'trust'> | null;
  method: string | null;
  /** What was minted for the session. */
  externalId: string | null;
}

/** The form of each step as JSON Schema; null where there is nothing to fill in (yet). */
export function stepForms({
  providers,
  provider,
  method,
  externalId,
}: FormContext): Record<OnboardingStep, FormSchema | null> {
  const methods = provider === null ? [] : authenticationMethods(provider);
  return {
    provider: choiceOf(
      'provider',
      providers.map(({ id, name }) => ({ const: id, title: name })),
    ),
    environment: environmentForm(provider),
    authentication:
      provider === null
        ? null
        : choiceOf(
            'method',
            methods.map(({ id, title, keyless }) => ({
              const: id,
              title,
              ...(keyless && { description: 'No secret has to be stored' }),
            })),
          ),
    credentials: credentialsForm(
      methods.find(({ id }) => id === method),
      externalId,
    ),
    validation: null,
    review: null,
  };
}

function choiceOf(field: string, options: FormSchema[]): FormSchema {
  return {
    type: 'object',
    properties: { [field]: { type: 'string', oneOf: options } },
    required: [field],
    additionalProperties: false,
  };
}

/** What we minted stands there, and may be left out. */
function credentialsForm(
  method: AuthenticationMethod | undefined,
  externalId: string | null,
): FormSchema | null {
  if (method === undefined) return null;
  const { form, externalIdField: field } = method;
  if (field === null || externalId === null) return form;
  const properties = form.properties ?? {};
  const description = 'Minted for you: what the account has to ask for. May be left out';
  const minted = { ...properties[field], default: externalId, description };
  return { ...form, properties: { ...properties, [field]: minted } };
}

const ENVIRONMENT = z.toJSONSchema(environmentStepSchema, { io: 'input' }) as FormSchema;

/** Of resource types, those only that the provider has. */
function environmentForm(provider: FormContext['provider']): FormSchema {
  if (provider === null) return ENVIRONMENT;
  const types = [...new Set(provider.passes.flatMap((pass) => pass.types))].sort();
  const list = { type: 'array', minItems: 1, items: { type: 'string', enum: types } };
  const properties = ENVIRONMENT.properties ?? {};
  const chosen = { ...properties['resource_types'], anyOf: [list, { type: 'null' }] };
  return { ...ENVIRONMENT, properties: { ...properties, resource_types: chosen } };
}
