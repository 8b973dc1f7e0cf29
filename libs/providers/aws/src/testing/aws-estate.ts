import {
  DEMO_AWS,
  demoEstate,
  expectedResources,
  startEmulator,
  type Emulator,
  type EstateSpec,
} from '@skyledger/cloud-emulator';
import {
  ProviderError,
  recordingGate,
  type Pass,
  type RecordingGate,
} from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { aws } from '../provider';

export const BIG = { accountId: '210987654321', accessKeyId: 'AKIABIGACCOUNT000001' };
export const NARROW = { accountId: '345678901234', accessKeyId: 'AKIANARROWACCOUNT001' };
/** Its keys may read nothing. */
export const NOTHING = { accountId: '456789012345', accessKeyId: 'AKIANOTHINGACCOUNT01' };
export const SECRET = 'CANARY/secret/access/key/of/the/estate00';

const REGIONS = [{ name: 'us-east-1' }, { name: 'ap-east-1', optIn: 'not-opted-in' }] as const;

/** The demo's account, one of several pages in most lists, and one whose keys may read little. */
const ESTATE: EstateSpec = {
  ...demoEstate(),
  hetzner: [],
  aws: [
    ...demoEstate().aws,
    {
      ...BIG,
      secretAccessKey: SECRET,
      regions: REGIONS,
      counts: {
        instances: 2100,
        vpcs: 3,
        subnets: 1100,
        securityGroups: 1050,
        volumes: 1100,
        snapshots: 1050,
        elasticIps: 220,
        networkInterfaces: 2150,
        images: 1020,
        loadBalancers: 230,
        dbInstances: 210,
        services: {
          'aws.ec2-route-table': 210,
          'aws.ec2-internet-gateway': 4,
          'aws.ec2-nat-gateway': 1010,
          'aws.ec2-flow-log': 1010,
          'aws.autoscaling-group': 210,
          'aws.elb-classic-load-balancer': 210,
          'aws.lambda-function': 110,
          'aws.ecs-cluster': 12,
          'aws.ecs-service': 130,
          'aws.eks-cluster': 110,
          'aws.ecr-repository': 1010,
          'aws.rds-cluster': 110,
          'aws.rds-snapshot': 110,
          'aws.rds-cluster-snapshot': 110,
          'aws.dynamodb-table': 110,
          'aws.elasticache-replication-group': 110,
          'aws.elasticache-cluster': 110,
          'aws.redshift-cluster': 110,
          'aws.efs-file-system': 110,
          'aws.kms-key': 130,
          'aws.secretsmanager-secret': 130,
          'aws.sqs-queue': 230,
          'aws.sns-topic': 130,
          'aws.cloudtrail-trail': 22,
          'aws.config-recorder': 1,
          'aws.guardduty-detector': 1,
          'aws.acm-certificate': 1010,
        },
      },
      buckets: 230,
      services: {
        'aws.iam-user': 230,
        'aws.iam-group': 30,
        'aws.iam-role': 220,
        'aws.iam-policy': 60,
        'aws.route53-hosted-zone': 130,
        'aws.cloudfront-distribution': 110,
      },
      publicAccessBlock: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      },
      organization: {
        id: 'o-bigexample',
        rootId: 'r-big1',
        accounts: Array.from({ length: 45 }, (_, at) => ({
          id: String(Number(BIG.accountId) + at),
          name: `Member ${at}`,
        })),
      },
    },
    {
      ...NARROW,
      secretAccessKey: SECRET,
      regions: REGIONS,
      counts: { instances: 3, loadBalancers: 2, dbInstances: 2 },
      buckets: 12,
      services: { 'aws.iam-user': 3, 'aws.iam-role': 2 },
      deniedActions: [
        'ec2:DescribeInstances',
        'elasticloadbalancing:DescribeListeners',
        'elasticloadbalancing:DescribeTags',
        's3:GetBucketPolicyStatus',
        's3:GetBucketTagging',
      ],
    },
    { ...NOTHING, secretAccessKey: SECRET, regions: REGIONS, counts: {}, deniedActions: ['*'] },
  ],
};

/** The regional passes and the emulator's words for what each yields. */
export const LISTINGS = [
  ['ec2.instances', 'instance'],
  ['ec2.vpcs', 'vpc'],
  ['ec2.subnets', 'subnet'],
  ['ec2.security-groups', 'security-group'],
  ['ec2.volumes', 'volume'],
  ['ec2.snapshots', 'snapshot'],
  ['ec2.addresses', 'elastic-ip'],
  ['ec2.network-interfaces', 'network-interface'],
  ['ec2.images', 'image'],
  ['ec2.route-tables', 'aws.ec2-route-table'],
  ['ec2.internet-gateways', 'aws.ec2-internet-gateway'],
  ['ec2.nat-gateways', 'aws.ec2-nat-gateway'],
  ['ec2.flow-logs', 'aws.ec2-flow-log'],
  ['autoscaling.groups', 'aws.autoscaling-group'],
  ['elbv2.load-balancers', 'load-balancer'],
  ['elb.load-balancers', 'aws.elb-classic-load-balancer'],
  ['lambda.functions', 'aws.lambda-function'],
  ['ecs.clusters', ['aws.ecs-cluster', 'aws.ecs-service']],
  ['eks.clusters', 'aws.eks-cluster'],
  ['ecr.repositories', 'aws.ecr-repository'],
  ['rds.db-instances', 'db-instance'],
  ['rds.db-clusters', 'aws.rds-cluster'],
  ['rds.db-snapshots', 'aws.rds-snapshot'],
  ['rds.db-cluster-snapshots', 'aws.rds-cluster-snapshot'],
  ['dynamodb.tables', 'aws.dynamodb-table'],
  ['elasticache.replication-groups', 'aws.elasticache-replication-group'],
  ['elasticache.cache-clusters', 'aws.elasticache-cluster'],
  ['redshift.clusters', 'aws.redshift-cluster'],
  ['efs.file-systems', 'aws.efs-file-system'],
  ['kms.keys', 'aws.kms-key'],
  ['secretsmanager.secrets', 'aws.secretsmanager-secret'],
  ['sqs.queues', 'aws.sqs-queue'],
  ['sns.topics', 'aws.sns-topic'],
  ['cloudtrail.trails', 'aws.cloudtrail-trail'],
  ['config.recorders', 'aws.config-recorder'],
  ['guardduty.detectors', 'aws.guardduty-detector'],
  ['acm.certificates', 'aws.acm-certificate'],
] as const;

/** The passes of what belongs to the account, and the emulator's words for what each yields. */
export const ACCOUNT_LISTINGS = [
  [
    'iam.authorizations',
    ['aws.iam-user', 'aws.iam-group', 'aws.iam-role', 'aws.iam-policy'],
    ['identity', 'role', 'policy'],
  ],
  ['iam.access-keys', ['aws.iam-user'], ['access_key']],
  ['iam.account-settings', ['aws.iam-account'], ['account_settings']],
  ['route53.hosted-zones', ['aws.route53-hosted-zone'], ['dns_zone']],
  ['cloudfront.distributions', ['aws.cloudfront-distribution'], ['cdn']],
  ['organizations.accounts', ['aws.organizations-account'], ['subaccount']],
] as const;

/** An emulated AWS for one test, and ways into its accounts. */
export interface AwsEstate {
  emulator: Emulator;
  /** Shared by every client of the test. */
  gate: RecordingGate;
  connect(credentials: Record<string, string>): Promise<AwsClient>;
  connectDemo(): Promise<AwsClient>;
  connectAs(account: { accessKeyId: string }): Promise<AwsClient>;
  /** Assumes the demo's role with the demo's keys. */
  connectRole(externalId: string): Promise<AwsClient>;
  /** Ids of what the ledger must hold of some types because of some kinds, sorted. */
  expectedIds(account: string, kinds: readonly string[], types: readonly string[]): string[];
  /** Sorted; without terminated instances. */
  expectedArns(account: string, kinds: string | readonly string[], region: string | null): string[];
  close(): Promise<void>;
}

/** Starts one, of the usual accounts unless another estate is given. */
export async function startAwsEstate(spec: EstateSpec = ESTATE): Promise<AwsEstate> {
  const emulator = await startEmulator({ estate: spec });
  const gate = recordingGate((error) => aws.classifyError(error));
  const clients: AwsClient[] = [];
  const connect = async (credentials: Record<string, string>): Promise<AwsClient> => {
    const endpoint = emulator.awsEndpoint;
    const client = await aws.connect(aws.credentials.parse(credentials), { gate, endpoint });
    clients.push(client);
    return client;
  };
  const demoKeys = {
    access_key_id: DEMO_AWS.accessKeyId,
    secret_access_key: DEMO_AWS.secretAccessKey,
  };
  return {
    emulator,
    gate,
    connect,
    connectDemo: () => connect(demoKeys),
    connectAs: ({ accessKeyId }) =>
      connect({ access_key_id: accessKeyId, secret_access_key: SECRET }),
    connectRole: (external_id) => connect({ role_arn: DEMO_AWS.roleArn, external_id, ...demoKeys }),
    expectedIds: (account, kinds, types) =>
      [...expectedResources(emulator.estate, account)]
        .filter(({ kind }) => kinds.includes(kind))
        .flatMap(({ rows }) => rows)
        .filter(({ resourceType }) => types.includes(resourceType))
        .map(({ resourceId }) => resourceId)
        .sort(),
    expectedArns: (account, kinds, region) =>
      [...expectedResources(emulator.estate, account)]
        .filter((each) => [kinds].flat().includes(each.kind))
        .filter((each) => region === null || each.region === region)
        .filter((each) => each.state !== 'terminated')
        .map((each) => each.arn ?? '')
        .sort(),
    close: async () => {
      await Promise.all(clients.map((client) => aws.disconnect(client)));
      await emulator.close();
    },
  };
}

export function passOf(id: string): Pass<AwsClient> {
  const pass = aws.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}

/** The refusal that `work` ends in; anything else fails the test. */
export async function faultOf(work: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await work.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}
