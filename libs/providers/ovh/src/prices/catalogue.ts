import {
  integerOf,
  listOf,
  MalformedResponseError,
  recordOf,
  textOf,
} from '@skyledger/provider-sdk';

/** What a plan costs without taxes and commitment, in units of 1e-8 of the currency. */
export interface PlanPrice {
  readonly amount: number;
  /** Plans of storage are for each gigabyte. */
  readonly per: 'hour' | 'month';
}

/** The prices of Public Cloud for the customers of one subsidiary. */
export interface Catalogue {
  readonly currency: string;
  /** By plan code. */
  readonly plans: ReadonlyMap<string, PlanPrice>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Plan codes name their interval: `b3-8.consumption`, `b3-8.monthly.postpaid`, and the same with the
 * kind of region at the end. Prices of the subsidiary in the US, and those of storage, tell no other.
 */
const CONSUMPTION = /\.consumption(\.|$)/;
const MONTHLY = /\.monthly\.postpaid(\.|$)/;

/**
 * Reads the public catalogue, of which other plans are left out. One that is listed with several prices
 * has none.
 * Source: https://eu.api.ovh.com/console/?section=%2Forder#get-/order/catalog/public/cloud
 * @throws MalformedResponseError without plans or currency, and when it is another subsidiary's
 */
export function readCatalogue(body: unknown, subsidiary: string): Catalogue {
  const { locale, addons } = recordOf(body);
  const { currencyCode, subsidiary: listed } = recordOf(locale);
  const currency = textOf(currencyCode);
  if (!Array.isArray(addons)) throw new MalformedResponseError('a catalogue without plans');
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    throw new MalformedResponseError('a catalogue without a currency');
  }
  if (listed !== subsidiary) throw new MalformedResponseError("another subsidiary's catalogue");
  const plans = new Map<string, PlanPrice>();
  const seen = new Set<string>();
  for (const addon of addons.map(recordOf)) {
    const code = textOf(addon['planCode']) ?? '';
    const price = priceOf(code, listOf(addon['pricings']).map(recordOf));
    if (price !== null && !seen.has(code)) plans.set(code, price);
    else plans.delete(code);
    seen.add(code);
  }
  return { currency, plans };
}

function priceOf(code: string, pricings: readonly Fields[]): PlanPrice | null {
  const per = CONSUMPTION.test(code) ? 'hour' : MONTHLY.test(code) ? 'month' : null;
  if (per === null) return null;
  const amounts = new Set(
    pricings
      .filter((pricing) => isUsual(pricing) && isFor(per, pricing))
      .map(({ price }) => integerOf(price)),
  );
  const [amount = null] = amounts;
  return amounts.size === 1 && amount !== null && amount > 0 ? { amount, per } : null;
}

/** Without commitment or payment in advance, which are sold by the same plans. */
function isUsual({ mode, commitment }: Fields): boolean {
  return (mode ?? 'default') === 'default' && (commitment ?? 0) === 0;
}

/** Installation is paid once, and months of hourly plans are other plans. */
function isFor(per: PlanPrice['per'], { capacities, interval, intervalUnit }: Fields): boolean {
  const isPaidSo = listOf(capacities).some(
    (capacity) => capacity === 'consumption' || (per === 'month' && capacity === 'renew'),
  );
  return (
    isPaidSo &&
    (intervalUnit === per || intervalUnit === 'none') &&
    (interval === undefined || interval === 0 || interval === 1)
  );
}
