import { z } from 'zod';

/**
 * What somebody may do. A permission implies no other. `CloudConnector` is accounts, their
 * credentials and runs; `Resource` is what runs found, and findings and agents with it; `Access` is
 * who may do what; `Ops` is the messages of the whole installation.
 */
export const PERMISSIONS = [
  'CloudConnector:read',
  'CloudConnector:run',
  'CloudConnector:manage',
  'Resource:read',
  'Resource:annotate',
  'Agent:register',
  'Access:read',
  'Access:manage',
  'Audit:read',
  'Ops:manage',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

/**
 * Permissions over what belongs to no entity: they have to be held on the root. `Ops:manage` counts
 * only in the tenant that operates the installation, because queues hold the messages of every tenant.
 */
export const TENANT_WIDE: ReadonlySet<Permission> = new Set([
  'Agent:register',
  'Audit:read',
  'Ops:manage',
]);

/** The other ones: whoever holds them on an entity gains them over what is moved below it. */
export const INHERITED: readonly Permission[] = PERMISSIONS.filter(
  (permission) => !TENANT_WIDE.has(permission),
);
