import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';
import { toRoleAssignment } from './acl.mapper';
import { toGroup } from './group.mapper';
import { toRole } from './role.mapper';

const problems = (resource: DiscoveredResource | null): unknown =>
  discoveredResourceSchema.safeParse(resource).error;

const aGroup = { groupid: 'ops', comment: 'on call', users: 'ops@pve,root@pam' };
const aRole = { roleid: 'PVEAuditor', privs: 'Sys.Audit,VM.Audit', special: 1 };
const anEntry = {
  path: '/vms/100',
  type: 'token',
  ugid: 'ops@pve!ci',
  roleid: 'PVEVMAdmin',
  propagate: 1,
};

const MAPPERS: readonly [
  name: string,
  map: (raw: unknown) => DiscoveredResource | null,
  raw: Readonly<Record<string, unknown>>,
  identifying: readonly string[],
][] = [
  ['toGroup', toGroup, aGroup, ['groupid']],
  ['toRole', toRole, aRole, ['roleid']],
  ['toRoleAssignment', toRoleAssignment, anEntry, ['path', 'type', 'ugid', 'roleid']],
];

describe.each(MAPPERS)('%s', (_name, map, raw, identifying) => {
  it.each([null, 42, '', {}, [null], 'text', true])('keeps it when other fields are %p', (odd) => {
    const others = Object.keys(raw).filter((field) => !identifying.includes(field));
    const changed = { ...raw, ...Object.fromEntries(others.map((field) => [field, odd])) };
    expect(map(changed)?.raw).toBe(changed);
    expect(problems(map(changed))).toBeUndefined();
  });

  it.each(identifying)('is null without %s', (field) => {
    for (const odd of [undefined, null, '', 42]) expect(map({ ...raw, [field]: odd })).toBeNull();
  });
});

describe('permissions of Proxmox VE', () => {
  it('map a group', () => {
    expect(toGroup(aGroup)).toMatchObject({
      resourceId: 'group/ops',
      resourceType: 'identity',
      name: 'ops',
      attributes: { kind: 'group', isEnabled: true, hasPassword: false, mfaEnabled: null },
    });
  });

  it.each([
    [1, true],
    ['0', false],
    [undefined, null],
  ])('map a role; with special %p it is Proxmox’s own: %p', (special, providerManaged) => {
    expect(toRole({ ...aRole, special })).toMatchObject({
      resourceId: 'role/PVEAuditor',
      resourceType: 'role',
      attributes: { providerManaged, assumableByAnyone: false, trustedAccountIds: [] },
    });
  });

  it('map an entry for a token', () => {
    expect(toRoleAssignment(anEntry)).toMatchObject({
      resourceId: 'acl/token/ops@pve!ci/PVEVMAdmin/vms/100',
      resourceType: 'role_assignment',
      name: 'PVEVMAdmin on /vms/100',
      attributes: {
        principalId: 'user/ops@pve/token/ci',
        principalKind: 'service',
        roleId: 'role/PVEVMAdmin',
        roleName: 'PVEVMAdmin',
        scopeId: '/vms/100',
      },
    });
  });

  it.each([
    ['user', 'ops@pve', 'user/ops@pve'],
    ['group', 'ops', 'group/ops'],
  ])('map an entry for a %s on everything', (type, ugid, principalId) => {
    expect(toRoleAssignment({ ...anEntry, path: '/', type, ugid })).toMatchObject({
      resourceId: `acl/${type}/${ugid}/PVEVMAdmin/`,
      attributes: { principalId, principalKind: type, scopeId: '/' },
    });
  });
});
