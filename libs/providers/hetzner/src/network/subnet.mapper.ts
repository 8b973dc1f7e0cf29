import { idOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

/**
 * Subnets have no ids: their range is unique in the network and names them. `null` when either is
 * missing.
 */
export function toSubnet(rawNetwork: unknown, raw: unknown): DiscoveredResource<'subnet'> | null {
  const subnet = recordOf(raw);
  const networkId = idOf(recordOf(rawNetwork)['id']);
  const cidr = textOf(subnet['ip_range']);
  if (networkId === null || cidr === null) return null;
  return {
    resourceId: `network/${networkId}/subnet/${cidr}`,
    resourceType: 'subnet',
    nativeType: 'subnet',
    name: null,
    region: textOf(subnet['network_zone']),
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [{ kind: 'runs_in', resourceId: `network/${networkId}` }],
    price: null,
    attributes: {
      cidrs: [cidr],
      // Not for a subnet to say: each server gets public addresses or not, whatever it joins.
      assignsPublicIp: null,
    },
    raw,
  };
}
