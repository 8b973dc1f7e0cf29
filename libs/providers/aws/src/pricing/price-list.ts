import { GetProductsCommand, type Filter } from '@aws-sdk/client-pricing';
import { listOf, ProviderError, type PageWarning } from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import type { AwsClient } from '../client';
import { unlessRefused } from '../optional-question';
import { listedRegions } from '../regions';
import { present } from '../request-failure';
import { joinKey, readProduct, valuesOf, type Product, type ProductKind } from './products';

export const PRICING_PERMISSION = 'pricing:GetProducts';
/**
 * One of the few regions that answer; each knows the prices of all.
 * Source: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
 */
export const PRICING_REGION = 'us-east-1';

/** The most that a page of the list has. */
const PAGE_SIZE = 100;
/** Far more than a question takes; ends the reading of a list that never ends. */
const MOST_PAGES = 20;
/**
 * The most characters that the values of a filter have together.
 * Source: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_Filter.html
 */
const LONGEST_FILTER = 1024;

/** Hourly prices of one region by the keys of products; without those that are not told. */
export type Prices = ReadonlyMap<string, Price>;

/** US dollars an hour in one region by the keys of products; `null` is known not to be told. */
type Amounts = ReadonlyMap<string, string | null>;

/** Where something is that has a price. */
export interface Place {
  client: AwsClient;
  region: string;
  signal: AbortSignal;
}

/**
 * The prices of products that are paid by the hour, before discounts and taxes. The things of a page
 * that are one product share one price. Nothing is told where it cannot be: the permission is
 * optional, and the partitions of China and GovCloud, whose keys the list does not know, are not asked
 * for.
 *
 * @throws ProviderError when the credentials are refused; the signal's reason when it is aborted
 */
export async function pricesOf(
  kind: ProductKind,
  { client, region, signal }: Place,
  keys: ReadonlySet<string>,
): Promise<Prices> {
  const prices = new Map<string, Price>();
  if (client.partition !== 'aws' || keys.size === 0) return prices;
  let list = lists.get(client);
  if (list === undefined) lists.set(client, (list = new PriceList(client)));
  const told = await list.of(kind, region, keys, signal);
  const source = `aws:pricing/${kind.serviceCode}`;
  for (const key of keys) {
    const hourly = told.get(key) ?? null;
    if (hourly !== null) prices.set(key, { hourly, currency: 'USD', source });
  }
  return prices;
}

/**
 * Tells, for the pages of one pass, why prices are missing: once, and not of pages without anything
 * on them.
 */
export function priceWarnings(client: AwsClient): (items: readonly unknown[]) => PageWarning[] {
  let isTold = false;
  return (items) => {
    const warning = lists.get(client)?.warning ?? null;
    if (warning === null || isTold || items.length === 0) return [];
    isTold = true;
    return [warning];
  };
}

const lists = new WeakMap<AwsClient, PriceList>();

/** What one client was told of the price list, so that nothing is asked for twice. */
class PriceList {
  private readonly told = new Map<ProductKind, Map<string, Map<string, string | null>>>();
  /** Questions are put one after the other: what one is told, the next need not ask. */
  private turn: Promise<unknown> = Promise.resolve();
  /** Why the list is asked no more: what refused once would refuse again, and take its time for it. */
  warning: PageWarning | null = null;

  constructor(private readonly client: AwsClient) {}

  async of(
    kind: ProductKind,
    region: string,
    keys: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<Amounts> {
    const known = this.knownOf(kind, region);
    if ([...keys].every((key) => known.has(key))) return known;
    const turn = this.turn.then(() => this.ask(kind, region, keys, signal));
    this.turn = turn.catch(() => undefined);
    await turn;
    return known;
  }

  private knownOf(kind: ProductKind, region: string): Map<string, string | null> {
    let byRegion = this.told.get(kind);
    if (byRegion === undefined) this.told.set(kind, (byRegion = new Map()));
    let known = byRegion.get(region);
    if (known === undefined) byRegion.set(region, (known = new Map()));
    return known;
  }

  private async ask(
    kind: ProductKind,
    region: string,
    keys: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<void> {
    const known = this.knownOf(kind, region);
    const wanted = [...keys].filter((key) => !known.has(key)).sort();
    for (const some of batchesOf(wanted)) {
      if (this.warning !== null) return;
      const values = kind.toldApartBy.map((_, at) => distinctAt(some, at));
      const regions = regionsThatFit(region, listedRegions(this.client), values);
      const products = await unlessRefused(
        () => this.read(kind, regions, values, signal),
        ({ message }) => {
          this.warning = { code: 'prices_unread', message, detailOnly: true };
        },
      );
      if (products !== null) this.learn(kind, regions, combinationsOf(values), products);
    }
  }

  /** What was asked for and not answered has no price. */
  private learn(
    kind: ProductKind,
    regions: readonly string[],
    keys: readonly string[],
    products: readonly Product[],
  ): void {
    const prices = new Map<string, string | null>();
    for (const { region, key, price } of products) {
      const place = `${region} ${key}`;
      const other = prices.get(place);
      // Two prices of what looks the same: nobody knows which one is paid.
      prices.set(place, other === undefined || other === price ? price : null);
    }
    for (const region of regions) {
      const known = this.knownOf(kind, region);
      for (const key of keys) known.set(key, prices.get(`${region} ${key}`) ?? null);
    }
  }

  private async read(
    kind: ProductKind,
    regions: readonly string[],
    values: readonly string[][],
    signal: AbortSignal,
  ): Promise<Product[]> {
    const filters = filtersOf(kind, regions, values);
    const products: Product[] = [];
    let token: string | undefined;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { entries, next } = await this.readPage(kind.serviceCode, filters, token, signal);
      for (const entry of entries) {
        const product = readProduct(String(entry), kind);
        if (product !== null) products.push(product);
      }
      if (next === undefined || next === '') return products;
      token = next;
    }
    throw new ProviderError(
      { kind: 'malformed', code: 'EndlessListing', message: 'the pages of prices do not end' },
      PRICING_PERMISSION,
    );
  }

  private readPage(
    ServiceCode: string,
    Filters: Filter[],
    NextToken: string | undefined,
    signal: AbortSignal,
  ): Promise<{ entries: readonly unknown[]; next: string | undefined }> {
    return this.client.call(
      { service: 'pricing', region: PRICING_REGION, permission: PRICING_PERMISSION, signal },
      async (pricing, options) => {
        const command = new GetProductsCommand({
          ServiceCode,
          Filters,
          NextToken,
          FormatVersion: 'aws_v1',
          MaxResults: PAGE_SIZE,
        });
        const { PriceList: entries, NextToken: next } = await pricing.send(command, options);
        return { entries: listOf(present(entries, 'price list')), next };
      },
    );
  }
}

/** @param values of each attribute that tells products apart */
function filtersOf(
  kind: ProductKind,
  regions: readonly string[],
  values: readonly string[][],
): Filter[] {
  const anyOf = (Field: string, some: readonly string[] = []): Filter => ({
    Type: 'ANY_OF',
    Field,
    Value: some.join(','),
  });
  return [
    ...Object.entries(kind.fixed).map(([Field, Value]): Filter => ({
      Type: 'TERM_MATCH',
      Field,
      Value,
    })),
    anyOf('regionCode', regions),
    ...kind.toldApartBy.map((name, at) => anyOf(name, values[at])),
  ];
}

/** The values at a place of the keys, each once. */
function distinctAt(keys: readonly string[], at: number): string[] {
  return [...new Set(keys.map((key) => valuesOf(key)[at] ?? ''))].sort();
}

/** Keys in groups of which every filter holds the values. */
function batchesOf(keys: readonly string[]): string[][] {
  const batches: string[][] = [];
  let length = Infinity;
  for (const key of keys) {
    length += key.length + 1;
    if (length > LONGEST_FILTER) {
      batches.push([]);
      length = key.length + 1;
    }
    batches.at(-1)?.push(key);
  }
  return batches;
}

/** The keys of all that a question with these values is answered with. */
function combinationsOf(values: readonly string[][]): string[] {
  const [first = [], ...others] = values;
  return others.reduce(
    (keys, some) => keys.flatMap((key) => some.map((value) => joinKey(key, value))),
    first,
  );
}

/**
 * The region itself, and others as long as the answer stays on one page, which saves their asking
 * for the same: accounts use the same few types everywhere.
 */
function regionsThatFit(
  region: string,
  others: readonly string[],
  values: readonly string[][],
): string[] {
  const products = values.reduce((product, { length }) => product * length, 1);
  const count = Math.max(1, Math.floor(PAGE_SIZE / products));
  return [...new Set([region, ...others])].slice(0, count);
}
