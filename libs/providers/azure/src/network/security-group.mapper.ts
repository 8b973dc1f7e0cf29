import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';
import { toRules } from './security-rules';

/** `null` when the payload has no id. Whom it protects is told by interfaces and subnets. */
export function toSecurityGroup(raw: unknown): DiscoveredResource<'firewall'> | null {
  const group = readArmResource(raw);
  if (group === null) return null;
  const { securityRules, defaultSecurityRules, provisioningState } = group.properties;
  const nativeState = textOf(provisioningState);
  return {
    ...group.shared,
    resourceType: 'firewall',
    nativeType: 'Microsoft.Network/networkSecurityGroups',
    state: stateFrom(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    relationships: placement(group.id),
    attributes: {
      rules: toRules(securityRules, defaultSecurityRules),
      // Nothing gets a network security group without asking for it.
      isDefault: false,
    },
  };
}
