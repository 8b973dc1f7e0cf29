import { GetProductsCommand, type Filter } from '@aws-sdk/client-pricing';
import { listOf, pricesUnread, ProviderError, type PageWarning } from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import { partitionOf, type Partition } from '../arn';
import type { AwsClient } from '../client';
import { unlessRefused } from '../optional-question';
import { listedRegions } from '../regions';
import { present } from '../request-failure';
import { PAGE_SIZE, filtersOf, keysOf, questionsOf, type PriceQuestion } from './price-question';
import { addRate, hourlyAmount, readProduct, type ProductKind, type Rate } from './products';

export const PRICING_PERMISSION = 'pricing:GetProducts';
/**
 * One of the few regions that answer; each knows the prices of all.
 * Source: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
 */
export const PRICING_REGION = 'us-east-1';

/** Those of China and GovCloud have lists of their own. */
const PRICED_PARTITION: Partition = 'aws';
/** Far more than a question takes; ends the reading of a list that never ends. */
const MOST_PAGES = 20;

/**
 * Hourly prices of one region by the keys of products: `null` where it is known not to be told; those
 * that could not be read are missing.
 */
export type Prices = ReadonlyMap<string, Price | null>;

/**
 * What products of one region are billed by, by their keys: by nothing where it is known not to be told;
 * those that could not be read are missing.
 */
export type Rates = ReadonlyMap<string, readonly Rate[]>;

const STOPPED: Price = { hourly: '0', currency: 'USD', source: 'aws:stopped' };

/**
 * Of what is stopped, no hours are paid for, whatever the list says: what goes on costing has prices of
 * its own, or none here. The partitions of China and GovCloud are not priced.
 * Sources: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_OnDemandDBInstances.html
 */
export function stoppedPrice(region: string): Price | null {
  return partitionOf(region) === PRICED_PARTITION ? STOPPED : null;
}

/** Where something is that has a price. */
export interface Place {
  client: AwsClient;
  region: string;
  signal: AbortSignal;
}

/**
 * The prices of products that are paid by the hour, before discounts and taxes. The things of a page
 * that are one product share one price; see {@link ratesOf} for where nothing is told.
 */
export async function pricesOf(
  kind: ProductKind,
  where: Place,
  keys: ReadonlySet<string>,
): Promise<Prices> {
  const prices = new Map<string, Price | null>();
  const source = sourceOf(kind);
  for (const [key, rates] of await ratesOf(kind, where, keys)) {
    const hourly = hourlyAmount(rates);
    prices.set(key, hourly === null ? null : { hourly, currency: 'USD', source });
  }
  return prices;
}

/** What a price of the list says that it is from. */
export function sourceOf({ serviceCode }: ProductKind): string {
  return `aws:pricing/${serviceCode}`;
}

/**
 * What products are billed by, before discounts and taxes. Nothing is told where it cannot be: the
 * permission is optional, and the partitions of China and GovCloud, whose keys the list does not know,
 * are not asked for.
 *
 * @throws ProviderError when the credentials are refused; the signal's reason when it is aborted
 */
export async function ratesOf(
  kind: ProductKind,
  { client, region, signal }: Place,
  keys: ReadonlySet<string>,
): Promise<Rates> {
  if (keys.size === 0) return new Map();
  if (client.partition !== PRICED_PARTITION) return new Map([...keys].map((key) => [key, []]));
  let list = lists.get(client);
  if (list === undefined) lists.set(client, (list = new PriceList(client)));
  return list.of(kind, region, keys, signal);
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
  private readonly told = new Map<ProductKind, Map<string, Map<string, readonly Rate[]>>>();
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
  ): Promise<Rates> {
    const known = this.knownOf(kind, region);
    if ([...keys].every((key) => known.has(key))) return known;
    const turn = this.turn.then(() => this.ask(kind, region, keys, signal));
    this.turn = turn.catch(() => undefined);
    await turn;
    return known;
  }

  private knownOf(kind: ProductKind, region: string): Map<string, readonly Rate[]> {
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
    for (const question of questionsOf(kind, region, listedRegions(this.client), wanted)) {
      if (this.warning !== null) return;
      const rates = await unlessRefused(
        () => this.read(question, signal),
        ({ message }) => {
          this.warning = pricesUnread(message);
        },
      );
      if (rates !== null) this.learn(question, rates);
    }
  }

  /** What was asked for and not answered has no rates. */
  private learn(question: PriceQuestion, rates: Rates): void {
    const keys = keysOf(question);
    for (const region of question.regions) {
      const known = this.knownOf(question.kind, region);
      for (const key of keys) known.set(key, rates.get(placeOf(region, key)) ?? []);
    }
  }

  /** @returns rates by the places of products */
  private async read(question: PriceQuestion, signal: AbortSignal): Promise<Rates> {
    const { kind } = question;
    const filters = filtersOf(question);
    const rates = new Map<string, readonly Rate[]>();
    let token: string | undefined;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { entries, next } = await this.readPage(kind.serviceCode, filters, token, signal);
      for (const entry of entries) {
        const product = readProduct(String(entry), kind);
        if (product === null) continue;
        const place = placeOf(product.region, product.key);
        rates.set(place, addRate(rates.get(place) ?? [], product.rate));
      }
      if (next === undefined || next === '') return rates;
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

/** Names a product of a region. */
function placeOf(region: string, key: string): string {
  return `${region} ${key}`;
}
