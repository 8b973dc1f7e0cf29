import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { flagOf } from '../pve-values';

/** A set of privileges, which its payload names. `null` when the payload has no id. */
export function toRole(raw: unknown): DiscoveredResource<'role'> | null {
  const role = recordOf(raw);
  const roleId = textOf(role['roleid']);
  if (roleId === null) return null;
  return {
    resourceId: `role/${roleId}`,
    resourceType: 'role',
    nativeType: 'role',
    name: roleId,
    region: null,
    zone: null,
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
      providerManaged: flagOf(role['special']),
      // Roles are given by access control lists; nobody takes one on.
      assumableByAnyone: false,
      trustedAccountIds: [],
      lastUsedAt: null,
    },
    raw,
  };
}
