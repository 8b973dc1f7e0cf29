import { z } from 'zod';

/**
 * What a token may do: `read` sees the tenant's data, `manage` changes it, `ops` handles messages
 * that were given up. A scope implies no other.
 */
export const SCOPES = ['read', 'manage', 'ops'] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;
