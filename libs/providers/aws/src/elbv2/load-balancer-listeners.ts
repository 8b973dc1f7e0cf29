import {
  DescribeListenersCommand,
  type Listener,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { inParallel, textOf, type CollectContext } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import type { Denials } from '../denials';
import { describeOne } from '../describe-one';
import { objectsOf } from '../payload';
import { present } from '../request-failure';

export const LISTENERS_PERMISSION = 'elasticloadbalancing:DescribeListeners';

const PARALLEL_REQUESTS = 4;
/** The most the API gives; few load balancers have more than ten. */
const PAGE_SIZE = 400;

/** Those of gateways take whatever reaches the network, on no port and in no protocol of clients. */
const WITH_PORTS: ReadonlySet<string | null> = new Set(['application', 'network']);

/**
 * Listeners by ARN of their load balancer. They are told of one at a time. A load balancer that was
 * deleted since it was listed is missing; one whose listeners were denied, or that has no ports to
 * listen on, has `undefined`.
 */
export async function listenersByArn(
  context: CollectContext<AwsClient>,
  balancers: readonly LoadBalancer[],
  denials: Denials,
): Promise<Map<string, Listener[] | undefined>> {
  const found = new Map<string, Listener[] | undefined>();
  await inParallel(balancers, PARALLEL_REQUESTS, async (balancer) => {
    const arn = textOf(balancer.LoadBalancerArn);
    if (arn === null) return;
    const listeners = WITH_PORTS.has(textOf(balancer.Type))
      ? await listenersOf(context, arn, denials)
      : undefined;
    if (listeners !== null) found.set(arn, listeners);
  });
  return found;
}

async function listenersOf(
  { client, region, signal }: CollectContext<AwsClient>,
  LoadBalancerArn: string,
  denials: Denials,
): Promise<Listener[] | null | undefined> {
  const listeners: Listener[] = [];
  let Marker: string | undefined;
  do {
    const input = { LoadBalancerArn, PageSize: PAGE_SIZE, Marker };
    const page = await describeOne(
      client,
      { service: 'elbv2', region, permission: LISTENERS_PERMISSION, signal },
      { name: LoadBalancerArn, gone: 'LoadBalancerNotFoundException' },
      denials,
      async (elb, options) => {
        const answer = await elb.send(new DescribeListenersCommand(input), options);
        return { items: present(answer.Listeners, 'listeners'), next: answer.NextMarker };
      },
    );
    if (!page) return page;
    listeners.push(...objectsOf(page.items));
    Marker = textOf(page.next) ?? undefined;
  } while (Marker !== undefined);
  return listeners;
}
