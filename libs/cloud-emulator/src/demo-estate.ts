import type { AwsOrganizationSpec } from './aws/organizations/organization-spec';
import { CLOUDS } from './clouds';
import { Estate } from './estate/estate';
import type { EmulatedProvider } from './estate/estate';
import type { EstateSpec } from './estate/estate-spec';

/** AWS's own documentation example key, which belongs to nobody. */
export const DEMO_AWS = {
  accountId: '123456789012',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  roleArn: 'arn:aws:iam::123456789012:role/SkyledgerReadOnly',
  externalId: 'skyledger-demo-external-id',
} as const;

export const DEMO_HETZNER = {
  projectName: 'demo-project',
  token: 'EXAMPLEskyledgerDemoHetznerTokenThatOpensNothingAtAll00000000000',
} as const;

const REGION_COUNTS = {
  instances: 24,
  vpcs: 2,
  subnets: 6,
  securityGroups: 14,
  volumes: 18,
  snapshots: 6,
  elasticIps: 4,
  networkInterfaces: 26,
  images: 2,
  loadBalancers: 3,
  dbInstances: 5,
};

const ACCOUNT_SERVICES = {
  'aws.iam-user': 5,
  'aws.iam-group': 2,
  'aws.iam-role': 5,
  'aws.iam-policy': 3,
  'aws.route53-hosted-zone': 3,
  'aws.cloudfront-distribution': 3,
} as const;

/** The demo's account is in charge of two others, which it tells of and nobody has connected. */
const ORGANIZATION: AwsOrganizationSpec = {
  id: 'o-skyledgerdemo',
  rootId: 'r-demo',
  units: [{ id: 'ou-demo-workloads', name: 'Workloads' }],
  accounts: [
    { id: DEMO_AWS.accountId, name: 'Demo' },
    { id: '123456789013', name: 'Demo shop', parentId: 'ou-demo-workloads' },
    { id: '123456789014', name: 'Demo shop (old)', state: 'SUSPENDED' },
  ],
};

/** A few of every other kind, in one region. */
const SERVICES = {
  'aws.ec2-route-table': 3,
  'aws.ec2-internet-gateway': 2,
  'aws.ec2-nat-gateway': 1,
  'aws.ec2-flow-log': 2,
  'aws.autoscaling-group': 2,
  'aws.elb-classic-load-balancer': 1,
  'aws.lambda-function': 3,
  'aws.kms-key': 3,
  'aws.secretsmanager-secret': 2,
  'aws.sqs-queue': 2,
  'aws.sns-topic': 2,
  'aws.cloudtrail-trail': 2,
  'aws.config-recorder': 1,
  'aws.guardduty-detector': 1,
  'aws.acm-certificate': 3,
  'aws.ecs-cluster': 1,
  'aws.ecs-service': 2,
  'aws.eks-cluster': 2,
  'aws.ecr-repository': 2,
  'aws.rds-cluster': 2,
  'aws.rds-snapshot': 2,
  'aws.rds-cluster-snapshot': 1,
  'aws.dynamodb-table': 2,
  'aws.elasticache-replication-group': 1,
  'aws.elasticache-cluster': 1,
  'aws.redshift-cluster': 1,
  'aws.efs-file-system': 1,
} as const;

/** What `npm start` shows: one account of every provider, the one of AWS in three regions. */
export function demoEstate(): EstateSpec {
  return {
    ...(Object.assign({}, ...CLOUDS.map(({ demo }) => demo.spec)) as Partial<EstateSpec>),
    seed: 20260601,
    aws: [
      {
        accountId: DEMO_AWS.accountId,
        accessKeyId: DEMO_AWS.accessKeyId,
        secretAccessKey: DEMO_AWS.secretAccessKey,
        userName: 'skyledger-demo',
        roles: [{ arn: DEMO_AWS.roleArn, externalId: DEMO_AWS.externalId }],
        regions: [
          { name: 'us-east-1', counts: REGION_COUNTS },
          {
            name: 'eu-central-1',
            counts: {
              ...REGION_COUNTS,
              instances: 40,
              networkInterfaces: 42,
              dbInstances: 8,
              services: SERVICES,
            },
          },
          { name: 'eu-west-1', counts: { ...REGION_COUNTS, instances: 16, networkInterfaces: 18 } },
          { name: 'ap-east-1', optIn: 'not-opted-in' },
        ],
        buckets: 28,
        services: ACCOUNT_SERVICES,
        organization: ORGANIZATION,
      },
    ],
    hetzner: [
      {
        token: DEMO_HETZNER.token,
        projectName: DEMO_HETZNER.projectName,
        counts: {
          servers: 60,
          networks: 4,
          firewalls: 12,
          volumes: 24,
          loadBalancers: 4,
          primaryIps: 24,
          floatingIps: 4,
          images: 12,
          certificates: 3,
          placementGroups: 2,
          zones: 2,
          storageBoxes: 2,
        },
      },
    ],
  };
}

/** An account to add for the demo. */
export interface DemoLogin {
  readonly provider: EmulatedProvider;
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** What opens the accounts of the demo estate. */
export function demoLogins(): readonly DemoLogin[] {
  const { accessKeyId, secretAccessKey } = DEMO_AWS;
  return [
    {
      provider: 'aws',
      credentials: {
        method: 'access_keys',
        access_key_id: accessKeyId,
        secret_access_key: secretAccessKey,
      },
    },
    { provider: 'hetzner', credentials: { api_token: DEMO_HETZNER.token } },
    ...CLOUDS.map(({ provider, demo }) => ({ provider, credentials: demo.credentials })),
  ];
}

export interface DemoAgent {
  readonly hostname: string;
  /** The EC2 instance id, when the agent could read it from the metadata service. */
  readonly instance_id?: string;
  readonly private_ips: readonly string[];
  readonly public_ips: readonly string[];
}

/** Agents on one EC2 instance (known by its id) and one Hetzner server (only by addresses). */
export function demoAgents(): readonly [aws: DemoAgent, hetzner: DemoAgent] {
  const estate = new Estate(demoEstate());
  const instances = estate.aws.get(DEMO_AWS.accountId)?.regions.get('eu-central-1')?.instances;
  for (const instance of instances?.all() ?? []) {
    if (instance.state !== 'running' || !instance.privateIp || !instance.publicIp) continue;
    for (const server of estate.hetzner.get(DEMO_HETZNER.token)?.servers.all() ?? []) {
      if (server.status !== 'running' || !server.ipv4 || !server.network) continue;
      return [
        {
          hostname: `ip-${instance.privateIp.replaceAll('.', '-')}`,
          instance_id: instance.id,
          private_ips: [instance.privateIp],
          public_ips: [instance.publicIp],
        },
        {
          hostname: server.name,
          private_ips: [server.network.ip],
          public_ips: [server.ipv4],
        },
      ];
    }
  }
  throw new Error('the demo estate has no running instance and server with public addresses');
}
