import { z } from 'zod';
import { authenticationMethods } from './authentication-methods';
import { secret } from './secret';

const oneWay = z
  .strictObject({ url: z.string(), token_secret: secret(), note: secret().optional() })
  .superRefine(() => undefined);
const several = z.preprocess(
  (input) => input,
  z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('access_keys'), key_id: z.string(), key: secret() }),
    z.strictObject({ method: z.literal('role'), role_arn: z.string(), key: secret().optional() }),
  ]),
);

it('is the only way of a provider without methods, named by its secret', () => {
  const [method, ...others] = authenticationMethods({ credentials: oneWay });
  expect(others).toEqual([]);
  expect(method).toMatchObject({
    id: 'token_secret',
    title: 'Token secret',
    keyless: false,
    implied: {},
    form: {
      type: 'object',
      required: ['url', 'token_secret'],
      additionalProperties: false,
      properties: { token_secret: { writeOnly: true, format: 'password' } },
    },
  });
});

it('is each way of a provider with methods, those without secrets first', () => {
  const methods = authenticationMethods({ credentials: several });
  expect(methods.map(({ id, keyless, implied }) => ({ id, keyless, implied }))).toEqual([
    { id: 'role', keyless: true, implied: { method: 'role' } },
    { id: 'access_keys', keyless: false, implied: { method: 'access_keys' } },
  ]);
});

it('names the field that we mint, in the methods that have it', () => {
  const trust = {
    externalIdField: 'role_arn',
    partitions: [],
    claimOf: () => null,
    template: () => '',
  };
  const fieldsOf = (provider: Parameters<typeof authenticationMethods>[0]): unknown =>
    authenticationMethods(provider).map(({ externalIdField }) => externalIdField);
  expect(fieldsOf({ credentials: several, trust })).toEqual(['role_arn', null]);
  expect(fieldsOf({ credentials: several })).toEqual([null, null]);
});

it('asks for nothing that the choice of the method told already', () => {
  for (const { form } of authenticationMethods({ credentials: several })) {
    expect(form.$schema).toMatch(/json-schema/);
    expect(Object.keys(form.properties ?? {})).not.toContain('method');
    expect(form.required).not.toContain('method');
  }
});
