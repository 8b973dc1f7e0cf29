import { decimalText, recordOf, textOf } from '@skyledger/provider-sdk';

/** What the price list is asked for: products of one kind, told apart by some attributes. */
export interface ProductKind {
  /** The list's name of the service, for example `AmazonEC2`. */
  readonly serviceCode: string;
  /** Attributes that every product of the kind has, with their value, or those of which it has one. */
  readonly fixed: Readonly<Record<string, string | readonly string[]>>;
  /** Attributes that tell products of one region apart; their values, in this order, are its key. */
  readonly toldApartBy: readonly string[];
  /**
   * Values of these attributes, in their order, that accounts are likely to need as well. They are asked
   * for along with what is needed while the answer is a page, which saves asking for them later.
   */
  readonly likely?: readonly (readonly string[])[];
}

/** What the list tells of one thing that a product is billed by. */
export interface Rate {
  /** The list's word, for example `Hrs` or `GB-Mo`; `null` where there is not one of them. */
  readonly unit: string | null;
  /** What tells rates of one product and unit apart, for example `EBS IOPS Tier 2`. */
  readonly group: string | null;
  /** US dollars a unit, as decimal text; `null` where the list does not tell one such price. */
  readonly amount: string | null;
}

/** An entry of the list: a rate of a product in a region. */
export interface Product {
  readonly region: string;
  readonly key: string;
  readonly rate: Rate;
}

const SEPARATOR = '|';
/** The list's word for what is paid by the hour. */
const HOURS = 'Hrs';

/**
 * The key of the product with these values.
 * @returns `null` when one is missing, or cannot be asked for in a list with commas
 */
export function productKey(...values: readonly (string | null | undefined)[]): string | null {
  for (const value of values) {
    if (!value || value.includes(',') || value.includes(SEPARATOR)) return null;
  }
  return joinKey(...values);
}

/** Puts a key together from values of other keys. */
export function joinKey(...values: readonly (string | null | undefined)[]): string {
  return values.join(SEPARATOR);
}

/** The values that a key was made of. */
export function valuesOf(key: string): string[] {
  return key.split(SEPARATOR);
}

/**
 * Reads one entry of the price list, which is a text of JSON.
 * @returns `null` when it does not tell which product it is of
 */
export function readProduct(entry: string, kind: ProductKind): Product | null {
  const { product, terms } = recordOf(parsed(entry));
  const attributes = recordOf(recordOf(product)['attributes']);
  const region = textOf(attributes['regionCode']);
  const key = productKey(...kind.toldApartBy.map((name) => textOf(attributes[name])));
  if (region === null || key === null) return null;
  return { region, key, rate: { group: textOf(attributes['group']), ...onDemandRate(terms) } };
}

/** Puts a rate to those of its product; one that is told with two amounts has none. */
export function addRate(rates: readonly Rate[], rate: Rate): Rate[] {
  const known = rates.find(({ unit, group }) => unit === rate.unit && group === rate.group);
  if (known === undefined) return [...rates, rate];
  // Two prices of what looks the same: nobody knows which one is paid.
  const amount = known.amount === rate.amount ? rate.amount : null;
  return rates.map((each) => (each === known ? { ...rate, amount } : each));
}

/** US dollars an hour of what is paid by the hour and by nothing else; `null` where that is not told. */
export function hourlyAmount(rates: readonly Rate[]): string | null {
  const [rate, ...others] = rates;
  return rate?.unit === HOURS && others.length === 0 ? rate.amount : null;
}

/**
 * The rate on demand. It is not told where there are several terms or tiers, where a fee is paid
 * beside it, or where it is nothing: that stands for what is paid elsewhere, such as by a host.
 */
function onDemandRate(terms: unknown): Omit<Rate, 'group'> {
  const term = onlyOne(recordOf(terms)['OnDemand']);
  const dimension = recordOf(onlyOne(recordOf(term)['priceDimensions']));
  const amount = decimalOf(recordOf(dimension['pricePerUnit'])['USD']);
  return { unit: textOf(dimension['unit']), amount };
}

/** `0.0960000000`, as the list writes all of its prices, is `0.096`; `null` for nothing and no number. */
function decimalOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null || !/^\d+(\.\d+)?$/.test(text)) return null;
  const decimal = decimalText(Number(text));
  return decimal === '0' ? null : decimal;
}

function onlyOne(byCode: unknown): unknown {
  const values = Object.values(recordOf(byCode));
  return values.length === 1 ? values[0] : null;
}

function parsed(entry: string): unknown {
  try {
    return JSON.parse(entry);
  } catch {
    return null;
  }
}
