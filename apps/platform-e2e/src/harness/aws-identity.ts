import type { AwsAccountSpec } from '@skyledger/cloud-emulator';
import { anAwsAccount } from './estates';
import type { Environment } from './service-process';

const NUMBER = 99;
const { accountId, accessKeyId, secretAccessKey } = anAwsAccount(NUMBER);

/** The role of ours that accounts let in by trust. */
export const OUR_ROLE = `arn:aws:iam::${accountId}:role/Discovery`;

/** The account of AWS that the services run in: nothing is in it but that role. */
export const OUR_ACCOUNT: AwsAccountSpec = anAwsAccount(NUMBER, {
  regions: [{ name: 'us-east-1' }],
  counts: {},
  buckets: 0,
  roles: [{ arn: OUR_ROLE, trusts: [accountId] }],
});

/** What makes a service somebody in AWS, as IRSA or the role of the machine would. */
export const OUR_IDENTITY: Environment = {
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  SKYLEDGER_AWS_DISCOVERY_ROLE_ARN: OUR_ROLE,
};
