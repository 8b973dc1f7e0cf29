import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import type { Permission } from '../auth/permission';
import type { Principal } from '../auth/principal';
import { accessToRow, type RowAccess } from '../auth/row-access';
import { visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListingById, readPage } from '../paging/read-page';
import { TOKEN_LISTING, type TokenQuery } from './token.schema';

const TOKEN = `(SELECT row_to_json(item) FROM (
  SELECT t.id, t.name, t.scopes, t.entity_id, t.created_by, ${utc('t.created_at')} AS created_at,
    ${utc('t.expires_at')} AS expires_at, ${utc('t.last_used_at')} AS last_used_at,
    ${utc('t.revoked_at')} AS revoked_at
) item)::text`;

const LISTING: ListingById = {
  name: TOKEN_LISTING,
  item: TOKEN,
  from: 'api_tokens t',
  idColumn: 't.id',
};

/** A token to be stored. */
export interface NewToken {
  id: string;
  tenantId: string;
  name: string;
  hash: Buffer;
  scopes: readonly Permission[];
  /** Where, with all below, they hold. */
  entityId: string;
  createdBy: string;
  /** ISO 8601; null means never. */
  expiresAt: string | null;
}

/** Statements on `tenants` and `api_tokens`, which only the API writes. */
@Injectable()
export class TokenRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first, the revoked ones included. */
  async list(principal: Principal, query: TokenQuery): Promise<JsonText> {
    const conditions = new Conditions();
    conditions.always(visibleTo(principal, 'Access:read', conditions).entity('t.entity_id'));
    return readPage(this.database, principal.tenantId, LISTING, conditions, query);
  }

  /** @returns null when the principal neither holds the permission on the token's entity nor may read there */
  async access(principal: Principal, needed: Permission, id: string): Promise<RowAccess | null> {
    return accessToRow(
      this.database,
      principal,
      { needed, toRead: 'Access:read' },
      { from: 'api_tokens t', idColumn: 't.id', id },
      (reach) => reach.entity('t.entity_id'),
    );
  }

  /**
   * Keeps a token from being revoked until the transaction ends.
   * @returns null when it is not valid any more
   */
  async hold(tx: Tx, id: string): Promise<{ expires_at: Date | null } | null> {
    const [row] = await tx.query<{ expires_at: Date | null }>(
      `
      SELECT expires_at FROM api_tokens
      WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
      FOR SHARE
      `,
      [id],
    );
    return row ?? null;
  }

  /** @returns null when there is a token of this id */
  async insert(tx: Tx, token: NewToken): Promise<JsonText | null> {
    const [row] = await tx.query<{ item: JsonText }>(
      `
      WITH t AS (
        INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by, expires_at, entity_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (tenant_id, id) DO NOTHING
        RETURNING *
      )
      SELECT ${TOKEN} AS item FROM t
      `,
      valuesOf(token),
    );
    return row?.item ?? null;
  }

  /** @returns null when the token was revoked */
  async replaceSecret(tx: Tx, id: string, hash: Buffer): Promise<JsonText | null> {
    const [row] = await tx.query<{ item: JsonText }>(
      `
      WITH t AS (
        UPDATE api_tokens SET token_hash = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING *
      )
      SELECT ${TOKEN} AS item FROM t
      `,
      [id, hash],
    );
    return row?.item ?? null;
  }

  /** @returns the token's name; null when there is no such token, or it was revoked before */
  async revoke(tx: Tx, id: string): Promise<string | null> {
    const [row] = await tx.query<{ name: string }>(
      'UPDATE api_tokens SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING name',
      [id],
    );
    return row?.name ?? null;
  }

  async ensureTenant(tx: Tx, tenantId: string, name: string): Promise<void> {
    await tx.query('INSERT INTO tenants (tenant_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      tenantId,
      name,
    ]);
  }

  /**
   * Makes the token the only valid one that `createdBy` has made.
   * @returns which tokens that revoked, and which one is valid now that was not, or not for this
   */
  async replaceTokensOf(
    tx: Tx,
    token: NewToken,
  ): Promise<{ revoked: string[]; created: string | null }> {
    const revoked = await tx.query<{ id: string }>(
      `
      UPDATE api_tokens SET revoked_at = now()
      WHERE created_by = $1 AND token_hash <> $2 AND revoked_at IS NULL
      RETURNING id
      `,
      [token.createdBy, token.hash],
    );
    const [created] = await tx.query<{ id: string }>(
      `
      INSERT INTO api_tokens AS t
        (tenant_id, id, name, token_hash, scopes, created_by, expires_at, entity_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (token_hash) DO UPDATE SET scopes = excluded.scopes, revoked_at = NULL
      WHERE t.revoked_at IS NOT NULL OR t.scopes <> excluded.scopes
      RETURNING t.id
      `,
      valuesOf(token),
    );
    return { revoked: revoked.map(({ id }) => id), created: created?.id ?? null };
  }
}

function valuesOf(token: NewToken): unknown[] {
  const { tenantId, id, name, hash, scopes, createdBy, expiresAt, entityId } = token;
  return [tenantId, id, name, hash, scopes, createdBy, expiresAt, entityId];
}
