import { integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { elementOf, stateOf, zoneOf, type Element } from '../element';
import { lanId } from '../lans';
import { related } from '../relationships';

/** A pool of a cluster's nodes, which are made alike. `null` when the payload has no id. */
export function toNodePool(
  raw: unknown,
  clusterId: string,
): DiscoveredResource<'scaling_group'> | null {
  const element = elementOf(raw);
  const { id, properties, nativeState, createdAt } = element;
  if (id === null) return null;
  const cores = integerOf(properties['coresCount']);
  const ramMib = integerOf(properties['ramSize']);
  return {
    resourceId: `nodepool/${id}`,
    resourceType: 'scaling_group',
    nativeType: 'nodepool',
    name: textOf(properties['name']),
    // That of its data center, which is told by its id alone.
    region: null,
    zone: zoneOf(properties['availabilityZone']),
    state: stateOf(nativeState),
    nativeState,
    size: cores === null || ramMib === null ? null : `${cores} cores, ${ramMib} MB`,
    privateIps: [],
    publicIps: textsOf(properties['publicIps']),
    isPublic: null,
    tags: {},
    createdAt,
    relationships: [
      ...related('attached_to', [`k8s/${clusterId}`]),
      ...related('runs_in', lansOfPool(element)),
    ],
    price: null,
    attributes: {
      ...rangeOf(properties['autoScaling']),
      desired: integerOf(properties['nodeCount']),
    },
    raw,
  };
}

/** The private LANs that the nodes of a pool are in besides their own. */
export function lansOfPool({ properties }: Element): string[] {
  const datacenterId = textOf(properties['datacenterId']);
  if (datacenterId === null) return [];
  return listOf(properties['lans']).flatMap((lan) => {
    const number = integerOf(recordOf(lan)['id']);
    return number === null ? [] : [lanId(datacenterId, String(number))];
  });
}

/** From 0 to 0 means that it does not scale by itself. */
function rangeOf(autoScaling: unknown): { minimum: number | null; maximum: number | null } {
  const { minNodeCount, maxNodeCount } = recordOf(autoScaling);
  const maximum = integerOf(maxNodeCount);
  return maximum === 0
    ? { minimum: null, maximum: null }
    : { minimum: integerOf(minNodeCount), maximum };
}
