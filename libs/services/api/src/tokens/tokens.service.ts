import { Injectable } from '@nestjs/common';
import { type AuditEntry, AuditLog, differences } from '@skyledger/audit';
import { ProblemError, systemActor } from '@skyledger/contracts';
import { Database, type Tx, uuidv7 } from '@skyledger/database';
import { DEFAULT_TENANT_ID, type Principal, rootEntityOf } from '../auth/principal';
import { PrincipalsService } from '../auth/principals.service';
import { PERMISSIONS } from '../auth/permission';
import { hashToken, mintToken } from '../auth/token-hash';
import { EntityAccessService } from '../entities/entity-access.service';
import { forbidden, notFound, unauthenticated } from '../errors/problems';
import { type JsonText, withMembers } from '../http/json-text';
import { requestUnderWay } from '../idempotency/idempotency-problems';
import { type Claim, IdempotencyRepository } from '../idempotency/idempotency.repository';
import type { CreateTokenBody } from './token.schema';
import { TokenRepository } from './token.repository';

const BOOTSTRAP = 'bootstrap';
/** Creator of the administrator's token: no token may be named like it, so none can pose as it. */
const BOOTSTRAP_CREATOR = `:${BOOTSTRAP}`;
const DEFAULT_TENANT_NAME = 'default';

/** Makes and revokes API tokens. */
@Injectable()
export class TokensService {
  constructor(
    private readonly database: Database,
    private readonly tokens: TokenRepository,
    private readonly principals: PrincipalsService,
    private readonly entities: EntityAccessService,
    private readonly audit: AuditLog,
    private readonly keys: IdempotencyRepository,
  ) {}

  /**
   * Creates the default tenant, and makes `adminToken` the one administrator's token that came with
   * the configuration: an earlier one is revoked. Any number of processes may do so at once.
   */
  async ensureBootstrapToken(adminToken: string): Promise<void> {
    await this.ensureDefaultTenant();
    await this.database.withTenant(DEFAULT_TENANT_ID, async (tx) => {
      const { revoked, created } = await this.tokens.replaceTokensOf(tx, {
        id: uuidv7(),
        tenantId: DEFAULT_TENANT_ID,
        name: BOOTSTRAP,
        hash: hashToken(adminToken),
        scopes: PERMISSIONS,
        entityId: rootEntityOf(DEFAULT_TENANT_ID),
        createdBy: BOOTSTRAP_CREATOR,
        expiresAt: null,
      });
      const by = systemActor(BOOTSTRAP);
      const token = (id: string): AuditEntry['target'] => ({ kind: 'token', id, name: BOOTSTRAP });
      for (const id of revoked) {
        await this.audit.record(tx, by, { action: 'token.revoked', target: token(id) });
      }
      if (created !== null) {
        await this.audit.record(tx, by, { action: 'token.created', target: token(created) });
      }
    });
    this.principals.forgetAll();
  }

  /** Creates the default tenant if it is not there. */
  async ensureDefaultTenant(): Promise<void> {
    await this.database.withTenant(DEFAULT_TENANT_ID, (tx) =>
      this.tokens.ensureTenant(tx, DEFAULT_TENANT_ID, DEFAULT_TENANT_NAME),
    );
  }

  /**
   * The same id again gives what is there another secret: the first one may have been lost on its way,
   * and never are there two that are valid.
   * @throws ProblemError 403 when a permission is asked for that the caller does not hold on the entity,
   *   or that outlasts the caller's own token; 422 when there is no such entity; 409 when a later attempt
   *   of the request is under way, or the token was revoked since an earlier one made it
   */
  async create(
    principal: Principal,
    { id, claim }: { id: string; claim: Claim | null },
    body: CreateTokenBody,
  ): Promise<JsonText> {
    const scopes = [...new Set(body.scopes)];
    const token = mintToken();
    const { tenantId, name: createdBy, actor } = principal;
    const { name, expires_at: expiresAt, entity_id: entityId = rootEntityOf(tenantId) } = body;
    const stored = await this.database.withTenant(tenantId, async (tx) => {
      // A late attempt would undo the secret that a later one has shown.
      if (claim !== null && !(await this.keys.hold(tx, claim))) throw requestUnderWay();
      const needed = ['Access:manage', ...scopes] as const;
      await this.entities.mustHoldIn(tx, principal, needed, entityId);
      if (principal.kind === 'token') await this.mustEndWith(tx, principal.id, expiresAt);
      const hash = hashToken(token);
      const inserted = { id, tenantId, name, hash, scopes, entityId, createdBy, expiresAt };
      const made = await this.tokens.insert(tx, inserted);
      const target = { kind: 'token', id, name } as const;
      if (made === null) {
        const again = await this.tokens.replaceSecret(tx, id, hash);
        if (again === null) throw revokedSince();
        await this.audit.record(tx, actor, { action: 'token.secret_replaced', target });
        return again;
      }
      await this.audit.record(tx, actor, {
        action: 'token.created',
        target,
        changes: differences({}, { scopes, entity_id: entityId, expires_at: expiresAt }),
      });
      return made;
    });
    this.principals.forget(id);
    return withMembers(stored, { token: JSON.stringify(token) });
  }

  /** @throws ProblemError 404 */
  async revoke(principal: Principal, id: string): Promise<void> {
    const revoked = await this.database.withTenant(principal.tenantId, async (tx) => {
      const name = await this.tokens.revoke(tx, id);
      if (name === null) return false;
      const target = { kind: 'token', id, name } as const;
      await this.audit.record(tx, principal.actor, { action: 'token.revoked', target });
      return true;
    });
    this.principals.forget(id);
    if (!revoked) throw notFound('token');
  }

  /** What a token holds it holds until its end, and so it gives no more. */
  private async mustEndWith(tx: Tx, maker: string, expiresAt: string | null): Promise<void> {
    const held = await this.tokens.hold(tx, maker);
    if (held === null) throw unauthenticated('The token is unknown, revoked or expired.');
    const end = held.expires_at;
    if (end === null || (expiresAt !== null && Date.parse(expiresAt) <= end.getTime())) return;
    throw forbidden('Your token makes none that outlasts it.', [
      { field: 'expires_at', expected: `a time not after ${end.toISOString()}` },
    ]);
  }
}

function revokedSince(): ProblemError {
  return new ProblemError({
    type: 'token-revoked',
    title: 'The token was revoked',
    status: 409,
    detail: 'An earlier attempt of this request made the token, which was revoked since.',
  });
}
