import type { ArmLister } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { oddities } from '../testing/odd-payloads';
import { toRoleAssignment } from './role-assignment.mapper';
import { readRoleNames } from './role-names';

const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const group = '/subscriptions/S/resourceGroups/RG';
const assignment = 'providers/Microsoft.Authorization/roleAssignments/0A1B';
const raw = {
  properties: {
    roleDefinitionId: `/subscriptions/S/providers/Microsoft.Authorization/roleDefinitions/${OWNER}`,
    principalId: 'ce2ce14e-85d7-4629-bdbc-454d0519d987',
    principalType: 'ServicePrincipal',
    scope: group,
    createdOn: '2020-09-30T21:58:26.6514622Z',
    condition: null,
  },
  id: `${group}/${assignment}`,
  type: 'Microsoft.Authorization/roleAssignments',
  name: '0A1B',
};
const roles = new Map([[OWNER, 'Owner']]);
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toRoleAssignment', () => {
  it('reads who has which role on what', () => {
    expect(toRoleAssignment(raw, roles)).toMatchObject({
      resourceId: `${group}/${assignment}`.toLowerCase(),
      resourceType: 'role_assignment',
      name: '0A1B',
      region: null,
      state: 'running',
      createdAt: '2020-09-30T21:58:26.651Z',
      relationships: [{ kind: 'runs_in', resourceId: group.toLowerCase() }],
      attributes: {
        principalId: 'ce2ce14e-85d7-4629-bdbc-454d0519d987',
        principalKind: 'service',
        roleId: `/subscriptions/s/providers/microsoft.authorization/roledefinitions/${OWNER}`,
        roleName: 'Owner',
        scopeId: group.toLowerCase(),
      },
    });
  });

  it.each(['/providers/Microsoft.Management/managementGroups/root', '', '/subscriptions/S'])(
    'keeps an assignment of the scope "%s"',
    (scope) => {
      const id = `${scope}/${assignment}`;
      const read = toRoleAssignment({ ...raw, id }, roles);
      expect(read).toMatchObject({ resourceId: id.toLowerCase(), relationships: [] });
    },
  );

  it('takes nothing else for one', () => {
    expect(toRoleAssignment({ ...raw, id: `${group}/providers/x/y/z` }, roles)).toBeNull();
  });

  it.each([
    ['User', 'user'],
    ['Group', 'group'],
    ['ForeignGroup', 'group'],
    ['Device', 'device'],
    [undefined, null],
  ])('calls %s %s', (principalType, kind) => {
    const read = toRoleAssignment(withProperties({ principalType }), roles);
    expect(read?.attributes.principalKind).toBe(kind);
  });

  it('finds the name of a role that is seen from elsewhere, and none where roles were not read', () => {
    const roleDefinitionId = `/providers/Microsoft.Authorization/RoleDefinitions/${OWNER.toUpperCase()}`;
    const elsewhere = withProperties({ roleDefinitionId });
    expect(toRoleAssignment(elsewhere, roles)?.attributes.roleName).toBe('Owner');
    expect(toRoleAssignment(raw, null)?.attributes.roleName).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((payload) => toRoleAssignment(payload, roles), raw)).toEqual([]);
  });
});

describe('readRoleNames', () => {
  it('keeps the roles that have an id and a name', async () => {
    const items = [
      { id: raw.properties.roleDefinitionId, properties: { roleName: 'Owner' } },
      { id: raw.properties.roleDefinitionId.replace(OWNER, 'x'), properties: { roleName: 7 } },
      { id: null, properties: { roleName: 'Nobody' } },
      null,
    ];
    const client: ArmLister = { list: () => Promise.resolve({ items, next: null }) };
    const names = await readRoleNames(client, new PageWarnings());
    expect([...(names ?? [])]).toEqual([[OWNER, 'Owner']]);
  });
});
