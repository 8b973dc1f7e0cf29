import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { sortAddresses } from '../addresses';
import { inProject, runsIn } from '../native-id';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['active', 'running'],
  ['creating', 'pending'],
  ['updating', 'pending'],
  ['deleting', 'pending'],
  ['deleted', 'deleted'],
  ['error', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 * @param region where it was listed
 */
export function toLoadBalancer(
  raw: unknown,
  project: string,
  region: string,
): DiscoveredResource<'load_balancer'> | null {
  const balancer = recordOf(raw);
  const id = textOf(balancer['id']);
  if (id === null) return null;
  const status = textOf(balancer['provisioningStatus']);
  const floatingIp = balancer['floatingIp'];
  const { publicIps, privateIps } = sortAddresses([
    balancer['vipAddress'],
    recordOf(floatingIp)['ip'],
  ]);
  const observed = floatingIp !== undefined && textOf(balancer['vipAddress']) !== null;
  const internetFacing = publicIps.length > 0 ? true : observed ? false : null;
  return {
    resourceId: inProject(project, 'loadBalancer', id),
    resourceType: 'load_balancer',
    nativeType: 'cloud.loadbalancing.LoadBalancer',
    name: textOf(balancer['name']),
    region: textOf(balancer['region']) ?? region,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps,
    publicIps,
    isPublic: internetFacing,
    tags: {},
    createdAt: instantOf(balancer['createdAt']),
    relationships: [
      ...runsIn(project, 'network', balancer['vipNetworkId']),
      ...runsIn(project, 'subnet', balancer['vipSubnetId']),
    ],
    price: null,
    attributes: {
      kind: null,
      internetFacing,
      dnsName: null,
      // A list of their own has them.
      listeners: null,
    },
    raw,
  };
}
