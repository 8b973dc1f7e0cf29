import { defineProvider, type Provider } from '@skyledger/provider-sdk';
import { certificates } from './acm/certificates.pass';
import { scalingGroups } from './autoscaling/groups.pass';
import { classifyAwsError } from './classify-error';
import { AwsClient } from './client';
import { distributions } from './cloudfront/distributions.pass';
import { trails } from './cloudtrail/trails.pass';
import { recorders } from './config/recorders.pass';
import { consoleLink } from './console-link';
import { awsCredentialsSchema, type AwsCredentials } from './credentials';
import { tables } from './dynamodb/tables.pass';
import { addresses } from './ec2/addresses.pass';
import { flowLogs } from './ec2/flow-logs.pass';
import { images } from './ec2/images.pass';
import { instances } from './ec2/instances.pass';
import { internetGateways } from './ec2/internet-gateways.pass';
import { natGateways } from './ec2/nat-gateways.pass';
import { networkInterfaces } from './ec2/network-interfaces.pass';
import { routeTables } from './ec2/route-tables.pass';
import { securityGroups } from './ec2/security-groups.pass';
import { snapshots } from './ec2/snapshots.pass';
import { subnets } from './ec2/subnets.pass';
import { volumes } from './ec2/volumes.pass';
import { vpcs } from './ec2/vpcs.pass';
import { repositories } from './ecr/repositories.pass';
import { ecsClusters } from './ecs/clusters.pass';
import { fileSystems } from './efs/file-systems.pass';
import { eksClusters } from './eks/clusters.pass';
import { cacheClusters, replicationGroups } from './elasticache/caches.pass';
import { classicLoadBalancers } from './elb/load-balancers.pass';
import { loadBalancers } from './elbv2/load-balancers.pass';
import { detectors } from './guardduty/detectors.pass';
import { accessKeys } from './iam/access-keys.pass';
import { accountSettings } from './iam/account-settings.pass';
import { authorizations } from './iam/authorizations.pass';
import { identify } from './identify';
import { functions } from './lambda/functions.pass';
import { memberAccounts } from './organizations/accounts.pass';
import { awsOrganization } from './organizations/organization';
import { dbClusters } from './rds/db-clusters.pass';
import { keys } from './kms/keys.pass';
import { dbInstances } from './rds/db-instances.pass';
import { dbClusterSnapshots, dbSnapshots } from './rds/snapshots.pass';
import { redshiftClusters } from './redshift/clusters.pass';
import { regionsOf } from './regions';
import { hostedZones } from './route53/hosted-zones.pass';
import { buckets } from './s3/buckets.pass';
import { accountAccess } from './sts/account-access.pass';
import { accountTrust } from './trust/account-trust';
import { secrets } from './secretsmanager/secrets.pass';
import { topics } from './sns/topics.pass';
import { queues } from './sqs/queues.pass';

/** Amazon Web Services, in the commercial, China and GovCloud partitions. */
export const aws: Provider<AwsCredentials, AwsClient> = defineProvider({
  id: 'aws',
  name: 'Amazon Web Services',
  credentials: awsCredentialsSchema,
  setUp: [
    'Get the template of a read-only role from `GET /api/v1/cloud/aws/trust-template?account=<12 digits>`, or from the links of the onboarding session (CloudFormation; Terraform with `format=terraform`), and roll it out in the account. It asks for an external id that is minted for you.',
    'Give the ARN of the role and the external id (`method: role`), which an onboarding session knows. No long-lived key is stored.',
    'Where a role is not possible: an IAM user with the same policy and an access key (`method: access_keys`).',
    'Two permissions of the policy are optional. Without `pricing:GetProducts`, nothing has a price but what is stopped, which costs nothing: it is listed as missing, runs tell `prices_unread`, and nothing else changes. Without `cloudtrail:ListTrails`, every region is asked for its trails.',
  ],
  /**
   * EC2's bucket for requests that change nothing: 100 requests, 20 more each second. It is the
   * narrowest of the services read, and counts for each region, so that it is on the safe side.
   * Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
   */
  rateLimit: { perSecond: 20, burst: 100 },
  /**
   * S3 counts on its own, and serves thousands of reads a second; a hundred leaves room for everybody.
   * Route 53 serves an account five requests a second, whatever they are.
   * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html,
   * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
   */
  serviceRateLimits: {
    s3: { perSecond: 100, burst: 200 },
    route53: { perSecond: 5, burst: 5 },
  },
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
    routeTables,
    internetGateways,
    natGateways,
    flowLogs,
    scalingGroups,
    loadBalancers,
    classicLoadBalancers,
    functions,
    ecsClusters,
    eksClusters,
    repositories,
    dbInstances,
    dbClusters,
    dbSnapshots,
    dbClusterSnapshots,
    tables,
    replicationGroups,
    cacheClusters,
    redshiftClusters,
    fileSystems,
    buckets,
    authorizations,
    accessKeys,
    accountSettings,
    accountAccess,
    keys,
    secrets,
    queues,
    topics,
    trails,
    recorders,
    detectors,
    certificates,
    hostedZones,
    distributions,
    memberAccounts,
  ],
  secretFields: [
    'AuthToken',
    'ClientSecret',
    'CustomerGatewayConfiguration',
    // Of a header by which an origin knows that CloudFront asks.
    'HeaderValue',
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
    // The environment of functions, where people keep what they should not.
    'Variables',
    'sts:ExternalId',
  ],
  alwaysPermitted: ['sts:GetCallerIdentity'],
  trust: accountTrust(() => aws.passes),
  organization: awsOrganization,
  connect: async (credentials, context) => new AwsClient(credentials, context),
  disconnect: async (client) => client.close(),
  identify,
  regions: regionsOf,
  classifyError: classifyAwsError,
  consoleLink,
});
