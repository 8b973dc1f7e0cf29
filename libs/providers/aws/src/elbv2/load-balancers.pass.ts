import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf, sortedTexts } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { LISTENERS_PERMISSION, listenersByArn } from './load-balancer-listeners';
import { TAGS_PERMISSION, tagsByArn } from './load-balancer-tags';
import { toLoadBalancer } from './load-balancers.mapper';

/** A quarter of what the API allows: each load balancer takes a request, and a page is what a crash costs. */
const PAGE_SIZE = 100;

/** Application, network and gateway load balancers. */
export const loadBalancers = definePass<AwsClient>({
  id: 'elbv2.load-balancers',
  types: ['load_balancer'],
  scope: 'regional',
  permissions: [
    'elasticloadbalancing:DescribeLoadBalancers',
    TAGS_PERMISSION,
    LISTENERS_PERMISSION,
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
      const tagged = listed.filter(({ LoadBalancerArn: arn }) => !arn || tags.has(arn));
      const listeners = await listenersByArn(context, tagged, denials);
      yield pageOf(
        tagged.filter(({ LoadBalancerArn: arn }) => !arn || listeners.has(arn)),
        next,
        (balancer) => {
          const arn = balancer.LoadBalancerArn ?? '';
          return toLoadBalancer(balancer, { tags: tags.get(arn), listeners: listeners.get(arn) });
        },
        denials.warnings(),
      );
    }
  },
});
