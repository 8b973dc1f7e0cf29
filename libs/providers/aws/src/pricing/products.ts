import { decimalText, recordOf, textOf } from '@skyledger/provider-sdk';

/** What the price list is asked for: products of one kind, told apart by some attributes. */
export interface ProductKind {
  /** The list's name of the service, for example `AmazonEC2`. */
  readonly serviceCode: string;
  /** Attributes that every product of the kind has, with their values. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Attributes that tell products of one region apart; their values, in this order, are its key. */
  readonly toldApartBy: readonly string[];
}

/** A product of the list. */
export interface Product {
  readonly region: string;
  readonly key: string;
  /** US dollars an hour, as decimal text; `null` where the list does not tell one such price. */
  readonly price: string | null;
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
  return { region, key, price: onDemandPrice(terms) };
}

/**
 * The price on demand. It is not told where there are several terms or tiers, where a fee is paid
 * beside it, or where it is nothing: that stands for what is paid elsewhere, such as by a host.
 */
function onDemandPrice(terms: unknown): string | null {
  const term = onlyOne(recordOf(terms)['OnDemand']);
  const dimension = recordOf(onlyOne(recordOf(term)['priceDimensions']));
  if (dimension['unit'] !== HOURS) return null;
  return decimalOf(recordOf(dimension['pricePerUnit'])['USD']);
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
