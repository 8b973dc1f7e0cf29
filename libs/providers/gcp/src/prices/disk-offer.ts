import { recordOf } from '@skyledger/provider-sdk';
import { lastSegment, wholeOf } from '../payload';
import { placeOf } from '../resource-name';
import type { Offer } from './offer';
import { regionalItem } from './sku-item';

/** Disks that are paid for by their size alone; others are paid for by operations and throughput, too. */
const BY_SIZE: ReadonlySet<string> = new Set(['pd-standard', 'pd-balanced', 'pd-ssd']);

/**
 * What a disk is sold as: its size, whether it is used or not. `null` for disks of other kinds, for what
 * did not become a disk, and where replication into another region is paid for beside the size.
 * Source: https://cloud.google.com/compute/disks-image-pricing
 */
export function diskOffer(raw: unknown): Offer | null {
  const { selfLink, type, status, sizeGb, asyncPrimaryDisk, asyncSecondaryDisks } = recordOf(raw);
  const { region, zone } = placeOf(selfLink);
  const kind = lastSegment(type) ?? '';
  const size = wholeOf(sizeGb);
  const isReplicated = (asyncPrimaryDisk ?? asyncSecondaryDisks ?? null) !== null;
  if (region === null || !BY_SIZE.has(kind) || isReplicated || status === 'FAILED') return null;
  if (size === null || size <= 0) return null;
  // What the API calls GB is 2^30 bytes.
  const part = { item: regionalItem(kind, zone === null), units: size };
  return { region, isSpot: false, per: 'month', parts: [part] };
}
