import {
  isListRefusal,
  MalformedResponseError,
  pricesUnread,
  ProviderError,
  type FaultKind,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, type GoogleList } from '../list-pages';
import type { Offer } from './offer';
import { PriceTable } from './price-table';
import { SharedPrices } from './shared-prices';
import { readSku, type Sku } from './sku';

/** What the gate calls a request for prices; the API names no permission for them. */
export const LIST_SKUS = 'cloudbilling.services.skus.list';

/** The largest page it gives. */
const PAGE_SIZE = 5000;
/** Several times as many as there are; ends the reading of a list that never ends. */
const MOST_PAGES = 50;

/** What ends every other request of the connection as well. */
const OF_THE_CREDENTIALS: ReadonlySet<FaultKind> = new Set(['expired', 'unauthenticated']);

/**
 * The SKUs of Compute Engine, with their list prices.
 * Source: https://cloud.google.com/billing/docs/reference/rest/v1/services.skus/list
 */
const SKUS: GoogleList = {
  service: 'cloudbilling',
  permission: LIST_SKUS,
  path: '/services/6F81-5844-456A/skus',
  query: { currencyCode: 'USD', pageSize: PAGE_SIZE },
  kind: null,
  read: ({ skus }) => {
    if (!Array.isArray(skus)) throw new MalformedResponseError('no list of SKUs');
    return { items: skus.map(readSku).filter((sku) => sku !== null), warnings: [] };
  },
};

/** Prices, or why they could not be read. */
interface Told {
  readonly table: PriceTable | null;
  readonly warnings: PageWarning[];
}

const NOTHING: Told = { table: null, warnings: [] };

const shared = new SharedPrices();
const lists = new WeakMap<GcpClient, PriceList>();

/**
 * Prices for the pages of one pass, which tells once why there are none. Where nothing on a page has
 * a price, nothing is asked.
 */
export function pricesForPass(
  client: GcpClient,
  signal: AbortSignal,
): (offers: readonly (Offer | null)[]) => Promise<Told> {
  let isTold = false;
  return async (offers) => {
    if (offers.every((offer) => offer === null)) return NOTHING;
    const list = lists.get(client) ?? new PriceList(client);
    lists.set(client, list);
    const told = await list.read(signal);
    const warnings = isTold ? [] : told.warnings;
    isTold ||= warnings.length > 0;
    return { ...told, warnings };
  };
}

/**
 * The price list as one connection may read it. Once it fails it is asked no more: prices are not worth
 * holding up a run, nor losing its resources.
 */
class PriceList {
  private permitted: Promise<void> | null = null;
  private warning: PageWarning | null = null;

  constructor(private readonly client: GcpClient) {}

  /** @throws ProviderError when the credentials are refused; the signal's reason when it is aborted */
  async read(signal: AbortSignal): Promise<Told> {
    const { client } = this;
    if (this.warning === null) {
      try {
        await (this.permitted ??= proveRight(client));
        const address = client.baseUrlOf(SKUS.service);
        const table = await shared.of(address, signal, () => readAll(client, signal));
        return { table, warnings: [] };
      } catch (error) {
        if (!isListRefusal(error) || OF_THE_CREDENTIALS.has(error.fault.kind)) throw error;
        this.warning = pricesUnread(error.message);
      }
    }
    return { table: null, warnings: [this.warning] };
  }
}

/**
 * Asks for one SKU. Who may not read the list has no prices, whether another project has read it
 * or not.
 */
async function proveRight(client: GcpClient): Promise<void> {
  const one = { ...SKUS, query: { ...SKUS.query, pageSize: 1 } };
  await listPages(client, one, null).next();
}

/** Of each page only what prices are made of is kept, before the next is asked for. */
async function readAll(client: GcpClient, signal: AbortSignal): Promise<PriceTable> {
  const table = new PriceTable();
  let pages = 0;
  for await (const { items, cursor } of listPages(client, SKUS, null)) {
    signal.throwIfAborted();
    for (const sku of items as readonly Sku[]) table.add(sku);
    pages += 1;
    if (pages === MOST_PAGES && cursor !== null) throw unusable('the pages of prices do not end');
  }
  // It is kept for everyone, for a day.
  if (table.size === 0) throw unusable('no machine or disk has a price');
  return table;
}

function unusable(message: string): ProviderError {
  return new ProviderError({ kind: 'malformed', code: 'UnusableList', message }, LIST_SKUS);
}
