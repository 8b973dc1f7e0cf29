import type { Provider } from '@skyledger/provider-sdk';
import { z } from 'zod';

/** The parts of a form's JSON schema that tell its secret fields. */
interface FormSchema {
  properties?: Record<string, FormSchema>;
  anyOf?: FormSchema[];
  oneOf?: FormSchema[];
  allOf?: FormSchema[];
  writeOnly?: boolean;
}

/**
 * What kind of credentials these are, in the words of the provider's form: their `method` where there
 * are several, else the name of their first secret field, for example `api_token`.
 */
export function credentialTypeOf(
  provider: Pick<Provider, 'credentials'>,
  plaintext: unknown,
): string {
  const given = typeof plaintext === 'object' && plaintext !== null ? plaintext : {};
  if ('method' in given && typeof given.method === 'string') return given.method;
  return secretsIn(provider, given)[0] ?? 'keyless';
}

/** Whether the credentials hold no secret, since an identity opens the account. */
export function isKeyless(provider: Pick<Provider, 'credentials'>, plaintext: unknown): boolean {
  return secretsIn(provider, plaintext).length === 0;
}

function secretsIn(provider: Pick<Provider, 'credentials'>, plaintext: unknown): string[] {
  const given = typeof plaintext === 'object' && plaintext !== null ? plaintext : {};
  const form = z.toJSONSchema(provider.credentials, { io: 'input' }) as FormSchema;
  return secretFieldsOf(form).filter(
    (name) => (given as Record<string, unknown>)[name] !== undefined,
  );
}

function secretFieldsOf(form: FormSchema): string[] {
  const variants = [...(form.anyOf ?? []), ...(form.oneOf ?? []), ...(form.allOf ?? [])];
  const own = Object.entries(form.properties ?? {}).filter(([, field]) => field.writeOnly === true);
  return [...own.map(([name]) => name), ...variants.flatMap(secretFieldsOf)];
}
