import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Datacenter } from '../datacenters';
import { childrenOf, elementOf, stateOf } from '../element';
import { toRules } from '../firewall-rules';

/**
 * `null` when the payload has no id. What a group does not allow is denied, in both directions; its
 * members tell that they are protected by it.
 */
export function toSecurityGroup(
  raw: unknown,
  { defaultSecurityGroup, location }: Datacenter,
): DiscoveredResource<'firewall'> | null {
  const { id, properties, nativeState, createdAt, entities } = elementOf(raw);
  if (id === null) return null;
  return {
    resourceId: `security-group/${id}`,
    resourceType: 'firewall',
    nativeType: 'security-group',
    name: textOf(properties['name']),
    region: location,
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt,
    relationships: [],
    price: null,
    attributes: {
      rules: toRules(childrenOf(entities, 'rules') ?? []),
      isDefault: defaultSecurityGroup === undefined ? null : defaultSecurityGroup === id,
    },
    raw,
  };
}
