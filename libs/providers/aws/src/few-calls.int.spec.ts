import { demoEstate, expectedResources, type EstateSpec } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import { aws } from './provider';
import { BIG, SECRET, startAwsEstate } from './testing/aws-estate';

const REGIONS = ['us-east-1', 'eu-central-1', 'eu-west-1'];
const LEAST_RESOURCES = 2_000;
const MOST_CALLS = 200;

/** An account as many companies have one: mostly machines and their networks, some of the rest. */
const ACCOUNT: EstateSpec['aws'][number] = {
  ...BIG,
  secretAccessKey: SECRET,
  regions: REGIONS.map((name) => ({ name })),
  counts: {
    instances: 122,
    vpcs: 3,
    subnets: 12,
    securityGroups: 52,
    volumes: 131,
    snapshots: 70,
    elasticIps: 9,
    networkInterfaces: 140,
    images: 9,
    loadBalancers: 4,
    dbInstances: 5,
    services: {
      'aws.ec2-route-table': 9,
      'aws.ec2-internet-gateway': 3,
      'aws.ec2-nat-gateway': 3,
      'aws.ec2-flow-log': 3,
      'aws.autoscaling-group': 5,
      'aws.elb-classic-load-balancer': 1,
      'aws.lambda-function': 35,
      'aws.ecs-cluster': 1,
      'aws.ecs-service': 7,
      'aws.eks-cluster': 1,
      'aws.ecr-repository': 10,
      'aws.rds-cluster': 2,
      'aws.rds-snapshot': 17,
      'aws.rds-cluster-snapshot': 7,
      'aws.dynamodb-table': 3,
      'aws.elasticache-replication-group': 2,
      'aws.elasticache-cluster': 1,
      'aws.redshift-cluster': 1,
      'aws.efs-file-system': 2,
      'aws.sqs-queue': 1,
      'aws.sns-topic': 1,
      'aws.acm-certificate': 2,
    },
  },
  buckets: 4,
  services: { 'aws.route53-hosted-zone': 4, 'aws.cloudfront-distribution': 2 },
};

describe('the requests of a run', () => {
  it(`are at most ${MOST_CALLS} for ${LEAST_RESOURCES} resources in three regions`, async () => {
    const estate = await startAwsEstate({ ...demoEstate(), hetzner: [], aws: [ACCOUNT] });
    try {
      const client = await estate.connectAs(BIG);
      const found = new Set<string>();
      const regions = await aws.regions(client, null);
      for (const pass of aws.passes) {
        for (const region of pass.scope === 'global' ? ['global'] : regions) {
          const { resources, warnings } = await collectPass(pass, client, { region });
          expect(warnings).toEqual([]);
          for (const { resourceId } of resources) found.add(resourceId);
        }
      }
      const expected = [...expectedResources(estate.emulator.estate, BIG.accountId)].flatMap(
        ({ rows }) => rows.map(({ resourceId }) => resourceId),
      );
      expect(found.size).toBeGreaterThanOrEqual(LEAST_RESOURCES);
      expect([...found].sort()).toEqual(expected.sort());
      const calls = estate.emulator.stats.count({ provider: 'aws' });
      expect(calls).toBeLessThanOrEqual(MOST_CALLS);
    } finally {
      await estate.close();
    }
  });

  it.each([
    'sts:GetCallerIdentity',
    'ec2:DescribeRegions',
    's3:GetAccountPublicAccessBlock',
    'iam:GetCredentialReport',
  ])('ask for %s once, however many passes need it', async (permission) => {
    const estate = await startAwsEstate();
    try {
      const client = await estate.connectDemo();
      await aws.regions(client, null);
      for (const pass of aws.passes.filter((each) => each.permissions.includes(permission))) {
        await collectPass(pass, client, { region: 'us-east-1' });
      }
      const asked = estate.gate.operations.filter((operation) => operation === permission);
      expect(asked).toHaveLength(1);
    } finally {
      await estate.close();
    }
  });
});
