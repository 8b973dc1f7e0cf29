/** Digits after the point that prices are kept with; the finest price list has eight. */
const DECIMALS = 10;

/** Average hours of a month (8760 / 12): what is priced by the month costs that by these an hour. */
export const HOURS_A_MONTH = 730;

/** Ends the source of a price that is told by the month. */
export const BY_THE_MONTH = `, a month of ${HOURS_A_MONTH} hours`;

/** Far above any price; what is written with an exponent is far above that. */
const ABSURD = 1e9;

/**
 * An amount as decimal text, rounded to ten digits after the point, so that neither an exponent nor
 * what doubles add shows: 0.1 + 0.2 is `0.3`, and 1e-7 is `0.0000001`.
 * @returns `null` for what is no amount: negative, not finite, absurdly large
 */
export function decimalText(amount: number): string | null {
  if (!(amount >= 0 && amount < ABSURD)) return null;
  return amount.toFixed(DECIMALS).replace(/\.?0+$/, '');
}
