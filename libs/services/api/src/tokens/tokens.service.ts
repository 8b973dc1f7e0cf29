import { Injectable } from '@nestjs/common';
import { Database, uuidv7 } from '@skyledger/database';
import { DEFAULT_TENANT_ID, type Principal } from '../auth/principal';
import { PrincipalsService } from '../auth/principals.service';
import { SCOPES } from '../auth/scope';
import { hashToken, mintToken } from '../auth/token-hash';
import { forbidden, notFound } from '../errors/problems';
import { type JsonText, withMembers } from '../http/json-text';
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
  ) {}

  /**
   * Creates the default tenant, and makes `adminToken` the one administrator's token that came with
   * the configuration: an earlier one is revoked. Any number of processes may do so at once.
   */
  async ensureBootstrapToken(adminToken: string): Promise<void> {
    await this.ensureDefaultTenant();
    await this.database.withTenant(DEFAULT_TENANT_ID, (tx) =>
      this.tokens.replaceTokensOf(tx, {
        id: uuidv7(),
        tenantId: DEFAULT_TENANT_ID,
        name: BOOTSTRAP,
        hash: hashToken(adminToken),
        scopes: SCOPES,
        createdBy: BOOTSTRAP_CREATOR,
        expiresAt: null,
      }),
    );
    this.principals.forgetAll();
  }

  /** Creates the default tenant if it is not there. */
  async ensureDefaultTenant(): Promise<void> {
    await this.database.withTenant(DEFAULT_TENANT_ID, (tx) =>
      this.tokens.ensureTenant(tx, DEFAULT_TENANT_ID, DEFAULT_TENANT_NAME),
    );
  }

  /** @throws ProblemError 403 when a scope is asked for that the caller does not have */
  async create(principal: Principal, body: CreateTokenBody): Promise<JsonText> {
    const missing = body.scopes.filter((scope) => !principal.scopes.includes(scope));
    if (missing.length > 0) {
      throw forbidden(`A token cannot give scopes it lacks: ${missing.join(', ')}.`);
    }
    const token = mintToken();
    const stored = await this.tokens.insert({
      id: uuidv7(),
      tenantId: principal.tenantId,
      name: body.name,
      hash: hashToken(token),
      scopes: [...new Set(body.scopes)],
      createdBy: principal.name,
      expiresAt: body.expires_at,
    });
    return withMembers(stored, { token: JSON.stringify(token) });
  }

  /** @throws ProblemError 404 */
  async revoke(principal: Principal, id: string): Promise<void> {
    const revoked = await this.tokens.revoke(principal.tenantId, id);
    this.principals.forget(id);
    if (!revoked) throw notFound('token');
  }
}
