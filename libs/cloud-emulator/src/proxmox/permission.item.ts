import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';

export interface ProxmoxGroup extends EmulatedItem {
  readonly comment: string;
  readonly users: readonly string[];
}

export interface ProxmoxRole extends EmulatedItem {
  readonly privileges: readonly string[];
  /** Whether it comes with Proxmox VE. */
  readonly special: boolean;
}

/** An entry of an access control list. */
export interface ProxmoxAcl extends EmulatedItem {
  readonly path: string;
  readonly type: 'user' | 'group' | 'token';
  readonly ugid: string;
  readonly roleId: string;
  readonly propagate: boolean;
}

/** What a token may know of itself: the user that it belongs to. */
type Own = { readonly tokenId: string };

const BUILT_IN = ['PVEAuditor', 'Administrator'];
const FIRST_GUEST = 100;

export function groupGenerator({ tokenId }: Own): Generate<ProxmoxGroup> {
  const [own = ''] = tokenId.split('!');
  return (index, revision) => {
    const id = `team-${index + 1}`;
    const comment = revision > 0 ? `changed ${revision}` : '';
    return { id, region: null, name: id, comment, users: index % 2 === 0 ? [own] : [] };
  };
}

/** Two that come with Proxmox VE, then the cluster's own. */
export function roleGenerator(): Generate<ProxmoxRole> {
  return (index, revision) => {
    const builtIn = BUILT_IN[index];
    const id = builtIn ?? `Operators${index + 1 - BUILT_IN.length}`;
    const privileges = ['VM.Audit', ...(revision % 2 === 1 ? ['VM.PowerMgmt'] : [])];
    return { id, region: null, name: id, privileges, special: builtIn !== undefined };
  };
}

export function roleIndex(id: string): number {
  const builtIn = BUILT_IN.indexOf(id);
  if (builtIn >= 0) return builtIn;
  const number = /^Operators(\d+)$/.exec(id)?.[1];
  return number === undefined ? NaN : Number(number) - 1 + BUILT_IN.length;
}

/** The token's own user may audit everything; everybody else has something on one guest. */
export function aclGenerator({ tokenId }: Own): Generate<ProxmoxAcl> {
  const [own = ''] = tokenId.split('!');
  return (index, revision) => {
    const holders = [
      { type: 'group', ugid: 'team-1' },
      { type: 'token', ugid: tokenId },
      { type: 'user', ugid: 'user1@pam' },
    ] as const;
    const holder = holders[index % holders.length] ?? holders[0];
    const entry =
      index === 0
        ? ({ path: '/', type: 'user', ugid: own, roleId: 'PVEAuditor' } as const)
        : { ...holder, path: `/vms/${FIRST_GUEST + index}`, roleId: 'Administrator' };
    return {
      ...entry,
      id: `${entry.type}/${entry.ugid}/${entry.roleId}${entry.path}`,
      region: null,
      name: `${entry.roleId} on ${entry.path}`,
      propagate: revision % 2 === 0,
    };
  };
}

export function aclIndex(id: string): number {
  const number = /\/vms\/(\d+)$/.exec(id)?.[1];
  return number === undefined ? (id.endsWith('/') ? 0 : NaN) : Number(number) - FIRST_GUEST;
}

/** As described by src/PVE/API2 of pve-access-control, of May 2026. */
export function groupJson({ id, comment, users }: ProxmoxGroup): Record<string, unknown> {
  return { groupid: id, ...(comment === '' ? {} : { comment }), users: users.join(',') };
}

export function roleJson({ id, privileges, special }: ProxmoxRole): Record<string, unknown> {
  return { roleid: id, privs: privileges.join(','), special: special ? 1 : 0 };
}

export function aclJson(acl: ProxmoxAcl): Record<string, unknown> {
  const { path, type, ugid, roleId, propagate } = acl;
  return { path, type, ugid, roleid: roleId, propagate: propagate ? 1 : 0 };
}

/** The one row of a group, a role or an entry. */
export function permissionRow(
  prefix: string,
  resourceType: string,
): (item: EmulatedItem) => readonly LedgerRow[] {
  return ({ id, name }) => [{ resourceId: `${prefix}/${id}`, resourceType, name }];
}
