import { listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { relatedTo } from '../resource-name';
import { computeCommon } from './compute-resource';

/** `null` when the payload does not identify itself. */
export function toSubnetwork(raw: unknown): DiscoveredResource<'subnet'> | null {
  const subnetwork = recordOf(raw);
  const common = computeCommon(subnetwork);
  if (common === null) return null;
  const secondary = listOf(subnetwork['secondaryIpRanges']).map(
    (range) => recordOf(range)['ipCidrRange'],
  );
  const state = textOf(subnetwork['state']);
  return {
    resourceId: common.resourceId,
    resourceType: 'subnet',
    nativeType: 'compute.googleapis.com/Subnetwork',
    name: common.name,
    region: common.region,
    zone: common.zone,
    // Only those of load balancers tell a state.
    state: state === 'DRAINING' ? 'pending' : 'running',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: relatedTo('runs_in', subnetwork['selfLink'], [subnetwork['network']]),
    price: null,
    attributes: {
      cidrs: textsOf([
        subnetwork['ipCidrRange'],
        ...secondary,
        subnetwork['internalIpv6Prefix'],
        subnetwork['externalIpv6Prefix'],
      ]),
      // Not for a subnetwork to say: each instance asks for a public address or does not.
      assignsPublicIp: null,
    },
    raw,
  };
}
