import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';

/** The contract to read, for users of several; a number of digits. */
const contractNumber = z
  .string()
  .trim()
  .regex(/^\d{1,18}$/, 'must be the digits of a contract number')
  .optional();

const token = z.strictObject({
  method: z.literal('token'),
  /** Made by the token manager or `ionosctl token generate`; lives for a year at most. */
  api_token: secret()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'),
  contract_number: contractNumber,
});

const password = z.strictObject({
  method: z.literal('password'),
  /** The user's email address. Users with two-factor authentication need a token instead. */
  username: z
    .string()
    .trim()
    .min(1)
    .max(320)
    // A colon would end the name early in basic authentication.
    .regex(/^[^:\s]+$/, 'must be an email address'),
  password: secret(),
  contract_number: contractNumber,
});

export const ionosCredentialsSchema = z.discriminatedUnion('method', [token, password]);

export type IonosCredentials = z.infer<typeof ionosCredentialsSchema>;

/** What is sent with every request. */
export function authorizationOf(credentials: IonosCredentials): Readonly<Record<string, string>> {
  const { contract_number: contract } = credentials;
  return {
    authorization:
      credentials.method === 'token'
        ? `Bearer ${credentials.api_token}`
        : `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`,
    ...(contract === undefined ? {} : { 'x-contract-number': contract }),
  };
}
