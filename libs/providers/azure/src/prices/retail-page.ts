import { MalformedResponseError, recordOf } from '@skyledger/provider-sdk';
import { linkBelow } from '../link-below';

/** Where the price list is, below its address. */
export const RETAIL_PATH = '/api/retail/prices';

/** One row of the price list as it was sent. */
export type Meter = Readonly<Record<string, unknown>>;

/** One page of the price list. */
export interface RetailPage {
  readonly meters: readonly Meter[];
  /** Address of the next page, from the base address on; `null` after the last. */
  readonly next: string | null;
}

/**
 * Reads a page of the price list. A page that does not say whether more follow is refused, since a
 * price that is missing could be taken for the only one of two that is there.
 * Source: https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 * @throws MalformedResponseError
 */
export function readRetailPage(body: unknown, baseUrl: string): RetailPage {
  const { Items, NextPageLink } = recordOf(body);
  if (!Array.isArray(Items)) throw new MalformedResponseError('no list of prices');
  const meters = Items.map(recordOf);
  if (NextPageLink === null || NextPageLink === '') return { meters, next: null };
  const next = linkBelow(baseUrl, NextPageLink, new RegExp(`^${RETAIL_PATH}$`, 'i'));
  if (next === null) throw new MalformedResponseError('a page of prices leads elsewhere');
  return { meters, next };
}
