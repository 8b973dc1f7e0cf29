import type { Listener, LoadBalancer, Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import { certificatesOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn, parseArn } from '../arn';
import { stateFrom } from '../native-state';
import { objectsOf, sortedTexts, timeOf } from '../payload';
import { toCertificates } from '../relations';
import { tagsOf } from '../tags';
import { listenersFrom } from './listeners.mapper';

const STATES: Readonly<Record<string, ResourceState>> = {
  active: 'running',
  // Works, but lacks the capacity to grow.
  active_impaired: 'running',
  provisioning: 'pending',
  failed: 'error',
};

/** What the listing of load balancers lacks; `undefined` is what nobody may know. */
export interface LoadBalancerDetails {
  tags: readonly Tag[] | undefined;
  listeners: readonly Listener[] | undefined;
}

/** @returns `null` when the payload has no ARN */
export function toLoadBalancer(
  balancer: LoadBalancer,
  details: LoadBalancerDetails,
): DiscoveredResource<'load_balancer'> | null {
  const arn = parseArn(balancer.LoadBalancerArn);
  if (!arn) return null;
  const state = textOf(balancer.State?.Code);
  const internetFacing = internetFacingOf(balancer.Scheme);
  const zones = objectsOf(balancer.AvailabilityZones);
  const listeners = listenersFrom(details.listeners);
  const addresses = zones.flatMap((zone) => objectsOf(zone.LoadBalancerAddresses));
  return {
    resourceId: balancer.LoadBalancerArn ?? '',
    resourceType: 'load_balancer',
    nativeType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    name: textOf(balancer.LoadBalancerName),
    region: textOf(arn.region),
    zone: zones.length === 1 ? textOf(zones[0]?.ZoneName) : null,
    state: stateFrom(STATES, state),
    nativeState: state,
    size: null,
    privateIps: sortedTexts(addresses.map((address) => address.PrivateIPv4Address)),
    publicIps: sortedTexts(addresses.map((address) => address.IpAddress)),
    isPublic: internetFacing,
    tags: tagsOf(details.tags),
    createdAt: timeOf(balancer.CreatedTime),
    relationships: [
      ...relationshipsOf(balancer, arn.region, arn.accountId),
      ...toCertificates(certificatesOf(listeners)),
    ],
    price: null,
    attributes: {
      kind: textOf(balancer.Type),
      internetFacing,
      dnsName: textOf(balancer.DNSName),
      listeners,
    },
    raw: details.listeners === undefined ? balancer : { ...balancer, Listeners: details.listeners },
  };
}

/** Gateway load balancers have no scheme. */
function internetFacingOf(scheme: unknown): boolean | null {
  if (scheme === 'internet-facing') return true;
  return scheme === 'internal' ? false : null;
}

function relationshipsOf(
  { VpcId, SecurityGroups }: LoadBalancer,
  region: string,
  owner: string,
): DiscoveredResource['relationships'] {
  const vpcId = textOf(VpcId);
  const groupIds = Array.isArray(SecurityGroups) ? SecurityGroups : [];
  return [
    ...(vpcId === null
      ? []
      : [{ kind: 'runs_in' as const, resourceId: ec2Arn('vpc', region, owner, vpcId) }]),
    ...sortedTexts(groupIds).map((id) => ({
      kind: 'protected_by' as const,
      resourceId: ec2Arn('security-group', region, owner, id),
    })),
  ];
}
