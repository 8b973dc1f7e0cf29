import { authenticationMethods, ProviderError, type Provider } from '@skyledger/provider-sdk';
import { RESOURCE_TYPES } from '@skyledger/resource-model';
import { z } from 'zod';
import { loadProvider, PROVIDERS_AVAILABLE } from './registry';

/** The parts of a JSON schema that the wizard's form is made of. */
interface FormSchema {
  properties?: Record<string, FormSchema>;
  anyOf?: FormSchema[];
  oneOf?: FormSchema[];
  allOf?: FormSchema[];
  format?: string;
  writeOnly?: boolean;
}

function formOf({ credentials }: Pick<Provider, 'credentials'>): FormSchema {
  return z.toJSONSchema(credentials, { io: 'input' }) as FormSchema;
}

/** Every field a form may show, whichever variant of the credentials is chosen. */
function fieldsOf(form: FormSchema): [name: string, field: FormSchema][] {
  const variants = [...(form.anyOf ?? []), ...(form.oneOf ?? []), ...(form.allOf ?? [])];
  const nested = Object.values(form.properties ?? {}).flatMap(fieldsOf);
  return [...Object.entries(form.properties ?? {}), ...nested, ...variants.flatMap(fieldsOf)];
}

describe.each(PROVIDERS_AVAILABLE)('%s', (id) => {
  let provider: Provider;

  beforeAll(async () => {
    provider = await loadProvider(id);
  });

  it('is registered under its own id and has a name', () => {
    expect(provider.id).toBe(id);
    expect(provider.name.trim()).not.toBe('');
  });

  it('has passes with ids of their own, each <service>.<kind>', () => {
    const ids = provider.passes.map((pass) => pass.id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((each) => !/^[a-z][a-z0-9]*\.[a-z][a-z0-9-]*$/.test(each))).toEqual([]);
  });

  it('declares for every pass what it yields and what it needs', () => {
    for (const pass of provider.passes) {
      expect(pass.types.length).toBeGreaterThan(0);
      expect(RESOURCE_TYPES).toEqual(expect.arrayContaining([...pass.types]));
      expect(pass.permissions.length).toBeGreaterThan(0);
      expect(pass.permissions.filter((permission) => permission.trim() === '')).toEqual([]);
      expect(['global', 'regional']).toContain(pass.scope);
    }
  });

  it('states a rate limit that lets requests through', () => {
    expect(provider.rateLimit.perSecond).toBeGreaterThan(0);
    expect(provider.rateLimit.burst).toBeGreaterThanOrEqual(1);
  });

  it('names its secret fields', () => {
    expect(provider.secretFields.length).toBeGreaterThan(0);
    expect(provider.secretFields.filter((field) => field.trim() === '')).toEqual([]);
  });

  it('tells how its organisations are connected, where it has them', () => {
    const { organization } = provider;
    if (organization === undefined) return;
    const fields = fieldsOf(formOf(organization));
    expect(fields.some(([, field]) => field.format === 'password' && field.writeOnly)).toBe(true);
    for (const texts of [organization.setUp, organization.permissions]) {
      expect(texts.length).toBeGreaterThan(0);
      expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    }
    const steps = organization.setUp.join('\n');
    expect(organization.permissions.filter((name) => !steps.includes(`\`${name}\``))).toEqual([]);
    expect(organization.credentials.safeParse({}).success).toBe(false);
  });

  it('refuses empty credentials by naming fields', () => {
    const { error } = provider.credentials.safeParse({});
    const names = fieldsOf(formOf(provider)).map(([name]) => name);
    const refused = (error?.issues ?? []).map((issue) => String(issue.path[0] ?? ''));
    expect(refused.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(refused));
  });

  it.each([null, undefined, 'text', []])('refuses %p as credentials', (credentials) => {
    expect(provider.credentials.safeParse(credentials).success).toBe(false);
  });

  it('describes its credentials as a form, secrets write-only', () => {
    const fields = fieldsOf(formOf(provider));
    const secrets = fields.filter(([, field]) => field.format === 'password');
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(([, field]) => field.writeOnly !== true)).toEqual([]);
    // An id of a secret is not secret: `token_id` is shown in every list of tokens.
    const named = fields.filter(
      ([name]) => /secret|token|password|private/.test(name) && !/_id$/.test(name),
    );
    expect(named.filter(([, field]) => field.format !== 'password')).toEqual([]);
  });

  it('has ways in with names of their own, each a form without its method', () => {
    const methods = authenticationMethods(provider);
    const ids = methods.map((method) => method.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((each) => !/^[a-z][a-z0-9_]*$/.test(each))).toEqual([]);
    expect(ids).not.toContain('keyless');
    for (const { form } of methods) {
      expect(form).toMatchObject({ type: 'object', additionalProperties: false });
      expect(Object.keys(form.properties ?? {})).not.toContain('method');
    }
  });

  it('classifies whatever is thrown', () => {
    const aborted = new DOMException('too late', 'TimeoutError');
    for (const error of [undefined, null, 'text', {}, new Error('odd'), aborted]) {
      const fault = provider.classifyError(error);
      expect(() => new ProviderError(fault, 'anything')).not.toThrow();
      expect(typeof fault.code).toBe('string');
    }
    expect(provider.classifyError(aborted).kind).toBe('unavailable');
    expect(provider.classifyError(new Error('odd')).kind).toBe('bug');
  });

  it('links to nothing but https addresses', () => {
    for (const resourceType of new Set(provider.passes.flatMap((pass) => pass.types))) {
      const link = provider.consoleLink({ resourceId: 'odd id/1', resourceType, region: null });
      expect(link === null || new URL(link).protocol === 'https:').toBe(true);
    }
  });
});
