import type { Database } from '@skyledger/database';
import { Conditions } from '../http/sql-json';
import type { Permission } from './permission';
import type { Principal } from './principal';
import { type Visibility, visibleTo } from './visibility';

/** What a principal may do with a row that a request names. */
export interface RowAccess {
  /** Whether it holds the permission of the route on the row; else it may only read it. */
  allowed: boolean;
}

/**
 * Asks what the principal may do with one row.
 * @param from the table with the name that `within` uses
 * @param within condition for rows within a reach
 * @returns null when the principal neither holds the permission nor may read the row, or it is not there
 */
export async function accessToRow(
  database: Database,
  principal: Principal,
  permissions: { needed: Permission; toRead: Permission },
  row: { from: string; idColumn: string; id: string },
  within: (reach: Visibility) => string | undefined,
): Promise<RowAccess | null> {
  const conditions = new Conditions();
  const id = conditions.parameter(row.id);
  const may = within(visibleTo(principal, permissions.needed, conditions)) ?? 'true';
  const reads = within(visibleTo(principal, permissions.toRead, conditions)) ?? 'true';
  const [found] = await database.withTenant(principal.tenantId, (tx) =>
    tx.query<RowAccess>(
      `SELECT ${may} AS allowed FROM ${row.from} WHERE ${row.idColumn} = ${id} AND (${may} OR ${reads})`,
      conditions.values,
    ),
  );
  return found ?? null;
}
