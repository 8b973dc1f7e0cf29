import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { Meter } from './retail-page';

/** Which rows of the price list are meant. */
export interface MeterChoice {
  readonly unitOfMeasure: string;
  /** Rows whose time has passed, or is to come, are none of them. */
  readonly at: Date;
  fits(meter: Meter): boolean;
}

/**
 * The list price in US dollars that all rows agree on which are meant, in effect, and billed by: those
 * of the primary meter, without a least consumption. `null` when none is left, when they differ, or when
 * one tells no price.
 * Source: https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export function soleAmount(meters: readonly Meter[], choice: MeterChoice): number | null {
  const amounts = new Set(
    meters
      .filter(
        (meter) =>
          meter['type'] === 'Consumption' &&
          meter['unitOfMeasure'] === choice.unitOfMeasure &&
          meter['isPrimaryMeterRegion'] === true &&
          meter['tierMinimumUnits'] === 0 &&
          inEffect(meter, choice.at) &&
          choice.fits(meter),
      )
      .map((meter) => (meter['currencyCode'] === 'USD' ? numberOf(meter['retailPrice']) : null)),
  );
  const [amount = null] = amounts;
  // Placeholders are listed for nothing.
  return amounts.size === 1 && amount !== null && amount > 0 ? amount : null;
}

/** Several intervals of a meter may be listed. */
function inEffect({ effectiveStartDate, effectiveEndDate }: Meter, at: Date): boolean {
  const [start, end] = [effectiveStartDate, effectiveEndDate].map((date) =>
    Date.parse(textOf(date) ?? ''),
  ) as [number, number];
  return !(start > at.getTime()) && !(end <= at.getTime());
}
