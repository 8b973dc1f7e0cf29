import {
  BY_THE_MONTH,
  HOURS_A_MONTH,
  decimalText,
  integerOf,
  recordOf,
  textOf,
} from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import { flagOf, regionOf } from '../arm-resource';
import type { Meters, RetailSku } from './retail-prices';
import { soleAmount } from './sole-amount';

interface DiskFamily {
  readonly letter: string;
  readonly redundancy: 'LRS' | 'ZRS';
  readonly product: string;
}

/** Disks that are billed by their tier; others are billed by size, throughput and operations. */
const FAMILIES: Readonly<Record<string, DiskFamily>> = {
  premium_lrs: { letter: 'P', redundancy: 'LRS', product: 'Premium SSD Managed Disks' },
  premium_zrs: { letter: 'P', redundancy: 'ZRS', product: 'Premium SSD Managed Disks' },
  standardssd_lrs: { letter: 'E', redundancy: 'LRS', product: 'Standard SSD Managed Disks' },
  standardssd_zrs: { letter: 'E', redundancy: 'ZRS', product: 'Standard SSD Managed Disks' },
  standard_lrs: { letter: 'S', redundancy: 'LRS', product: 'Standard HDD Managed Disks' },
};

/** What a disk is sold as. */
export interface DiskOffer extends RetailSku {
  readonly product: string;
}

/**
 * What a disk is sold as; `null` where that is more or something else than the tier that it tells: Ultra
 * Disks and Premium SSD v2, shared disks, and bursting on demand.
 * Source: https://learn.microsoft.com/azure/virtual-machines/disks-understand-billing
 */
export function diskOffer(raw: unknown): DiskOffer | null {
  const fields = recordOf(raw);
  const properties = recordOf(fields['properties']);
  const region = regionOf(fields['location']);
  const kind = textOf(recordOf(fields['sku'])['name'])?.toLowerCase() ?? '';
  const family = Object.hasOwn(FAMILIES, kind) ? FAMILIES[kind] : undefined;
  const tier = /^([A-Z])\d{1,2}$/.exec(textOf(properties['tier'])?.toUpperCase() ?? '');
  if (region === null || family === undefined || tier?.[1] !== family.letter) return null;
  const isShared = (integerOf(properties['maxShares']) ?? 1) > 1;
  if (isShared || flagOf(properties['burstingEnabled']) === true) return null;
  return { region, sku: `${tier[0]} ${family.redundancy}`, product: family.product };
}

/**
 * The list price of a disk by its tier: the monthly one by 730 hours. It leaves out the operations that
 * standard disks are billed for as well.
 * @param meters with the rows of the offer's SKU
 * @returns `null` where it cannot be told, `undefined` where it could not be read
 */
export function diskPrice(
  offer: DiskOffer | null,
  meters: Meters,
  at: Date,
): Price | null | undefined {
  if (offer === null) return null;
  const rows = meters.of(offer);
  if (rows === null) return undefined;
  const amount = soleAmount(rows, {
    unitOfMeasure: '1/Month',
    at,
    // Page blobs and mounts of shared disks have meters of the same SKU.
    fits: ({ productName, meterName }) =>
      productName === offer.product && meterName === `${offer.sku} Disk`,
  });
  const hourly = amount === null ? null : decimalText(amount / HOURS_A_MONTH);
  if (hourly === null) return null;
  return { hourly, currency: 'USD', source: `azure:retail-prices${BY_THE_MONTH}` };
}
