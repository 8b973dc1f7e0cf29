import { recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import ipaddr from 'ipaddr.js';
import { inProject } from '../native-id';
import type { NetworkPlace } from './network.mapper';

/** `null` when the payload has no id. */
export function toSubnet(
  raw: unknown,
  { project, region, networkId }: NetworkPlace,
): DiscoveredResource<'subnet'> | null {
  const subnet = recordOf(raw);
  const id = textOf(subnet['id']);
  if (id === null) return null;
  const isPublic = isPublicRange(textOf(subnet['cidr']));
  return {
    resourceId: inProject(project, 'subnet', id),
    resourceType: 'subnet',
    nativeType: 'cloud.project.Subnet',
    name: textOf(subnet['name']),
    region,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic,
    tags: {},
    createdAt: null,
    relationships: [{ kind: 'runs_in', resourceId: inProject(project, 'network', networkId) }],
    price: null,
    attributes: {
      cidrs: textsOf([subnet['cidr']]),
      // Addresses come from the subnet's own range.
      assignsPublicIp: isPublic,
    },
    raw,
  };
}

function isPublicRange(cidr: string | null): boolean | null {
  if (cidr === null || !ipaddr.isValidCIDR(cidr)) return null;
  return ipaddr.parseCIDR(cidr)[0].range() === 'unicast';
}
