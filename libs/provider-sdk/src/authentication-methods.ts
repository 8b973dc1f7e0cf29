import { z } from 'zod';
import type { Provider } from './provider';

/** One way into an account, with the form of what a person has to give for it. */
export interface AuthenticationMethod {
  /** `method` of the credentials; where a provider has one way only, its first secret field. */
  id: string;
  /** For people, for example `Access keys`. */
  title: string;
  /** Nothing secret has to be given. */
  keyless: boolean;
  /** JSON Schema of the fields, without `method`; secret ones are `writeOnly`. */
  form: FormSchema;
  /** What the credentials have besides the fields of the form: `method`, or nothing. */
  implied: Readonly<Record<string, string>>;
  /** The field of the form whose value we mint; null where there is none. */
  externalIdField: string | null;
}

/** The parts of a JSON Schema that forms are made of; others are passed on as they are. */
export interface FormSchema {
  type?: string;
  properties?: Record<string, FormSchema>;
  required?: string[];
  anyOf?: FormSchema[];
  oneOf?: FormSchema[];
  const?: unknown;
  writeOnly?: boolean;
  [keyword: string]: unknown;
}

/** The ways into an account of the provider, those first for which nothing secret is stored. */
export function authenticationMethods({
  credentials,
  trust,
}: Pick<Provider, 'credentials' | 'trust'>): AuthenticationMethod[] {
  const whole = z.toJSONSchema(credentials, { io: 'input' }) as FormSchema;
  const { $schema: dialect } = whole;
  const methods = (whole.oneOf ?? whole.anyOf ?? [whole]).map((form) =>
    methodOf({ $schema: dialect, ...form }, trust),
  );
  return methods.sort((one, other) => Number(other.keyless) - Number(one.keyless));
}

function methodOf(whole: FormSchema, trust: Provider['trust']): AuthenticationMethod {
  const { method, ...properties } = whole.properties ?? {};
  const required = (whole.required ?? []).filter((name) => name !== 'method');
  const secrets = Object.keys(properties).filter((name) => properties[name]?.writeOnly === true);
  const named = typeof method?.const === 'string' ? method.const : undefined;
  const id = named ?? secrets[0] ?? 'keyless';
  const minted = trust?.externalIdField;
  return {
    id,
    title: titleOf(id),
    keyless: !secrets.some((name) => required.includes(name)),
    form: { ...whole, properties, required },
    implied: named === undefined ? {} : { method: named },
    externalIdField: minted !== undefined && minted in properties ? minted : null,
  };
}

function titleOf(id: string): string {
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
