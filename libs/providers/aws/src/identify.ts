import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListBucketsCommand, type Bucket } from '@aws-sdk/client-s3';
import type { Identity } from '@skyledger/provider-sdk';
import type { AwsClient } from './client';
import { deniedOfDistributions } from './cloudfront/distribution-probes';
import { Denials } from './denials';
import { tagsByArn } from './elbv2/load-balancer-tags';
import { credentialFacts } from './iam/credential-facts';
import { deniedOfIam } from './iam/iam-probes';
import { deniedListings } from './listing-probes';
import { deniedOfPrices } from './pricing/price-probe';
import { deniedOfOrganization } from './organizations/account-probes';
import { deniedListing, unlessUntold } from './permission-probe';
import { deniedOfZones } from './route53/zone-probes';
import { accountBlockOf } from './s3/account-block';
import { detailsOf } from './s3/bucket-details';

/**
 * Whose account the credentials open, and what they may not read there. Each permission is tried
 * once in the home region, on the smallest page the API allows and for details on one resource;
 * where there is none to try it on, a missing permission is not found.
 */
export async function identify(client: AwsClient): Promise<Identity> {
  const identityChain = await client.identityChain();
  const nativeAccountId = await client.accountId();
  const denied = await Promise.all([
    deniedListings(client),
    deniedOfLoadBalancers(client),
    deniedOfBuckets(client),
    deniedOfZones(client),
    deniedOfDistributions(client),
    deniedOfIam(client),
    deniedOfOrganization(client),
    deniedOfPrices(client),
  ]);
  const missingPermissions = [...new Set(denied.flat())].sort();
  const credentials = await credentialFacts(client, identityChain);
  return { nativeAccountId, displayName: null, missingPermissions, credentials, identityChain };
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
  await unlessUntold(() => accountBlockOf(client, denials));
  return [...denied, ...denials.permissions()];
}
