import { defineProvider } from '@skyledger/provider-sdk';
import { classifyAwsError } from './classify-error';
import { AwsClient } from './client';
import { consoleLink } from './console-link';
import { awsCredentialsSchema, type AwsCredentials } from './credentials';
import { addresses } from './ec2/addresses.pass';
import { images } from './ec2/images.pass';
import { instances } from './ec2/instances.pass';
import { networkInterfaces } from './ec2/network-interfaces.pass';
import { securityGroups } from './ec2/security-groups.pass';
import { snapshots } from './ec2/snapshots.pass';
import { subnets } from './ec2/subnets.pass';
import { volumes } from './ec2/volumes.pass';
import { vpcs } from './ec2/vpcs.pass';
import { loadBalancers } from './elbv2/load-balancers.pass';
import { identify } from './identify';
import { dbInstances } from './rds/db-instances.pass';
import { regionsOf } from './regions';
import { buckets } from './s3/buckets.pass';

/** Amazon Web Services, in the commercial, China and GovCloud partitions. */
export const aws = defineProvider<AwsCredentials, AwsClient>({
  id: 'aws',
  name: 'Amazon Web Services',
  credentials: awsCredentialsSchema,
  setUp: [
    'Create a read-only role with the policy in `deploy/iam/aws-read-only.json`, trusting the identity Skyledger runs as, with an `sts:ExternalId` condition.',
    'Give the ARN of the role and the external id (`method: role`). No long-lived key is stored.',
    'Where a role is not possible: an IAM user with the same policy and an access key (`method: access_keys`).',
  ],
  /**
   * EC2's bucket for requests that change nothing: 100 requests, 20 more each second. It is the
   * narrowest of the services read, and counts for each region, so that it is on the safe side.
   * Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
   */
  rateLimit: { perSecond: 20, burst: 100 },
  /**
   * S3 counts on its own, and serves thousands of reads a second; a hundred leaves room for everybody.
   * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
   */
  serviceRateLimits: { s3: { perSecond: 100, burst: 200 } },
  passes: [
    instances,
    vpcs,
    subnets,
    securityGroups,
    networkInterfaces,
    addresses,
    volumes,
    snapshots,
    images,
    loadBalancers,
    dbInstances,
    buckets,
  ],
  secretFields: [
    'AuthToken',
    'ClientSecret',
    'CustomerGatewayConfiguration',
    'KeyMaterial',
    'MasterUserPassword',
    'PasswordData',
    'PreSharedKey',
    'PrivateKey',
    'SecretAccessKey',
    'SecretString',
    'SessionToken',
    'TdeCredentialPassword',
    'UserData',
  ],
  connect: async (credentials, context) => new AwsClient(credentials, context),
  disconnect: async (client) => client.close(),
  identify,
  regions: regionsOf,
  classifyError: classifyAwsError,
  consoleLink,
});
