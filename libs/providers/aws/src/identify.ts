import {
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ListBucketsCommand, type Bucket } from '@aws-sdk/client-s3';
import { ProviderError, type Identity } from '@skyledger/provider-sdk';
import type { AwsClient, Send } from './client';
import { Denials } from './denials';
import { tagsByArn } from './elbv2/load-balancer-tags';
import { detailsOf } from './s3/bucket-details';
import type { Service } from './service-clients';

/**
 * Whose account the credentials open, and what they may not read there. Each permission is tried
 * once in the home region, on the smallest page the API allows and for details on one resource;
 * where there is none to try it on, a missing permission is not found.
 */
export async function identify(client: AwsClient): Promise<Identity> {
  const nativeAccountId = await client.callerAccountId();
  const denied = await Promise.all([
    deniedListing(client, 'ec2', 'ec2:DescribeRegions', (ec2, options) =>
      ec2.send(new DescribeRegionsCommand({}), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeInstances', (ec2, options) =>
      ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeVpcs', (ec2, options) =>
      ec2.send(new DescribeVpcsCommand({ MaxResults: 5 }), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeSubnets', (ec2, options) =>
      ec2.send(new DescribeSubnetsCommand({ MaxResults: 5 }), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeSecurityGroups', (ec2, options) =>
      ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 5 }), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeNetworkInterfaces', (ec2, options) =>
      ec2.send(new DescribeNetworkInterfacesCommand({ MaxResults: 5 }), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeAddresses', (ec2, options) =>
      ec2.send(new DescribeAddressesCommand({}), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeVolumes', (ec2, options) =>
      ec2.send(new DescribeVolumesCommand({ MaxResults: 5 }), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeSnapshots', (ec2, options) =>
      ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'], MaxResults: 5 }), options),
    ),
    deniedListing(client, 'ec2', 'ec2:DescribeImages', (ec2, options) =>
      ec2.send(new DescribeImagesCommand({ Owners: ['self'], MaxResults: 5 }), options),
    ),
    deniedListing(client, 'rds', 'rds:DescribeDBInstances', (rds, options) =>
      rds.send(new DescribeDBInstancesCommand({ MaxRecords: 20 }), options),
    ),
    deniedOfLoadBalancers(client),
    deniedOfBuckets(client),
  ]);
  return { nativeAccountId, displayName: null, missingPermissions: denied.flat().sort() };
}

async function deniedOfLoadBalancers(client: AwsClient): Promise<string[]> {
  let arn: string | undefined;
  const denied = await deniedListing(
    client,
    'elbv2',
    'elasticloadbalancing:DescribeLoadBalancers',
    async (elb, options) => {
      const { LoadBalancers } = await elb.send(
        new DescribeLoadBalancersCommand({ PageSize: 1 }),
        options,
      );
      arn = LoadBalancers?.[0]?.LoadBalancerArn;
    },
  );
  if (arn === undefined) return denied;
  const denials = new Denials();
  const arns = [arn];
  await unlessUntold(() => tagsByArn(client, { region: client.homeRegion }, arns, denials));
  return [...denied, ...denials.permissions()];
}

async function deniedOfBuckets(client: AwsClient): Promise<string[]> {
  let first: Bucket | undefined;
  const denied = await deniedListing(client, 's3', 's3:ListAllMyBuckets', async (s3, options) => {
    const { Buckets } = await s3.send(new ListBucketsCommand({ MaxBuckets: 1 }), options);
    first = Buckets?.[0];
  });
  if (first === undefined) return denied;
  const bucket = first;
  const denials = new Denials();
  await unlessUntold(() => detailsOf(client, bucket, denials));
  return [...denied, ...denials.permissions()];
}

/** The permission, in a list, when the request was denied. */
async function deniedListing<S extends Service>(
  client: AwsClient,
  service: S,
  permission: string,
  send: Send<S, unknown>,
): Promise<string[]> {
  const denials = new Denials();
  await unlessUntold(() =>
    denials.unlessDenied(permission, () => client.call({ service, permission }, send)),
  );
  return denials.permissions();
}

/** Faults that tell nothing of permissions, a throttled request for example, are passed over. */
async function unlessUntold(probe: () => Promise<unknown>): Promise<void> {
  try {
    await probe();
  } catch (error) {
    const kind = error instanceof ProviderError ? error.fault.kind : 'bug';
    if (kind === 'bug' || kind === 'unauthenticated' || kind === 'expired') throw error;
  }
}
