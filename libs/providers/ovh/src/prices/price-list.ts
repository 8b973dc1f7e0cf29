import {
  isListRefusal,
  pricesUnread,
  textOf,
  type FaultKind,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { isDenied } from '../failures';
import { readCatalogue, type Catalogue } from './catalogue';

/** What ends every other request of the account as well. */
const ENDED: ReadonlySet<FaultKind> = new Set(['expired', 'unauthenticated']);

const ROUTE = '/order/catalog/public/cloud';

/** What is known of prices in one run. */
export interface PriceList {
  /** `null` where the keys may not say whose customer the account is. */
  readonly catalogue: Catalogue | 'unread' | null;
  /** Why it could not be read. */
  readonly warning: PageWarning | null;
}

/**
 * The public catalogue for the account's subsidiary, asked for once a connection, also when it fails:
 * prices are not worth holding up a run, nor losing its resources. Everyone may read it; the
 * subsidiary is told by `GET /me` alone.
 * @throws ProviderError when the session has ended, or the keys are refused
 */
function priceListOf(client: OvhClient): Promise<PriceList> {
  return client.once('prices', '', async () => {
    try {
      const { ovhSubsidiary } = await client.item('/me');
      const subsidiary = textOf(ovhSubsidiary);
      if (subsidiary === null) return { catalogue: null, warning: null };
      const catalogue = await client.open(ROUTE, { ovhSubsidiary: subsidiary }, (body) =>
        readCatalogue(body, subsidiary),
      );
      return { catalogue, warning: null };
    } catch (error) {
      if (!isListRefusal(error)) throw error;
      const isOfMe = error.operation === 'GET /me';
      if (isOfMe && isDenied(error)) return { catalogue: null, warning: null };
      if (isOfMe && ENDED.has(error.fault.kind)) throw error;
      return { catalogue: 'unread', warning: pricesUnread(error.message) };
    }
  });
}

/** Prices for one pass, which tells on its first page alone why there are none. */
export function pricesForPass(
  client: OvhClient,
): () => Promise<Pick<PriceList, 'catalogue'> & { warnings: PageWarning[] }> {
  let isTold = false;
  return async () => {
    const { catalogue, warning } = await priceListOf(client);
    const warnings = warning === null || isTold ? [] : [warning];
    isTold = true;
    return { catalogue, warnings };
  };
}
