import type { DescribeInstancesCommandInput } from '@aws-sdk/client-ec2';
import {
  paginateDescribeInstances,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  DescribeRegionsCommand,
  DescribeInstancesCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeListenersCommand,
  DescribeTagsCommand,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { paginateDescribeDBInstances } from '@aws-sdk/client-rds';
import type {
  Ec2Instance,
  Ec2SecurityGroup,
  Emulator,
  EstateSpec,
  ExpectedResource,
  RdsInstance,
} from '../index';
import { expectedResources, startEmulator } from '../index';
import { awsClients } from '../testing/aws-clients';

const ACCOUNT = '111122223333';
const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not/a+real=secret' };

const SPEC: EstateSpec = {
  seed: 7,
  hetzner: [],
  aws: [
    {
      accountId: ACCOUNT,
      ...KEYS,
      regions: [
        {
          name: 'eu-central-1',
          counts: {
            instances: 230,
            vpcs: 7,
            subnets: 21,
            securityGroups: 40,
            loadBalancers: 45,
            dbInstances: 61,
          },
        },
        { name: 'ap-east-1', optIn: 'not-opted-in' },
        { name: 'me-south-1', optIn: 'opted-in', counts: { instances: 3 } },
      ],
    },
  ],
};

describe('the AWS listings, read with the official clients', () => {
  let emulator: Emulator;
  let clients: ReturnType<typeof awsClients>;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
    clients = awsClients(emulator.awsEndpoint, KEYS);
  });
  afterAll(() => emulator.close());

  const expected = (kind: string, region = 'eu-central-1'): ExpectedResource[] =>
    [...expectedResources(emulator.estate, ACCOUNT)].filter(
      (each) => each.kind === kind && each.region === region,
    );

  it('pages through every instance with all that the estate says of it', async () => {
    const seen = [];
    let pages = 0;
    for await (const page of paginateDescribeInstances({ client: clients.ec2, pageSize: 50 }, {})) {
      pages += 1;
      for (const { Instances = [], OwnerId } of page.Reservations ?? []) {
        expect(OwnerId).toBe(ACCOUNT);
        seen.push(...Instances);
      }
    }
    expect(pages).toBe(5);
    expect(seen.map((each) => each.InstanceId)).toEqual(
      expected('instance').map((each) => each.id),
    );
    for (const instance of seen) {
      const item = emulator.estate.describe(
        ACCOUNT,
        'instance',
        instance.InstanceId ?? '',
      ) as Ec2Instance;
      expect(instance.State?.Name).toBe(item.state);
      expect(instance.InstanceType).toBe(item.type.name);
      expect(instance.VpcId ?? null).toBe(item.vpcId);
      expect(instance.PrivateIpAddress ?? null).toBe(item.privateIp);
      expect(instance.PublicIpAddress ?? null).toBe(item.publicIp);
      expect(instance.MetadataOptions?.HttpTokens).toBe(item.httpTokens);
      expect(instance.LaunchTime).toEqual(item.launchTime);
      expect(instance.SecurityGroups?.map((group) => group.GroupId)).toEqual(
        item.groups.map((group) => group.id),
      );
      expect((instance.Tags ?? []).map((tag) => [tag.Key, tag.Value])).toEqual(item.tags);
    }
  });

  it('keeps private addresses unique within a VPC, and inside it', async () => {
    const items = [
      ...(emulator.estate.aws.get(ACCOUNT)?.regions.get('eu-central-1')?.instances.all() ?? []),
    ];
    const placed = items.filter((each) => each.vpcId !== null);
    const places = new Set(placed.map((each) => `${each.vpcId} ${each.privateIp}`));
    expect(places.size).toBe(placed.length);
    expect(new Set(placed.map((each) => each.publicIp)).size).toBe(
      placed.filter((each) => each.publicIp !== null).length + 1,
    );
  });

  it('lists VPCs, subnets and security groups', async () => {
    const { ec2 } = clients;
    const vpcs = [];
    for await (const page of paginateDescribeVpcs({ client: ec2, pageSize: 5 }, {}))
      vpcs.push(...(page.Vpcs ?? []));
    expect(vpcs.map((each) => each.VpcId)).toEqual(expected('vpc').map((each) => each.id));
    expect(vpcs.filter((each) => each.IsDefault)).toHaveLength(1);

    const subnets = [];
    for await (const page of paginateDescribeSubnets({ client: ec2, pageSize: 10 }, {}))
      subnets.push(...(page.Subnets ?? []));
    expect(subnets.map((each) => each.SubnetArn)).toEqual(
      expected('subnet').map((each) => each.arn),
    );
    for (const subnet of subnets) {
      expect(vpcs.map((each) => each.VpcId)).toContain(subnet.VpcId);
      expect(subnet.AvailableIpAddressCount).toBeGreaterThan(0);
    }

    const groups = [];
    for await (const page of paginateDescribeSecurityGroups({ client: ec2, pageSize: 15 }, {}))
      groups.push(...(page.SecurityGroups ?? []));
    expect(groups.map((each) => each.GroupId)).toEqual(
      expected('security-group').map((each) => each.id),
    );
    for (const group of groups) {
      const item = emulator.estate.describe(
        ACCOUNT,
        'security-group',
        group.GroupId ?? '',
      ) as Ec2SecurityGroup;
      expect(group.IpPermissions).toHaveLength(item.ingress.length);
      group.IpPermissions?.forEach((permission, at) => {
        const rule = item.ingress[at];
        expect(permission.IpProtocol).toBe(rule?.protocol);
        expect(permission.FromPort).toBe(rule?.fromPort);
        expect(permission.IpRanges?.map((range) => range.CidrIp)).toEqual(
          (rule?.ipv4 ?? []).map((range) => range.cidr),
        );
        expect(permission.Ipv6Ranges?.map((range) => range.CidrIpv6)).toEqual(
          (rule?.ipv6 ?? []).map((range) => range.cidr),
        );
      });
    }
  });

  it('shows regions that are not enabled only when asked', async () => {
    const { ec2 } = clients;
    const usual = await ec2.send(new DescribeRegionsCommand({}));
    expect(usual.Regions?.map((each) => each.RegionName)).toEqual(['eu-central-1', 'me-south-1']);
    const all = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(all.Regions?.map((each) => [each.RegionName, each.OptInStatus])).toEqual([
      ['eu-central-1', 'opt-in-not-required'],
      ['ap-east-1', 'not-opted-in'],
      ['me-south-1', 'opted-in'],
    ]);
    const disabled = awsClients(emulator.awsEndpoint, KEYS, 'ap-east-1');
    await expect(disabled.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'AuthFailure',
    });
  });

  it('refuses page sizes and tokens that EC2 refuses', async () => {
    const ask = (input: DescribeInstancesCommandInput): Promise<unknown> =>
      clients.ec2.send(new DescribeInstancesCommand(input));
    await expect(ask({ MaxResults: 4 })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(ask({ MaxResults: 1001 })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(ask({ NextToken: 'made up' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
    await expect(ask({ Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    const stopped = await clients.ec2.send(
      new DescribeInstancesCommand({
        Filters: [{ Name: 'instance-state-name', Values: ['stopped'] }],
      }),
    );
    const states = stopped.Reservations?.flatMap((each) =>
      each.Instances?.map((instance) => instance.State?.Name),
    );
    expect(states).toEqual(
      expected('instance')
        .filter((each) => each.state === 'stopped')
        .map(() => 'stopped'),
    );
  });

  it('pages through databases', async () => {
    const seen = [];
    for await (const page of paginateDescribeDBInstances({ client: clients.rds, pageSize: 20 }, {}))
      seen.push(...(page.DBInstances ?? []));
    expect(seen.map((each) => each.DBInstanceArn)).toEqual(
      expected('db-instance').map((each) => each.arn),
    );
    for (const db of seen) {
      const item = emulator.estate.describe(
        ACCOUNT,
        'db-instance',
        db.DBInstanceIdentifier ?? '',
      ) as RdsInstance;
      expect(db).toMatchObject({
        Engine: item.engine,
        StorageEncrypted: item.kmsKeyArn !== null,
        PubliclyAccessible: item.publiclyAccessible,
        BackupRetentionPeriod: item.backupRetention,
        DeletionProtection: item.deletionProtection,
        InstanceCreateTime: item.created,
        DBSubnetGroup: { VpcId: item.vpcId },
      });
      expect(db.VpcSecurityGroups?.[0]?.VpcSecurityGroupId).toBe(item.securityGroupId);
      expect((db.TagList ?? []).map((tag) => [tag.Key, tag.Value])).toEqual(item.tags);
    }
  });

  it('pages through load balancers, with listeners and tags', async () => {
    const seen = [];
    for await (const page of paginateDescribeLoadBalancers(
      { client: clients.elb, pageSize: 20 },
      {},
    ))
      seen.push(...(page.LoadBalancers ?? []));
    expect(seen.map((each) => each.LoadBalancerArn)).toEqual(
      expected('load-balancer').map((each) => each.arn),
    );
    const arn = seen[0]?.LoadBalancerArn ?? '';
    const { Listeners } = await clients.elb.send(
      new DescribeListenersCommand({ LoadBalancerArn: arn }),
    );
    expect(Listeners?.length).toBeGreaterThan(0);
    const { TagDescriptions } = await clients.elb.send(
      new DescribeTagsCommand({ ResourceArns: [arn] }),
    );
    expect(TagDescriptions?.[0]?.ResourceArn).toBe(arn);
  });
});
