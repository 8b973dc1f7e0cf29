import { trustFormatSchema } from '@skyledger/contracts';
import { z } from 'zod';
import { example } from '../http/schema-parts';

const AWS_ACCOUNT_ID = /^\d{12}$/;
const awsAccountId = z.string().regex(AWS_ACCOUNT_ID, 'the 12 digits of an AWS account');

/** Body of `POST /cloud/aws/external-ids`. */
export const mintExternalIdSchema = z
  .strictObject({
    native_account_id: awsAccountId
      .nullable()
      .describe('The id of the account at AWS; null where it is not known yet'),
  })
  .meta({ examples: [{ native_account_id: '111122223333' }] });
export type MintExternalIdBody = z.infer<typeof mintExternalIdSchema>;

/** Answer of `POST /cloud/aws/external-ids`. */
export const externalIdSchema = z
  .object({
    external_id: z.string().describe('What the trust policy of the role must ask for'),
    native_account_id: z
      .string()
      .nullable()
      .describe('The only account it is good for; null: the first one that is added with it'),
  })
  .meta({
    examples: [{ external_id: example.externalId, native_account_id: '111122223333' }],
  });

/** Query of `GET /cloud/aws/trust-template`. */
export const trustTemplateQuerySchema = z
  .strictObject({
    account: z
      .union([awsAccountId, z.uuid()], {
        error: 'the id of an account of the ledger, or the 12 digits of an AWS account',
      })
      .describe(
        'An account of the ledger, or the 12 digits of an AWS account that need not be in it yet',
      ),
    format: trustFormatSchema.default('cloudformation'),
    partition: z
      .enum(['aws', 'aws-cn', 'aws-us-gov'])
      .default('aws')
      .describe('Which of our discovery roles the template trusts'),
  })
  .meta({ examples: [{ account: example.accountId, format: 'terraform', partition: 'aws' }] });
export type TrustTemplateQuery = z.infer<typeof trustTemplateQuerySchema>;

/** Whether it is the account's id at AWS, and not ours. */
export function isAwsAccountId(account: string): boolean {
  return AWS_ACCOUNT_ID.test(account);
}
