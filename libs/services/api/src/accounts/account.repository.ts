import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import { ACCOUNT_LISTING, type AccountQuery } from './account.schema';

const ACCOUNT = `(SELECT row_to_json(item) FROM (
  SELECT a.id, a.name, a.provider, a.native_account_id, a.status, a.status_reason,
    a.missing_permissions, a.regions, a.schedule, a.is_demo,
    ${utc('a.next_run_at')} AS next_run_at,
    ${utc('a.last_validated_at')} AS last_validated_at,
    (SELECT json_build_object('fingerprint', c.fingerprint, 'stored_at', ${utc('c.stored_at')})
      FROM cloud_credentials c WHERE c.account_id = a.id) AS credentials,
    (SELECT row_to_json(run) FROM (
      SELECT r.id, r.number, r.trigger, r.status, r.discovered, r.created, r.updated, r.unchanged,
        r.removed, ${utc('r.requested_at')} AS requested_at, ${utc('r.finished_at')} AS finished_at
      FROM cloud_discovery_runs r WHERE r.account_id = a.id ORDER BY r.number DESC LIMIT 1
    ) run) AS last_run,
    a.created_by, ${utc('a.created_at')} AS created_at, ${utc('a.updated_at')} AS updated_at
) item)::text`;

/** Reads accounts. Only the accounts service writes them. */
@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async list(tenantId: string, query: AccountQuery): Promise<JsonText> {
    const conditions = new Conditions().when(query.cursor?.[0], (id) => `a.id > ${id}::uuid`);
    const limit = conditions.parameter(query.limit + 1);
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query<ListedRow>(
        `
        SELECT ${ACCOUNT} AS item, ARRAY[a.id::text] AS key
        FROM cloud_accounts a ${conditions.where}
        ORDER BY a.id LIMIT ${limit}
        `,
        conditions.values,
      ),
    );
    return pageText(ACCOUNT_LISTING, rows, query.limit);
  }

  async find(tenantId: string, id: string): Promise<JsonText | null> {
    const [row] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<{ item: JsonText }>(
        `SELECT ${ACCOUNT} AS item FROM cloud_accounts a WHERE a.id = $1`,
        [id],
      ),
    );
    return row?.item ?? null;
  }

  async nameOf(tenantId: string, id: string): Promise<string | null> {
    const [row] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<{ name: string }>('SELECT name FROM cloud_accounts WHERE id = $1', [id]),
    );
    return row?.name ?? null;
  }
}
