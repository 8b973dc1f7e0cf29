import { integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import { wholeOf } from '../payload';
import { skuItem, type SkuItem } from './sku-item';

/** A SKU that prices of resources are made of. */
export interface Sku {
  /** What is sold, by the name that offers call it; see {@link SkuItem}. */
  readonly item: string;
  readonly regions: readonly string[];
  /** Billionths of a US dollar for each unit; `null` where not one such price is told. */
  readonly nanos: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

const NANOS = 1_000_000_000;

/**
 * Reads a SKU of Compute Engine.
 * Source: https://cloud.google.com/billing/docs/reference/rest/v1/services.skus/list
 * @returns `null` for what no price of ours is made of
 */
export function readSku(raw: unknown): Sku | null {
  const { description, category, serviceRegions, pricingInfo } = recordOf(raw);
  const sold = skuItem(textOf(description) ?? '', recordOf(category));
  if (sold === null) return null;
  return { item: sold.item, regions: textsOf(serviceRegions), nanos: priceOf(pricingInfo, sold) };
}

/** One price is in effect, unless a time was asked about. */
function priceOf(pricingInfo: unknown, { usageUnit }: SkuItem): number | null {
  const infos = listOf(pricingInfo);
  const expression = recordOf(recordOf(infos[0])['pricingExpression']);
  if (infos.length !== 1 || expression['usageUnit'] !== usageUnit) return null;
  const nanos = rateOf(listOf(expression['tieredRates']).map(recordOf));
  // What is listed for nothing is not sold.
  return nanos === 0 ? null : nanos;
}

/**
 * The one rate that is paid. Before it, a first tier may be free: that is given to a billing account
 * once a month, and not to a resource.
 * Source: https://cloud.google.com/free/docs/free-cloud-features#compute
 */
function rateOf([first = {}, second, ...more]: readonly Fields[]): number | null {
  if (first['startUsageAmount'] !== 0 || more.length > 0) return null;
  const base = nanosOf(first['unitPrice']);
  if (second === undefined) return base;
  return base === 0 ? nanosOf(second['unitPrice']) : null;
}

/** `units` are whole, sent as text; either part is left out where it is nothing. */
function nanosOf(unitPrice: unknown): number | null {
  const { currencyCode, units = '0', nanos = 0 } = recordOf(unitPrice);
  const [whole, rest] = [wholeOf(units), integerOf(nanos)];
  if (currencyCode !== 'USD' || whole === null || rest === null) return null;
  const amount = integerOf(whole * NANOS + rest);
  return amount === null || whole < 0 || rest < 0 || rest >= NANOS ? null : amount;
}
