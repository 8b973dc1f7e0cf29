import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { groupOf, related } from '../arm-id';
import { roleKey, type RoleNames } from './role-names';

const PRINCIPAL_KINDS: ReadonlyMap<string, string> = new Map([
  ['user', 'user'],
  ['group', 'group'],
  ['foreigngroup', 'group'],
  ['serviceprincipal', 'service'],
]);

/** That somebody has a role in the subscription. `null` when the payload has no id. */
export function toRoleAssignment(
  raw: unknown,
  roles: RoleNames,
): DiscoveredResource<'role_assignment'> | null {
  const fields = recordOf(raw);
  const id = assignmentId(fields['id']);
  if (id === null) return null;
  const { principalId, principalType, roleDefinitionId, scope, createdOn } = recordOf(
    fields['properties'],
  );
  const kind = textOf(principalType)?.toLowerCase() ?? null;
  const role = textOf(roleDefinitionId)?.toLowerCase() ?? null;
  return {
    resourceId: id,
    resourceType: 'role_assignment',
    nativeType: 'Microsoft.Authorization/roleAssignments',
    name: textOf(fields['name']),
    region: null,
    zone: null,
    // It holds for as long as it is there.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: instantOf(createdOn),
    relationships: related('runs_in', [groupOf(id)]),
    price: null,
    attributes: {
      principalId: textOf(principalId),
      principalKind: kind === null ? null : (PRINCIPAL_KINDS.get(kind) ?? kind),
      roleId: role,
      roleName: roles?.get(roleKey(role) ?? '') ?? null,
      scopeId: textOf(scope)?.toLowerCase() ?? null,
    },
    raw,
  };
}

/** Assignments of management groups and of the whole directory are not below a subscription. */
function assignmentId(value: unknown): string | null {
  const id = textOf(value)?.toLowerCase() ?? '';
  return /^\/.*providers\/microsoft\.authorization\/roleassignments\/[^/]+$/.test(id) ? id : null;
}
