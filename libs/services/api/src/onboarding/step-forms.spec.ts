import { type FormSchema, type Provider, secret } from '@skyledger/provider-sdk';
import { loadProvider, PROVIDERS_AVAILABLE } from '@skyledger/providers';
import { z } from 'zod';
import { stepForms } from './step-forms';

const providers = [{ id: 'aws', name: 'Amazon Web Services' }] as const;
const provider = {
  passes: [
    { types: ['vm', 'network'] },
    { types: ['vm', 'bucket'] },
  ] as unknown as Provider['passes'],
  credentials: z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('keys'), key: secret() }),
    z.strictObject({ method: z.literal('role'), role_arn: z.string(), external_id: z.string() }),
  ]),
  trust: {
    externalIdField: 'external_id',
    partitions: [],
    claimOf: () => null,
    template: () => '',
  },
};
const nothing = { method: null, externalId: null };

it('has a form of every step that can be filled in now', () => {
  const forms = stepForms({ providers, provider: null, ...nothing });
  expect(forms).toMatchObject({
    provider: {
      properties: { provider: { oneOf: [{ const: 'aws', title: 'Amazon Web Services' }] } },
      required: ['provider'],
    },
    environment: { required: ['name', 'environment'] },
    authentication: null,
    credentials: null,
    validation: null,
    review: null,
  });
});

it('offers the ways in of the provider, and asks for what the chosen one needs', () => {
  const { authentication, credentials } = stepForms({
    providers,
    provider,
    ...nothing,
    method: 'keys',
  });
  expect(authentication?.properties?.['method']?.oneOf).toEqual([
    { const: 'role', title: 'Role', description: expect.any(String) },
    { const: 'keys', title: 'Keys' },
  ]);
  expect(credentials).toMatchObject({
    properties: { key: { writeOnly: true, format: 'password' } },
    required: ['key'],
  });
});

it('has filled in what was minted, and nothing where nothing was', () => {
  const fieldOf = (method: string, externalId: string | null): FormSchema | undefined =>
    stepForms({ providers, provider, method, externalId }).credentials?.properties?.['external_id'];
  expect(fieldOf('role', 'skyledger-minted')).toMatchObject({
    type: 'string',
    default: 'skyledger-minted',
    description: expect.stringContaining('left out'),
  });
  expect(fieldOf('role', null)).toEqual({ type: 'string' });
  expect(fieldOf('keys', 'skyledger-minted')).toBeUndefined();
});

it('offers the resource types of the provider alone', () => {
  const { environment } = stepForms({ providers, provider, ...nothing });
  const [list] = environment?.properties?.['resource_types']?.anyOf ?? [];
  expect(list).toMatchObject({ items: { enum: ['bucket', 'network', 'vm'] } });
});

describe.each(PROVIDERS_AVAILABLE)('%s', (id) => {
  it('has a form for each of its methods, and no value of a secret in any', async () => {
    const loaded = await loadProvider(id);
    const context = { providers: [loaded], provider: loaded, ...nothing };
    const { authentication } = stepForms(context);
    const methods = authentication?.properties?.['method']?.oneOf ?? [];
    expect(methods.length).toBeGreaterThan(0);
    for (const { const: method } of methods) {
      const form = stepForms({ ...context, method: String(method) });
      expect(form.credentials).toMatchObject({ type: 'object', additionalProperties: false });
      for (const field of secretsOf(form.credentials)) expect(field).not.toHaveProperty('default');
    }
  });
});

function secretsOf(form: FormSchema | null): FormSchema[] {
  return Object.values(form?.properties ?? {}).filter((field) => field.writeOnly === true);
}
