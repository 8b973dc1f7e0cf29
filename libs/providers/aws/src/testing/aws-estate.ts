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
      },
      buckets: 230,
    },
    {
      ...NARROW,
      secretAccessKey: SECRET,
      regions: REGIONS,
      counts: { instances: 3, loadBalancers: 2, dbInstances: 2 },
      buckets: 12,
      deniedActions: [
        'ec2:DescribeInstances',
        'elasticloadbalancing:DescribeTags',
        's3:GetBucketPolicyStatus',
        's3:GetBucketTagging',
      ],
    },
  ],
};

/** The regional passes and the emulator's word for what each yields. */
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
  ['elbv2.load-balancers', 'load-balancer'],
  ['rds.db-instances', 'db-instance'],
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
  /** Sorted; without terminated instances. */
  expectedArns(account: string, kind: string, region: string | null): string[];
  close(): Promise<void>;
}

export async function startAwsEstate(): Promise<AwsEstate> {
  const emulator = await startEmulator({ estate: ESTATE });
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
    expectedArns: (account, kind, region) =>
      [...expectedResources(emulator.estate, account)]
        .filter((each) => each.kind === kind && (region === null || each.region === region))
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
