import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { relatedTo } from '../resource-name';
import { computeCommon } from './compute-resource';

/** `null` when the payload does not identify itself. */
export function toForwardingRule(raw: unknown): DiscoveredResource<'load_balancer'> | null {
  const rule = recordOf(raw);
  const common = computeCommon(rule);
  if (common === null) return null;
  const scheme = textOf(rule['loadBalancingScheme']);
  const internetFacing = internetFacingOf(scheme);
  const ip = textOf(rule['IPAddress']);
  return {
    resourceId: common.resourceId,
    resourceType: 'load_balancer',
    nativeType:
      common.region === null
        ? 'compute.googleapis.com/GlobalForwardingRule'
        : 'compute.googleapis.com/ForwardingRule',
    name: common.name,
    region: common.region,
    zone: common.zone,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: ip !== null && internetFacing === false ? [ip] : [],
    publicIps: ip !== null && internetFacing === true ? [ip] : [],
    isPublic: internetFacing,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: relatedTo('runs_in', rule['selfLink'], [rule['network'], rule['subnetwork']]),
    price: null,
    attributes: { kind: scheme, internetFacing, dnsName: null },
    raw,
  };
}

/** Rules of Private Service Connect have no scheme. */
function internetFacingOf(scheme: string | null): boolean | null {
  if (scheme?.startsWith('EXTERNAL')) return true;
  return scheme?.startsWith('INTERNAL') ? false : null;
}
