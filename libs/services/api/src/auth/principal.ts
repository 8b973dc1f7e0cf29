import type { Scope } from './scope';

/** Who asks: the token of the request, and its tenant. */
export interface Principal {
  readonly tenantId: string;
  readonly tokenId: string;
  /** The token's name: what is recorded as the actor. */
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** The tenant that an installation starts with. Its `ops` tokens operate the installation. */
export const DEFAULT_TENANT_ID = '00000000-0000-7000-8000-000000000001';
