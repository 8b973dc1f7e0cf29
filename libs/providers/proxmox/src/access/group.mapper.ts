import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

/** A group of users, whose members its payload names. `null` when the payload has no id. */
export function toGroup(raw: unknown): DiscoveredResource<'identity'> | null {
  const groupId = textOf(recordOf(raw)['groupid']);
  if (groupId === null) return null;
  return {
    resourceId: `group/${groupId}`,
    resourceType: 'identity',
    nativeType: 'group',
    name: groupId,
    region: null,
    zone: null,
    // A group cannot be switched off.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      kind: 'group',
      isEnabled: true,
      hasPassword: false,
      mfaEnabled: null,
      lastUsedAt: null,
    },
    raw,
  };
}
