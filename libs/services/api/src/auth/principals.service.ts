import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import type { Principal } from './principal';
import type { Scope } from './scope';
import { hashToken } from './token-hash';

/** How long a revoked token may still be believed, in milliseconds. */
const CACHE_MS = 2_000;
const MAX_CACHED = 1_000;

/** Finds out whose token it is. */
@Injectable()
export class PrincipalsService {
  private readonly cache = new Map<string, { principal: Principal; until: number }>();

  constructor(private readonly database: Database) {}

  /** @returns null when the token is unknown, revoked or expired */
  async principalOf(token: string): Promise<Principal | null> {
    const hash = hashToken(token);
    const key = hash.toString('base64');
    const cached = this.cache.get(key);
    if (cached !== undefined && cached.until > Date.now()) return cached.principal;
    this.cache.delete(key);
    const principal = await this.lookUp(hash);
    if (principal !== null) this.remember(key, principal);
    return principal;
  }

  /** Makes a revocation take effect in this process at once. */
  forget(tokenId: string): void {
    for (const [key, { principal }] of this.cache) {
      if (principal.tokenId === tokenId) this.cache.delete(key);
    }
  }

  /** The same for whatever was revoked. */
  forgetAll(): void {
    this.cache.clear();
  }

  private async lookUp(hash: Buffer): Promise<Principal | null> {
    const [row] = await this.database.withoutTenant((tx) =>
      tx.query<{ tenant_id: string; token_id: string; name: string; scopes: Scope[] }>(
        'SELECT tenant_id, token_id, name, scopes FROM principal_of_token($1)',
        [hash],
      ),
    );
    if (row === undefined) return null;
    const { tenant_id: tenantId, token_id: tokenId, name, scopes } = row;
    return { tenantId, tokenId, name, scopes };
  }

  private remember(key: string, principal: Principal): void {
    const oldest = this.cache.keys().next();
    if (this.cache.size >= MAX_CACHED && oldest.done !== true) this.cache.delete(oldest.value);
    this.cache.set(key, { principal, until: Date.now() + CACHE_MS });
  }
}
