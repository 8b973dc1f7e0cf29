import {
  HOURS_A_MONTH,
  listOf,
  MalformedResponseError,
  numberOf,
  recordOf,
  textOf,
} from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';

/** What is needed of `GET /pricing`: the project's currency and its prices without VAT. */
export interface Pricing {
  currency: string;
  /** Price of a gigabyte of volume a month; `null` when it was not told. */
  volumeGbMonth: string | null;
  /** Price of a gigabyte of snapshot a month; `null` when it was not told. */
  imageGbMonth: string | null;
  /** Hourly prices of primary IPs, by `<type>/<location>`. */
  primaryIpHourly: ReadonlyMap<string, string>;
  /** Monthly prices of floating IPs, by `<type>/<location>`. */
  floatingIpMonth: ReadonlyMap<string, string>;
}

/** @throws MalformedResponseError without a currency */
export function readPricing(body: unknown): Pricing {
  const pricing = recordOf(recordOf(body)['pricing']);
  const currency = textOf(pricing['currency']);
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    throw new MalformedResponseError('prices without a currency');
  }
  return {
    currency,
    volumeGbMonth: netOf(recordOf(pricing['volume'])['price_per_gb_month']),
    imageGbMonth: netOf(recordOf(pricing['image'])['price_per_gb_month']),
    primaryIpHourly: byTypeAndLocation(pricing['primary_ips'], 'price_hourly'),
    floatingIpMonth: byTypeAndLocation(pricing['floating_ips'], 'price_monthly'),
  };
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
  return priced(typeHourly(serverType, location), pricing, 'hetzner:server_type');
}

/** The net price of a load balancer type at a location, without traffic. */
export function loadBalancerPrice(
  loadBalancerType: unknown,
  location: string | null,
  pricing: Pricing | null,
): Price | null {
  return priced(typeHourly(loadBalancerType, location), pricing, 'hetzner:load_balancer_type');
}

/** The net price of a storage box type at a location, without the fee for setting it up. */
export function storageBoxPrice(
  storageBoxType: unknown,
  location: string | null,
  pricing: Pricing | null,
): Price | null {
  return priced(typeHourly(storageBoxType, location), pricing, 'hetzner:storage_box_type');
}

/** The net price of a volume of `sizeGb`, an average over the months of a year. */
export function volumePrice(sizeGb: unknown, pricing: Pricing | null): Price | null {
  return priced(monthlyToHourly(pricing?.volumeGbMonth, sizeGb), pricing, 'hetzner:volume');
}

/** The net price of a snapshot that takes `sizeGb` of storage. */
export function snapshotPrice(sizeGb: unknown, pricing: Pricing | null): Price | null {
  return priced(monthlyToHourly(pricing?.imageGbMonth, sizeGb), pricing, 'hetzner:image');
}

/** The net price of a primary IP, which is paid whether a server uses it or not. */
export function primaryIpPrice(
  type: string | null,
  location: string | null,
  pricing: Pricing | null,
): Price | null {
  const hourly = pricing?.primaryIpHourly.get(`${type}/${location}`) ?? null;
  return priced(hourly, pricing, 'hetzner:primary_ip');
}

/** The net price of a floating IP, which is paid whether a server uses it or not. */
export function floatingIpPrice(
  type: string | null,
  location: string | null,
  pricing: Pricing | null,
): Price | null {
  const monthly = pricing?.floatingIpMonth.get(`${type}/${location}`);
  return priced(monthlyToHourly(monthly, 1), pricing, 'hetzner:floating_ip');
}

function priced(hourly: string | null, pricing: Pricing | null, source: string): Price | null {
  if (hourly === null || pricing === null) return null;
  return { hourly, currency: pricing.currency, source };
}

function typeHourly(type: unknown, location: string | null): string | null {
  const there = listOf(recordOf(type)['prices'])
    .map(recordOf)
    .find((price) => location !== null && price['location'] === location);
  return netOf(there?.['price_hourly']);
}

function monthlyToHourly(monthly: string | null | undefined, units: unknown): string | null {
  const count = numberOf(units);
  if (monthly === null || monthly === undefined || count === null || count < 0) return null;
  return decimalOf(((Number(monthly) * count) / HOURS_A_MONTH).toFixed(10));
}

function byTypeAndLocation(types: unknown, field: string): ReadonlyMap<string, string> {
  const prices = new Map<string, string>();
  for (const type of listOf(types).map(recordOf)) {
    for (const price of listOf(type['prices']).map(recordOf)) {
      const net = netOf(price[field]);
      const [name, location] = [textOf(type['type']), textOf(price['location'])];
      if (net !== null && name !== null && location !== null) {
        prices.set(`${name}/${location}`, net);
      }
    }
  }
  return prices;
}

function netOf(price: unknown): string | null {
  return decimalOf(recordOf(price)['net']);
}

function decimalOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && /^\d+(\.\d+)?$/.test(text) ? text : null;
}
