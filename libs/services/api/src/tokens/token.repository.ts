import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import type { Scope } from '../auth/scope';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import { TOKEN_LISTING, type TokenQuery } from './token.schema';

const TOKEN = `(SELECT row_to_json(item) FROM (
  SELECT t.id, t.name, t.scopes, t.created_by, ${utc('t.created_at')} AS created_at,
    ${utc('t.expires_at')} AS expires_at, ${utc('t.last_used_at')} AS last_used_at,
    ${utc('t.revoked_at')} AS revoked_at
) item)::text`;

/** A token to be stored. */
export interface NewToken {
  id: string;
  tenantId: string;
  name: string;
  hash: Buffer;
  scopes: readonly Scope[];
  createdBy: string;
  /** ISO 8601; null means never. */
  expiresAt: string | null;
}

/** Statements on `tenants` and `api_tokens`, which only the API writes. */
@Injectable()
export class TokenRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first, the revoked ones included. */
  async list(tenantId: string, query: TokenQuery): Promise<JsonText> {
    const conditions = new Conditions().when(query.cursor?.[0], (id) => `t.id > ${id}::uuid`);
    const limit = conditions.parameter(query.limit + 1);
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query<ListedRow>(
        `
        SELECT ${TOKEN} AS item, ARRAY[t.id::text] AS key
        FROM api_tokens t ${conditions.where} ORDER BY t.id LIMIT ${limit}
        `,
        conditions.values,
      ),
    );
    return pageText(TOKEN_LISTING, rows, query.limit);
  }

  async insert(token: NewToken): Promise<JsonText> {
    const [row] = await this.database.withTenant(token.tenantId, (tx) =>
      tx.query<{ item: JsonText }>(
        `
        WITH t AS (
          INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by, expires_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7)
          RETURNING *
        )
        SELECT ${TOKEN} AS item FROM t
        `,
        valuesOf(token),
      ),
    );
    if (row === undefined) throw new Error('the token was not stored');
    return row.item;
  }

  /** @returns false when there is no such token, or it was revoked before */
  async revoke(tenantId: string, id: string): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query(
        'UPDATE api_tokens SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING id',
        [id],
      ),
    );
    return rows.length > 0;
  }

  async ensureTenant(tx: Tx, tenantId: string, name: string): Promise<void> {
    await tx.query('INSERT INTO tenants (tenant_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      tenantId,
      name,
    ]);
  }

  /** Makes the token the only valid one that `createdBy` has made. */
  async replaceTokensOf(tx: Tx, token: NewToken): Promise<void> {
    await tx.query(
      `
      UPDATE api_tokens SET revoked_at = now()
      WHERE created_by = $1 AND token_hash <> $2 AND revoked_at IS NULL
      `,
      [token.createdBy, token.hash],
    );
    await tx.query(
      `
      INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (token_hash) DO UPDATE SET scopes = excluded.scopes, revoked_at = NULL
      `,
      valuesOf(token),
    );
  }
}

function valuesOf(token: NewToken): unknown[] {
  const { tenantId, id, name, hash, scopes, createdBy, expiresAt } = token;
  return [tenantId, id, name, hash, scopes, createdBy, expiresAt];
}
