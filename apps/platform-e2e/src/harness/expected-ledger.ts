import type { AccountHandle, Platform } from './platform';

/** A resource that the ledger must hold as active, and nothing else. */
export interface ExpectedRow {
  resource_id: string;
  resource_type: string;
  name: string | null;
}

/** What a complete discovery of the account must have left, sorted by native id. */
export function expectedRows(platform: Platform, account: AccountHandle): ExpectedRow[] {
  const rows = platform.estateOf(account).flatMap((item) =>
    item.rows.map(({ resourceId, resourceType, name }) => ({
      resource_id: resourceId,
      resource_type: resourceType,
      name,
    })),
  );
  return rows.sort((a, b) => (a.resource_id < b.resource_id ? -1 : 1));
}
