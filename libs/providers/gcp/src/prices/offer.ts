import { BY_THE_MONTH, HOURS_A_MONTH, decimalText } from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import { spotItem } from './sku-item';
import type { PriceTable } from './price-table';

/** What a resource is sold as: units of some items, which are added up. */
export interface Offer {
  readonly region: string;
  readonly isSpot: boolean;
  readonly per: 'hour' | 'month';
  readonly parts: readonly Part[];
}

export interface Part {
  readonly item: string;
  /** Cores, GiB, or machines. */
  readonly units: number;
}

const DOLLAR = 1e9;

/**
 * The list price of an offer; `null` where that of one of its parts is not known, `undefined` where the
 * list could not be read.
 */
export function offerPrice(
  offer: Offer | null,
  table: PriceTable | null,
): Price | null | undefined {
  if (offer === null) return null;
  if (table === null) return undefined;
  const { region, isSpot, per, parts } = offer;
  let nanos = 0;
  for (const { item, units } of parts) {
    const each = table.nanosOf(region, spotItem(item, isSpot));
    if (each === null) return null;
    nanos += each * units;
  }
  const hourly = decimalText(nanos / DOLLAR / (per === 'month' ? HOURS_A_MONTH : 1));
  const notes = `${isSpot ? ', spot' : ''}${per === 'month' ? BY_THE_MONTH : ''}`;
  return hourly === null ? null : { hourly, currency: 'USD', source: `gcp:cloudbilling${notes}` };
}
