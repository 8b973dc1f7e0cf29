import type { Actor } from '@skyledger/contracts';
import type { Permission } from './permission';

/** Permissions on an entity and all below it. */
export interface Grant {
  readonly entityId: string;
  readonly permissions: readonly Permission[];
}

/** Who a token or an identity provider vouches for, and what was granted. */
export interface Identity {
  readonly tenantId: string;
  /** The holder of an API token, or a person that an identity provider vouches for. */
  readonly kind: 'token' | 'user';
  /** The token's id, or the person's subject. */
  readonly id: string;
  /** The token's or the person's name: what is recorded as the actor. */
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** Who asks. */
export interface Principal extends Identity {
  /** The same for the audit log, with where the request came from. */
  readonly actor: Actor;
}

/** Whose request to another service this is. */
export function callerOf(principal: Principal): { tenantId: string; actor: string; by: Actor } {
  return { tenantId: principal.tenantId, actor: principal.name, by: principal.actor };
}

/** The tenant that an installation starts with. Its `Ops:manage` operates the installation. */
export const DEFAULT_TENANT_ID = '00000000-0000-7000-8000-000000000001';

/** The entity above all others of a tenant. */
export function rootEntityOf(tenantId: string): string {
  return tenantId;
}

/** How far a permission goes: over the whole tenant, or over some entities and all below them. */
export type Reach = 'tenant' | readonly string[];

/** Where the principal holds the permission. */
export function reachOf(principal: Principal, permission: Permission): Reach {
  const entities = principal.grants
    .filter(({ permissions }) => permissions.includes(permission))
    .map(({ entityId }) => entityId);
  return entities.includes(rootEntityOf(principal.tenantId)) ? 'tenant' : [...new Set(entities)];
}

/** Whether the principal holds the permission anywhere. */
export function holds(principal: Principal, permission: Permission): boolean {
  return principal.grants.some(({ permissions }) => permissions.includes(permission));
}

/** Where the principal holds anything at all. */
export function wholeReachOf({ tenantId, grants }: Principal): Reach {
  const entities = grants.map(({ entityId }) => entityId);
  return entities.includes(rootEntityOf(tenantId)) ? 'tenant' : [...new Set(entities)];
}
