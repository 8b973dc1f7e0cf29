import type { Tx } from '@skyledger/database';
import type { Price } from '@skyledger/resource-model';
import { prepareRow, type ResourceRow } from './prepare-rows';
import type { WriteScope } from './resource.repository';

/** Whether the price of a resource could not be read. */
export function isPriceUnread({ content }: ResourceRow): boolean {
  return !Buffer.isBuffer(content) && content.price === undefined;
}

/**
 * Gives rows whose price could not be read the one that the ledger has: what was not observed is not
 * gone, and a list that fails for an hour would write every priced row twice. One of which anything else
 * has changed has none until the list is back, since the price may be that of what it was before.
 */
export async function keepUnreadPrices(
  tx: Tx,
  { tenantId, accountId }: Pick<WriteScope, 'tenantId' | 'accountId'>,
  rows: readonly ResourceRow[],
): Promise<ResourceRow[]> {
  const ids = rows.filter(isPriceUnread).map((row) => row.resourceId);
  const priced = await tx.query<{ resource_id: string; price: Price; content_hash: string }>(
    `SELECT resource_id, price, encode(content_hash, 'hex') AS content_hash FROM cloud_resources
    WHERE tenant_id = $1 AND account_id = $2 AND resource_id = ANY ($3)
      AND price IS NOT NULL AND is_active`,
    [tenantId, accountId, ids],
  );
  const known = new Map(priced.map((row) => [row.resource_id, row]));
  return rows.map((row) => {
    const ledger = known.get(row.resourceId);
    if (ledger === undefined || Buffer.isBuffer(row.content)) return row;
    // The hash depends on the order of the fields, which jsonb does not keep.
    const { hourly, currency, source } = ledger.price;
    const kept = prepareRow({ ...row.content, price: { hourly, currency, source } });
    return kept.contentHash === ledger.content_hash ? kept : row;
  });
}
