import { integerOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { childrenOf, elementOf, isWhole, stateOf, type Element } from '../element';
import { related } from '../relationships';
import { lansOfPool } from './node-pool.mapper';

/** `null` when the payload has no id. */
export function toCluster(raw: unknown): DiscoveredResource<'cluster'> | null {
  const { id, properties, nativeState, createdAt, entities } = elementOf(raw);
  if (id === null) return null;
  const rawPools = childrenOf(entities, 'nodepools');
  const pools = rawPools?.every(isWhole) ? rawPools.map(elementOf) : null;
  return {
    resourceId: `k8s/${id}`,
    resourceType: 'cluster',
    nativeType: 'k8s',
    name: textOf(properties['name']),
    // Told of private clusters only; node pools may be elsewhere.
    region: textOf(properties['location']),
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt,
    relationships: related('runs_in', (pools ?? []).flatMap(lansOfPool)),
    price: null,
    attributes: {
      kind: 'kubernetes',
      version: textOf(properties['k8sVersion']),
      nodeCount: nodesOf(pools),
      publicEndpoint: hasPublicEndpoint(properties),
    },
    raw,
  };
}

/** `null` unless every pool told how many nodes it has. */
function nodesOf(pools: readonly Element[] | null): number | null {
  const counts = (pools ?? []).map(({ properties }) => integerOf(properties['nodeCount']));
  if (pools === null || counts.includes(null)) return null;
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/**
 * Whether anyone can reach the API server: not where an allow list names who may. `null` for private
 * clusters, of which the description does not say whether their API server is private, too.
 */
function hasPublicEndpoint(properties: Readonly<Record<string, unknown>>): boolean | null {
  const { public: isPublic, apiSubnetAllowList } = properties;
  const allowed = textsOf(apiSubnetAllowList);
  if (allowed.length > 0) return allowed.some((range) => range.endsWith('/0'));
  return isPublic === true ? true : null;
}
