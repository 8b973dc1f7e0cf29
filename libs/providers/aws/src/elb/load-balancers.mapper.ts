import type { LoadBalancerDescription, Tag } from '@aws-sdk/client-elastic-load-balancing';
import { certificatesOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { partitionOf } from '../arn';
import { objectsOf, sortedTexts, timeOf } from '../payload';
import { toCertificates, toEc2 } from '../relations';
import { tagsOf } from '../tags';
import { untold } from '../untold';
import { listenersFrom } from './listeners.mapper';

/** @returns `null` when the payload has no name, which is all its ARN is made of */
export function toClassicLoadBalancer(
  balancer: LoadBalancerDescription,
  tags: readonly Tag[] | undefined,
  region: string,
  accountId: string,
): DiscoveredResource<'load_balancer'> | null {
  const name = textOf(balancer.LoadBalancerName);
  if (name === null) return null;
  const place = { region, accountId };
  const listeners = listenersFrom(balancer);
  const zones = sortedTexts(
    Array.isArray(balancer.AvailabilityZones) ? balancer.AvailabilityZones : [],
  );
  const { Scheme: scheme } = balancer;
  const internetFacing = scheme === 'internet-facing' ? true : scheme === 'internal' ? false : null;
  return {
    ...untold(),
    resourceId: `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${accountId}:loadbalancer/${name}`,
    resourceType: 'load_balancer',
    nativeType: 'AWS::ElasticLoadBalancing::LoadBalancer',
    name,
    region,
    zone: zones.length === 1 ? (zones[0] ?? null) : null,
    // It has no states: it works while it exists.
    state: 'running',
    isPublic: internetFacing,
    tags: tagsOf(tags),
    createdAt: timeOf(balancer.CreatedTime),
    relationships: [
      ...toEc2('runs_in', 'vpc', place, balancer.VPCId),
      ...toEc2('protected_by', 'security-group', place, balancer.SecurityGroups),
      ...toEc2(
        'targets',
        'instance',
        place,
        objectsOf(balancer.Instances).map((instance) => instance.InstanceId),
      ),
      ...toCertificates(certificatesOf(listeners)),
    ],
    attributes: {
      kind: 'classic',
      internetFacing,
      dnsName: textOf(balancer.DNSName),
      listeners,
    },
    raw: balancer,
  };
}
