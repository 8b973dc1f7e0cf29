import type { Volume } from '@aws-sdk/client-ec2';
import {
  BY_THE_MONTH,
  HOURS_A_MONTH,
  decimalText,
  numberOf,
  textOf,
} from '@skyledger/provider-sdk';
import type { Price } from '@skyledger/resource-model';
import { ratesOf, sourceOf, type Place, type Rates } from '../pricing/price-list';
import { productKey, type ProductKind, type Rate } from '../pricing/products';
import { isZoneOf } from './instance-prices';

/** Storage, provisioned operations and provisioned throughput of a type of volume are one product. */
const VOLUMES: ProductKind = {
  serviceCode: 'AmazonEC2',
  fixed: {
    productFamily: ['Storage', 'System Operation', 'Provisioned Throughput'],
    locationType: 'AWS Region',
  },
  toldApartBy: ['volumeApiName'],
  // What EC2 makes the volumes of instances of, unless it is told otherwise.
  likely: [['gp3', 'gp2']],
};

/** What of a volume is billed by the month, with the list's words for it. */
interface Meter {
  readonly units: readonly string[];
  /** Where several rates have the unit. */
  readonly group?: string;
  /** How many of what the volume counts the unit is. */
  readonly size?: number;
}
const STORAGE: Meter = { units: ['GB-Mo', 'GB-month'] };
const THROUGHPUT: Meter = { units: ['GiBps-mo'], size: 1024 };
const IOPS: Meter = { units: ['IOPS-Mo'], group: 'EBS IOPS' };
const IOPS_TIER_2: Meter = { units: ['IOPS-Mo'], group: 'EBS IOPS Tier 2' };
const IOPS_TIER_3: Meter = { units: ['IOPS-Mo'], group: 'EBS IOPS Tier 3' };

/** A part of what is provisioned, and what it is billed by. */
interface Part {
  readonly meter: Meter;
  /** What is above this is billed by it. */
  readonly from: number;
  /** What is above this is not. */
  readonly to?: number;
}

interface VolumeType {
  readonly iops: readonly Part[];
  readonly throughput: readonly Part[];
}
const BY_SIZE_ALONE: VolumeType = { iops: [], throughput: [] };

/**
 * What each type is billed by beside its size. The requests of `standard` are billed as well, by how many
 * there are, which a volume does not tell.
 * Source: https://aws.amazon.com/ebs/pricing/
 */
const TYPES: ReadonlyMap<string, VolumeType> = new Map([
  ['standard', BY_SIZE_ALONE],
  ['gp2', BY_SIZE_ALONE],
  ['st1', BY_SIZE_ALONE],
  ['sc1', BY_SIZE_ALONE],
  [
    'gp3',
    {
      iops: [{ meter: IOPS, from: 3000 }],
      throughput: [{ meter: THROUGHPUT, from: 125 }],
    },
  ],
  ['io1', { iops: [{ meter: IOPS, from: 0 }], throughput: [] }],
  [
    'io2',
    {
      iops: [
        { meter: IOPS, from: 0, to: 32_000 },
        { meter: IOPS_TIER_2, from: 32_000, to: 64_000 },
        { meter: IOPS_TIER_3, from: 64_000 },
      ],
      throughput: [],
    },
  ],
]);

/** A volume is paid for from when it is made until it is gone; what failed to be made is not documented. */
const PAID_STATES: ReadonlySet<string> = new Set(['creating', 'available', 'in-use']);

/**
 * The list price of a volume: that of a month by 730 hours, without requests and snapshots; `null` where
 * it cannot be told, `undefined` where it could not be read.
 */
export function volumePrice(
  volume: Volume,
  region: string,
  rates: Rates,
): Price | null | undefined {
  const product = volumeProduct(volume, region);
  const type = TYPES.get(product ?? '');
  if (product === null || type === undefined) return null;
  const ofProduct = rates.get(product);
  if (ofProduct === undefined) return undefined;
  const amounts = [
    amountOf(numberOf(volume.Size), [{ meter: STORAGE, from: 0 }], ofProduct),
    amountOf(numberOf(volume.Iops), type.iops, ofProduct),
    amountOf(numberOf(volume.Throughput), type.throughput, ofProduct),
  ];
  const month = amounts.reduce((sum, amount) =>
    sum === null || amount === null ? null : sum + amount,
  );
  const hourly = month === null ? null : decimalText(month / HOURS_A_MONTH);
  const source = `${sourceOf(VOLUMES)}${BY_THE_MONTH}`;
  return hourly === null ? null : { hourly, currency: 'USD', source };
}

/**
 * The product of the price list that a volume is, `null` where that cannot be told: Local Zones and
 * Outposts are no part of their region's list.
 */
export function volumeProduct(volume: Volume, region: string): string | null {
  const { State, OutpostArn, AvailabilityZone } = volume;
  const type = textOf(volume.VolumeType);
  if (type === null || !TYPES.has(type) || !PAID_STATES.has(State ?? '')) return null;
  if (OutpostArn || !isZoneOf(region, textOf(AvailabilityZone) ?? undefined)) return null;
  return productKey(type);
}

/** The rates of volumes of a page; see {@link ratesOf}. */
export function volumeRates(where: Place, volumes: readonly Volume[]): Promise<Rates> {
  const products = volumes.map((volume) => volumeProduct(volume, where.region));
  return ratesOf(VOLUMES, where, new Set(products.filter((product) => product !== null)));
}

/**
 * US dollars a month of what is provisioned, by its parts.
 * @returns `null` where a rate that is needed, or how much is provisioned, is not told
 */
function amountOf(
  provisioned: number | null,
  parts: readonly Part[],
  rates: readonly Rate[],
): number | null {
  if (parts.length > 0 && (provisioned === null || provisioned <= 0)) return null;
  let sum = 0;
  for (const { meter, from, to = Infinity } of parts) {
    const billed = Math.min(provisioned ?? 0, to) - from;
    if (billed <= 0) continue;
    const rate = rateOf(meter, rates);
    if (rate === null) return null;
    sum += (billed / (meter.size ?? 1)) * rate;
  }
  return sum;
}

/** US dollars a unit; `null` where there is not one such rate. */
function rateOf({ units, group }: Meter, rates: readonly Rate[]): number | null {
  const [rate, ...others] = rates.filter(
    (each) =>
      each.unit !== null &&
      units.includes(each.unit) &&
      (group === undefined || each.group === group),
  );
  return rate === undefined || rate.amount === null || others.length > 0
    ? null
    : Number(rate.amount);
}
