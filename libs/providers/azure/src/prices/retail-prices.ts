import {
  isListRefusal,
  MalformedResponseError,
  pricesUnread,
  ProviderError,
  textOf,
  type PageWarning,
} from '@skyledger/provider-sdk';
import { classifyError } from '../classify-error';
import { filterText, RETAIL_OPERATION, type RetailQuery } from './retail-query';
import type { Meter, RetailPage } from './retail-page';

/**
 * What one request asks for. The API refuses a filter of more than 20 comparisons, of which service,
 * kind and region take three, and an address of more than 2048 characters.
 */
const SKUS_A_REQUEST = 15;

/** Far more than so few SKUs have; ends the reading of a list that never ends. */
const MOST_PAGES = 20;

/** How SKUs and regions are named; nothing else is asked for. */
const NAME = /^[\w .-]{1,80}$/;

/** Reads one page: the first that fits a filter, or the one a link leads to. */
export type ReadRetailPage = (
  at: { readonly filter: string } | { readonly link: string },
) => Promise<RetailPage>;

/** Something that is sold in a region, by the name that a query filters by. */
export interface RetailSku {
  readonly region: string;
  readonly sku: string;
}

/** What the price list tells of the SKUs that were asked for. */
export interface Meters {
  /** Every row of the SKU: none where it is not sold there, `null` where they could not be read. */
  of(sku: RetailSku): readonly Meter[] | null;
  /** Why rows are missing; `null` while none are. */
  readonly warning: PageWarning | null;
}

/**
 * The public price list. The SKUs of a region are asked for together, and each once a connection. When
 * it fails it is asked no more: prices are not worth holding up a run, nor losing its resources.
 */
export class RetailPrices {
  private readonly known = new Map<string, Meter[]>();
  private warning: PageWarning | null = null;

  /** @param readPage `null` for a cloud without a price list, where nothing has a price */
  constructor(private readonly readPage: ReadRetailPage | null) {}

  /** Never fails for what the API refuses or fails to tell: that is a warning. */
  async read(query: RetailQuery, wanted: readonly RetailSku[]): Promise<Meters> {
    for (const [region, skus] of this.unasked(query, wanted)) {
      for (let from = 0; from < skus.length; from += SKUS_A_REQUEST) {
        await this.ask(query, region, skus.slice(from, from + SKUS_A_REQUEST));
      }
    }
    return {
      of: ({ region, sku }) => {
        const meters = this.known.get(keyOf(query, region, sku));
        return meters ?? (this.warning === null ? [] : null);
      },
      warning: this.warning,
    };
  }

  /** SKUs by region that no answer has told of yet, in an order of their own. */
  private unasked(query: RetailQuery, wanted: readonly RetailSku[]): [string, string[]][] {
    const byRegion = new Map<string, Map<string, string>>();
    for (const { region, sku } of wanted) {
      const key = keyOf(query, region, sku);
      if (this.known.has(key) || !NAME.test(region) || !NAME.test(sku)) continue;
      const skus = byRegion.get(region) ?? new Map<string, string>();
      byRegion.set(region, skus.set(key, sku));
    }
    return [...byRegion].map(([region, skus]) => [region, [...skus.values()].sort()]);
  }

  private async ask(query: RetailQuery, region: string, skus: readonly string[]): Promise<void> {
    if (this.readPage === null || this.warning !== null) return;
    try {
      const meters = await readAll(this.readPage, filterText(query, region, skus));
      for (const sku of skus) this.known.set(keyOf(query, region, sku), []);
      for (const meter of meters) {
        const key = keyOf(query, region, textOf(meter[query.skuField]) ?? '');
        if (meter['armRegionName'] === region) this.known.get(key)?.push(meter);
      }
    } catch (error) {
      if (!isListRefusal(error)) throw error;
      this.warning = pricesUnread(`${RETAIL_OPERATION}: ${error.fault.message}`);
    }
  }
}

async function readAll(readPage: ReadRetailPage, filter: string): Promise<Meter[]> {
  const meters: Meter[] = [];
  const seen = new Set<string>();
  for (let page = await readPage({ filter }); ; page = await readPage({ link: page.next })) {
    meters.push(...page.meters);
    if (page.next === null) return meters;
    if (seen.has(page.next) || seen.size === MOST_PAGES) {
      const error = new MalformedResponseError('the pages of prices do not end');
      throw new ProviderError(classifyError(error), RETAIL_OPERATION, { cause: error });
    }
    seen.add(page.next);
  }
}

/** Machines tell sizes in the letter case in which someone asked for them. */
function keyOf({ serviceName }: RetailQuery, region: string, sku: string): string {
  return `${serviceName}/${region}/${sku.toLowerCase()}`;
}
