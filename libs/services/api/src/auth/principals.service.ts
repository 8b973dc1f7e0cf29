import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import { forbidden } from '../errors/problems';
import { OidcVerifier } from './oidc/oidc-verifier.service';
import { PersonGrantsRepository } from './person-grants.repository';
import type { Identity } from './principal';
import type { Permission } from './permission';
import { hashToken } from './token-hash';

/** How long a revoked token or a role that was taken away may still count, in milliseconds. */
const CACHE_MS = 2_000;
const MAX_CACHED = 1_000;

interface TokenRow {
  tenant_id: string;
  token_id: string;
  name: string;
  scopes: Permission[];
  entity_id: string;
}

/** Finds out whose token it is: one of ours, or one of the identity provider's. */
@Injectable()
export class PrincipalsService {
  private readonly cache = new Map<string, { principal: Identity; until: number }>();
  /** Counts revocations: what was looked up before one may be what was revoked. */
  private revocations = 0;

  constructor(
    private readonly database: Database,
    private readonly oidc: OidcVerifier,
    private readonly grants: PersonGrantsRepository,
  ) {}

  /**
   * @returns null when the token is unknown, revoked or expired
   * @throws ProblemError about a token of the identity provider: 401 when it is not to be believed, 403
   *   when it is of no tenant, 503 when that cannot be found out
   */
  async principalOf(token: string): Promise<Identity | null> {
    const hash = hashToken(token);
    const key = hash.toString('base64');
    const cached = this.cache.get(key);
    if (cached !== undefined && cached.until > Date.now()) return cached.principal;
    this.cache.delete(key);
    const { revocations } = this;
    const principal = this.oidc.takes(token)
      ? await this.personBy(token)
      : await this.holderOf(hash);
    if (principal !== null && revocations === this.revocations) this.remember(key, principal);
    return principal;
  }

  /** Makes a revocation take effect in this process at once. */
  forget(tokenId: string): void {
    this.revocations += 1;
    for (const [key, { principal }] of this.cache) {
      if (principal.id === tokenId) this.cache.delete(key);
    }
  }

  /** The same for whatever was revoked. */
  forgetAll(): void {
    this.revocations += 1;
    this.cache.clear();
  }

  private async personBy(token: string): Promise<Identity> {
    const person = await this.oidc.verify(token);
    const grants = await this.grants.grantsOf(person);
    if (grants === null) throw forbidden('The token names a tenant that is not there.');
    const { tenantId, subject: id, name } = person;
    return { tenantId, kind: 'user', id, name, grants };
  }

  private async holderOf(hash: Buffer): Promise<Identity | null> {
    const [row] = await this.database.withoutTenant((tx) =>
      tx.query<TokenRow>(
        'SELECT tenant_id, token_id, name, scopes, entity_id FROM principal_of_token($1)',
        [hash],
      ),
    );
    if (row === undefined) return null;
    const { tenant_id: tenantId, token_id: id, name, scopes, entity_id: entityId } = row;
    return { tenantId, kind: 'token', id, name, grants: [{ entityId, permissions: scopes }] };
  }

  private remember(key: string, principal: Identity): void {
    const oldest = this.cache.keys().next();
    if (this.cache.size >= MAX_CACHED && oldest.done !== true) this.cache.delete(oldest.value);
    this.cache.set(key, { principal, until: Date.now() + CACHE_MS });
  }
}
