import { secret } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { parseArn, partitionOf } from './arn';

const accessKeyId = z
  .string()
  .trim()
  .regex(/^(AKIA|ASIA)[A-Z0-9]{12,124}$/, {
    error: 'expected an access key id: AKIA or ASIA and 12 or more capital letters and digits',
  });

const homeRegion = z
  .string()
  .trim()
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, { error: 'expected a region such as eu-central-1' })
  .optional()
  .meta({
    description:
      'Region asked first and for account-wide answers; us-east-1, cn-north-1 or us-gov-west-1 when left out',
  });

const accessKeys = z.strictObject({
  method: z.literal('access_keys'),
  access_key_id: accessKeyId,
  secret_access_key: secret(),
  session_token: secret().optional(),
  home_region: homeRegion,
});

const role = z.strictObject({
  method: z.literal('role'),
  role_arn: z
    .string()
    .trim()
    .regex(/^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, {
      error: 'expected the ARN of a role: arn:aws:iam::<12 digits>:role/<name>',
    }),
  external_id: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, {
      error: 'expected 2 to 1224 letters, digits or any of _+=,.@:/-',
    })
    .optional(),
  access_key_id: accessKeyId.optional(),
  secret_access_key: secret().optional(),
  session_token: secret().optional(),
  home_region: homeRegion,
});

/**
 * How Skyledger gets into an AWS account: with access keys, or by assuming a role in it. A role is
 * assumed with the access keys given beside it, or without any by the identity of this process
 * (IRSA, Pod Identity, environment, instance profile). `method` may be left out; a `role_arn` makes
 * it `role`.
 */
export const awsCredentialsSchema = z.preprocess(
  inferMethod,
  z.discriminatedUnion('method', [accessKeys, role]).superRefine((credentials, context) => {
    const refuse = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });

    const { access_key_id, secret_access_key, session_token } = credentials;
    if (access_key_id !== undefined && secret_access_key === undefined) {
      refuse('secret_access_key', 'expected the secret of access_key_id');
    }
    if (access_key_id === undefined && (secret_access_key ?? session_token) !== undefined) {
      refuse('access_key_id', 'expected the id of the access key whose secret is given');
    }
    if (access_key_id?.startsWith('ASIA') && session_token === undefined) {
      refuse('session_token', 'expected the session token that belongs to a temporary key (ASIA)');
    }
    const { home_region } = credentials;
    if (credentials.method === 'role' && home_region !== undefined) {
      const partition = parseArn(credentials.role_arn)?.partition;
      if (partitionOf(home_region) !== partition) {
        refuse('home_region', `expected a region of the role's partition, ${partition}`);
      }
    }
  }),
);

export type AwsCredentials = z.output<typeof awsCredentialsSchema>;

function inferMethod(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  if ('method' in input) return input;
  return { method: 'role_arn' in input ? 'role' : 'access_keys', ...input };
}
