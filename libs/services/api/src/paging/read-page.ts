import type { Database } from '@skyledger/database';
import type { JsonText } from '../http/json-text';
import type { Conditions } from '../http/sql-json';
import { type ListedRow, pageText } from './page';

/** A listing whose items follow each other by their ids, which are UUIDs: the oldest first. */
export interface ListingById {
  readonly name: string;
  /** SQL of an item as JSON text. */
  readonly item: string;
  /** The table, with the name that `item` and the conditions use. */
  readonly from: string;
  readonly idColumn: string;
}

/** One page of what the conditions leave, after the one that the cursor ends. */
export async function readPage(
  database: Database,
  tenantId: string,
  { name, item, from, idColumn }: ListingById,
  conditions: Conditions,
  { cursor, limit }: { cursor?: readonly [id: string] | undefined; limit: number },
): Promise<JsonText> {
  conditions.when(cursor?.[0], (id) => `${idColumn} > ${id}::uuid`);
  const most = conditions.parameter(limit + 1);
  const rows = await database.withTenant(tenantId, (tx) =>
    tx.query<ListedRow>(
      `
      SELECT ${item} AS item, ARRAY[${idColumn}::text] AS key
      FROM ${from} ${conditions.where} ORDER BY ${idColumn} LIMIT ${most}
      `,
      conditions.values,
    ),
  );
  return pageText(name, rows, limit);
}
