import { type Permission, PERMISSIONS } from './permission';

const VIEWER = ['CloudConnector:read', 'Resource:read'] as const;

/** The roles that every tenant has, with what they may do. */
export const BUILT_IN_ROLES = {
  viewer: VIEWER,
  operator: [...VIEWER, 'CloudConnector:run', 'Resource:annotate'],
  admin: PERMISSIONS,
} as const satisfies Record<string, readonly Permission[]>;
