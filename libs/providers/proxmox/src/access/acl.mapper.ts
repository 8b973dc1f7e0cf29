import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

const PRINCIPAL_KINDS: ReadonlyMap<string, string> = new Map([
  ['user', 'user'],
  ['group', 'group'],
  // A token acts by itself where its privileges are its own.
  ['token', 'service'],
]);

/**
 * An entry of an access control list: that somebody has a role on a path. It is what it says, so that
 * this is its id. `null` when a part of that is missing.
 */
export function toRoleAssignment(raw: unknown): DiscoveredResource<'role_assignment'> | null {
  const entry = recordOf(raw);
  const [path, type, ugid, roleId] = ['path', 'type', 'ugid', 'roleid'].map((field) =>
    textOf(entry[field]),
  );
  if (!path || !type || !ugid || !roleId) return null;
  return {
    resourceId: `acl/${type}/${ugid}/${roleId}${path}`,
    resourceType: 'role_assignment',
    nativeType: 'acl',
    name: `${roleId} on ${path}`,
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
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      principalId: principalIdOf(type, ugid),
      principalKind: PRINCIPAL_KINDS.get(type) ?? type,
      roleId: `role/${roleId}`,
      roleName: roleId,
      scopeId: path,
    },
    raw,
  };
}

/** Tokens are written `user@realm!name`. */
function principalIdOf(type: string, ugid: string): string {
  const [user = ugid, token] = ugid.split('!');
  return type === 'token' && token !== undefined
    ? `user/${user}/token/${token}`
    : `${type}/${ugid}`;
}
