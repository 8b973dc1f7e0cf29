import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { credentialTypeOf } from './credential-type';

const withMethods = z.discriminatedUnion('method', [
  z.object({ method: z.literal('role'), role_arn: z.string() }),
  z.object({ method: z.literal('access_keys'), secret_access_key: secret() }),
]);
const withEndpoint = z.object({ endpoint: z.url(), token_id: z.string(), token_secret: secret() });
const optional = z.object({ project: z.string(), key: secret().optional() });

it.each<[z.ZodType, unknown, string]>([
  [withMethods, { method: 'role', role_arn: 'x' }, 'role'],
  [withMethods, { method: 'access_keys', secret_access_key: 'x' }, 'access_keys'],
  [withEndpoint, { endpoint: 'https://x', token_id: 'a', token_secret: 'b' }, 'token_secret'],
  [optional, { project: 'p', key: 'x' }, 'key'],
  [optional, { project: 'p' }, 'keyless'],
])('tells the kind of credentials', (credentials, plaintext, type) => {
  expect(credentialTypeOf({ credentials }, plaintext)).toBe(type);
});
