import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { credentialTypeOf, isKeyless } from './credential-type';

const withMethods = z.discriminatedUnion('method', [
  z.object({ method: z.literal('role'), role_arn: z.string() }),
  z.object({ method: z.literal('access_keys'), secret_access_key: secret() }),
]);
const withEndpoint = z.object({ endpoint: z.url(), token_id: z.string(), token_secret: secret() });
const optional = z.object({ project: z.string(), key: secret().optional() });

const throughKeys = z.object({ method: z.literal('role'), secret_access_key: secret().optional() });

it.each<[z.ZodType, unknown, string, boolean]>([
  [withMethods, { method: 'role', role_arn: 'x' }, 'role', true],
  [throughKeys, { method: 'role', secret_access_key: 'x' }, 'role', false],
  [withMethods, { method: 'access_keys', secret_access_key: 'x' }, 'access_keys', false],
  [
    withEndpoint,
    { endpoint: 'https://x', token_id: 'a', token_secret: 'b' },
    'token_secret',
    false,
  ],
  [optional, { project: 'p', key: 'x' }, 'key', false],
  [optional, { project: 'p' }, 'keyless', true],
])(
  'tells the kind of credentials, and whether there is a key',
  (credentials, given, type, keyless) => {
    expect(credentialTypeOf({ credentials }, given)).toBe(type);
    expect(isKeyless({ credentials }, given)).toBe(keyless);
  },
);
