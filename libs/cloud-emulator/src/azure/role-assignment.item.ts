import type { Generate } from '../estate/collection';
import { drawItem, groupOf, guid } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export interface AzureRoleAssignment extends AzureItem {
  readonly scope: string;
  readonly role: BuiltInRole;
  readonly principalId: string;
  readonly principalType: 'User' | 'ServicePrincipal' | 'Group';
  readonly subscriptionId: string;
  readonly created: string;
  readonly revision: number;
}

interface BuiltInRole {
  readonly name: string;
  readonly guid: string;
  readonly actions: readonly string[];
}

/** The same in every directory. */
const ROLES = [
  { name: 'Owner', guid: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', actions: ['*'] },
  { name: 'Contributor', guid: 'b24988ac-6180-42a0-ab88-20f7382dd24c', actions: ['*'] },
  { name: 'Reader', guid: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', actions: ['*/read'] },
] as const satisfies readonly BuiltInRole[];

/** Of three assignments one is of the subscription, one of a group, one of a management group above. */
export function roleAssignmentGenerator(scope: AzureScope): Generate<AzureRoleAssignment> {
  return (index, revision) => {
    const { random } = drawItem(scope, 'role-assignment', index);
    const subscription = `/subscriptions/${scope.subscriptionId}`;
    const held =
      index % 3 === 0
        ? subscription
        : index % 3 === 1
          ? `${subscription}/resourceGroups/${groupOf(index)}`
          : '/providers/Microsoft.Management/managementGroups/landing-zones';
    const name = `${guid(random).slice(0, 24)}${String(index + 1).padStart(12, '0')}`;
    return {
      id: `${held}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      region: null,
      name,
      scope: held,
      role: ROLES[index % ROLES.length] ?? ROLES[2],
      principalId: guid(random),
      principalType: random.pick(['User', 'ServicePrincipal', 'Group']),
      subscriptionId: scope.subscriptionId,
      created: `${random.time().toISOString().slice(0, 19)}.3234567Z`,
      revision,
      tags: {},
    };
  };
}

export function roleAssignmentJson(assignment: AzureRoleAssignment): Record<string, unknown> {
  const { role, subscriptionId, scope, created } = assignment;
  return {
    properties: {
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role.guid}`,
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      scope,
      condition: null,
      conditionVersion: null,
      createdOn: created,
      updatedOn: created,
      createdBy: null,
      updatedBy: null,
      delegatedManagedIdentityResourceId: null,
      description: assignment.revision === 0 ? null : `revision ${assignment.revision}`,
    },
    id: assignment.id,
    type: 'Microsoft.Authorization/roleAssignments',
    name: assignment.name,
  };
}

/** Every role that the subscription knows, as it names them. */
export function roleDefinitionsJson(subscriptionId: string): Record<string, unknown>[] {
  return ROLES.map(({ name, guid: id, actions }) => ({
    properties: {
      roleName: name,
      type: 'BuiltInRole',
      description: `The role ${name}.`,
      assignableScopes: ['/'],
      permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [] }],
      createdOn: '2015-02-02T21:55:09.8806423Z',
      updatedOn: '2024-01-25T21:55:09.8806423Z',
      createdBy: null,
      updatedBy: null,
    },
    id: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    type: 'Microsoft.Authorization/roleDefinitions',
    name: id,
  }));
}
