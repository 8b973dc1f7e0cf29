import type { ProductDraft } from './products';
import { PRICED_REGIONS } from './regions';

/** Types of volumes, with US dollars a gigabyte and month in the first region. */
const STORAGE = [
  { api: 'gp3', usage: 'VolumeUsage.gp3', unit: 'GB-Mo', price: 0.08 },
  { api: 'gp2', usage: 'VolumeUsage.gp2', unit: 'GB-Mo', price: 0.1 },
  { api: 'io1', usage: 'VolumeUsage.piops', unit: 'GB-Mo', price: 0.125 },
  // The one type of which the list writes the unit out.
  { api: 'io2', usage: 'VolumeUsage.io2', unit: 'GB-month', price: 0.125 },
  { api: 'st1', usage: 'VolumeUsage.st1', unit: 'GB-Mo', price: 0.045 },
  { api: 'sc1', usage: 'VolumeUsage.sc1', unit: 'GB-Mo', price: 0.015 },
  { api: 'standard', usage: 'VolumeUsage', unit: 'GB-Mo', price: 0.05 },
] as const;

/** What is billed beside the storage. */
const OPERATIONS = [
  { api: 'gp3', group: 'EBS IOPS', usage: 'VolumeP-IOPS.gp3', price: 0.005, above: 3000 },
  { api: 'io1', group: 'EBS IOPS', usage: 'VolumeP-IOPS.piops', price: 0.065 },
  { api: 'io2', group: 'EBS IOPS', usage: 'VolumeP-IOPS.io2', price: 0.065 },
  { api: 'io2', group: 'EBS IOPS Tier 2', usage: 'VolumeP-IOPS.io2.tier2', price: 0.0455 },
  { api: 'io2', group: 'EBS IOPS Tier 3', usage: 'VolumeP-IOPS.io2.tier3', price: 0.03185 },
] as const;

type PricedRegion = (typeof PRICED_REGIONS)[number];

/** Volumes of every type, in every region, and the snapshots that are listed beside them. */
export function ebsProducts(): ProductDraft[] {
  return PRICED_REGIONS.flatMap((region) => [...ofVolumes(region)]);
}

function* ofVolumes({
  regionCode,
  location,
  usage,
  factor,
}: PricedRegion): Generator<ProductDraft> {
  const place = { regionCode, location };
  const ofType = (volumeApiName: string, type: string): ProductDraft['attributes'] => ({
    ...place,
    volumeApiName,
    usagetype: `${usage}EBS:${type}`,
  });
  for (const { api, usage: type, unit, price } of STORAGE) {
    yield { family: 'Storage', attributes: ofType(api, type), unit, price: price * factor };
  }
  for (const { api, usage: type, group, price, ...rest } of OPERATIONS) {
    const attributes = { ...ofType(api, type), group };
    yield {
      family: 'System Operation',
      attributes,
      unit: 'IOPS-Mo',
      price: price * factor,
      ...rest,
    };
  }
  yield {
    family: 'System Operation',
    attributes: { ...ofType('standard', 'VolumeIOUsage'), group: 'EBS I/O Requests' },
    unit: 'IOs',
    price: 0.00000005 * factor,
  };
  yield {
    family: 'Provisioned Throughput',
    attributes: { ...ofType('gp3', 'VolumeP-Throughput.gp3'), group: 'EBS Throughput' },
    unit: 'GiBps-mo',
    price: 40.96 * factor,
  };
  yield {
    family: 'Storage Snapshot',
    attributes: { ...place, usagetype: `${usage}EBS:SnapshotUsage` },
    unit: 'GB-Mo',
    price: 0.05 * factor,
  };
}
