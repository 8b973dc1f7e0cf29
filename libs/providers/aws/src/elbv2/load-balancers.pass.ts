import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf, sortedTexts } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { TAGS_PERMISSION, tagsByArn } from './load-balancer-tags';
import { toLoadBalancer } from './load-balancers.mapper';

/** A fifth of what the API allows, so that a page is no more than five requests for tags. */
const PAGE_SIZE = 100;

/** Application, network and gateway load balancers. */
export const loadBalancers = definePass<AwsClient>({
  id: 'elbv2.load-balancers',
  types: ['load_balancer'],
  scope: 'regional',
  permissions: [
    'elasticloadbalancing:DescribeLoadBalancers',
    TAGS_PERMISSION,
    'ec2:DescribeRegions',
  ],
  async *collect(context): AsyncGenerator<Page> {
    const pages = pagesOf(
      {
        service: 'elbv2',
        permission: 'elasticloadbalancing:DescribeLoadBalancers',
        async list(elb, token, options) {
          const command = new DescribeLoadBalancersCommand({ PageSize: PAGE_SIZE, Marker: token });
          const { LoadBalancers, NextMarker } = await elb.send(command, options);
          return { items: LoadBalancers, next: NextMarker };
        },
      },
      context,
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const listed = objectsOf(items);
      const arns = sortedTexts(listed.map((balancer) => balancer.LoadBalancerArn));
      const tags = await tagsByArn(context.client, context, arns, denials);
      const present = listed.filter(({ LoadBalancerArn: arn }) => !arn || tags.has(arn));
      yield pageOf(
        present,
        next,
        (balancer) => toLoadBalancer(balancer, tags.get(balancer.LoadBalancerArn ?? '')),
        denials.warnings(),
      );
    }
  },
});
