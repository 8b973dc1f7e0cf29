import {
  listOf,
  MalformedResponseError,
  numberOf,
  recordOf,
  textOf,
} from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';

/** What is needed of `GET /pricing`: the project's currency and price of storage, without VAT. */
export interface Pricing {
  currency: string;
  /** Net price of a gigabyte of volume a month; `null` when it was not told. */
  volumeGbMonth: string | null;
}

/** Average hours of a month (8760 / 12). The API prices volumes by the month alone. */
const HOURS_A_MONTH = 730;

/** @throws MalformedResponseError without a currency */
export function readPricing(body: unknown): Pricing {
  const pricing = recordOf(recordOf(body)['pricing']);
  const currency = textOf(pricing['currency']);
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    throw new MalformedResponseError('prices without a currency');
  }
  return { currency, volumeGbMonth: netOf(recordOf(pricing['volume'])['price_per_gb_month']) };
}

/**
 * The net price of a server type at a location. It leaves out traffic, backups and the public IPv4
 * address, which is billed by itself.
 */
export function serverPrice(
  serverType: unknown,
  location: string | null,
  pricing: Pricing | null,
): Price | null {
  const there = listOf(recordOf(serverType)['prices'])
    .map(recordOf)
    .find((price) => location !== null && price['location'] === location);
  const hourly = netOf(there?.['price_hourly']);
  if (hourly === null || pricing === null) return null;
  return { hourly, currency: pricing.currency, source: 'hetzner:server_type' };
}

/** The net price of a volume of `sizeGb`, an average over the months of a year. */
export function volumePrice(sizeGb: unknown, pricing: Pricing | null): Price | null {
  const size = numberOf(sizeGb);
  if (size === null || size < 0 || pricing === null || pricing.volumeGbMonth === null) return null;
  const hourly = decimalOf(((Number(pricing.volumeGbMonth) * size) / HOURS_A_MONTH).toFixed(10));
  if (hourly === null) return null;
  return { hourly, currency: pricing.currency, source: 'hetzner:volume' };
}

function netOf(price: unknown): string | null {
  return decimalOf(recordOf(price)['net']);
}

function decimalOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && /^\d+(\.\d+)?$/.test(text) ? text : null;
}
