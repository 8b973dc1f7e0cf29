import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  type Tag,
} from '@aws-sdk/client-elastic-load-balancing';
import { definePass, type CollectContext, type Page } from '@skyledger/provider-sdk';
import { tagsInBatches } from '../batched-tags';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf, sortedTexts } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { toClassicLoadBalancer } from './load-balancers.mapper';

const PERMISSION = 'elasticloadbalancing:DescribeLoadBalancers';
const TAGS_PERMISSION = 'elasticloadbalancing:DescribeTags';

/** A quarter of what the API allows, so that a page is no more than five requests for tags. */
const PAGE_SIZE = 100;
/** The most names DescribeTags takes. */
const BATCH_SIZE = 20;

/** Load balancers of the first generation. */
export const classicLoadBalancers = definePass<AwsClient>({
  id: 'elb.load-balancers',
  types: ['load_balancer'],
  scope: 'regional',
  permissions: [PERMISSION, TAGS_PERMISSION, 'ec2:DescribeRegions', 'sts:GetCallerIdentity'],
  async *collect(context): AsyncGenerator<Page> {
    const { client, region, signal } = context;
    const accountId = await client.accountId(signal);
    const pages = pagesOf(
      {
        service: 'elb',
        permission: PERMISSION,
        async list(elb, token, options) {
          const command = new DescribeLoadBalancersCommand({ PageSize: PAGE_SIZE, Marker: token });
          const { LoadBalancerDescriptions, NextMarker } = await elb.send(command, options);
          return { items: LoadBalancerDescriptions, next: NextMarker };
        },
      },
      context,
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const listed = objectsOf(items);
      const names = sortedTexts(listed.map((balancer) => balancer.LoadBalancerName));
      const tags = await tagsInBatches(names, BATCH_SIZE, denials, (batch) =>
        readTags(context, batch),
      );
      const left = listed.filter(({ LoadBalancerName: name }) => !name || tags.has(name));
      yield pageOf(
        left,
        next,
        (balancer) =>
          toClassicLoadBalancer(
            balancer,
            tags.get(balancer.LoadBalancerName ?? ''),
            region,
            accountId,
          ),
        denials.warnings(),
      );
    }
  },
});

async function readTags(
  { client, region, signal }: CollectContext<AwsClient>,
  names: string[],
): Promise<Map<string, Tag[]> | null> {
  return client.call(
    { service: 'elb', permission: TAGS_PERMISSION, region, signal },
    async (elb, options) => {
      try {
        const command = new DescribeTagsCommand({ LoadBalancerNames: names });
        const { TagDescriptions } = await elb.send(command, options);
        return new Map(
          objectsOf(present(TagDescriptions, 'tag descriptions')).map((each) => [
            each.LoadBalancerName ?? '',
            objectsOf(each.Tags),
          ]),
        );
      } catch (error) {
        if (error instanceof Error && error.name === 'AccessPointNotFoundException') return null;
        throw error;
      }
    },
  );
}
