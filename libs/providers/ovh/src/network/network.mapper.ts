import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { inProject } from '../native-id';

/** Where a network was listed. */
export interface NetworkPlace {
  /** URN of the project. */
  readonly project: string;
  readonly region: string;
  readonly networkId: string;
  /** Id of the vRack that the project is in; `null` when it is in none that is known. */
  readonly vrack: string | null;
}

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ACTIVE', 'running'],
  ['BUILDING', 'pending'],
  ['DELETING', 'pending'],
  ['ERROR', 'error'],
]);

/**
 * @param subnets of the network, as the API lists them: a network has no range of its own
 */
export function toNetwork(
  raw: unknown,
  subnets: readonly unknown[],
  { project, region, networkId, vrack }: NetworkPlace,
): DiscoveredResource<'network'> {
  const network = recordOf(raw);
  const status = textOf(network['status']);
  const visibility = textOf(network['visibility']);
  const cidrs = subnets.map((subnet) => textOf(recordOf(subnet)['cidr']));
  return {
    resourceId: inProject(project, 'network', networkId),
    resourceType: 'network',
    nativeType: 'cloud.project.Network',
    name: textOf(network['name']),
    region: textOf(network['region']) ?? region,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: visibility === null ? null : visibility === 'public',
    tags: {},
    createdAt: null,
    // A VLAN of the project is one of its vRack; other networks stay inside of the region.
    relationships:
      vrack !== null && visibility === 'private' && integerOf(network['vlanId']) !== null
        ? [{ kind: 'runs_in', resourceId: vrack }]
        : [],
    price: null,
    attributes: {
      cidrs: [...new Set(cidrs.filter((cidr) => cidr !== null))].sort(),
      // Projects begin without a private network, and none is marked.
      isDefault: false,
    },
    raw,
  };
}
