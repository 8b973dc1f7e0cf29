import { listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { lastSegment, wholeOf } from '../payload';
import { relatedTo } from '../resource-name';
import { computeCommon } from './compute-resource';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['READY', 'running'],
  ['CREATING', 'pending'],
  ['RESTORING', 'pending'],
  ['DELETING', 'pending'],
  ['FAILED', 'error'],
  ['UNAVAILABLE', 'error'],
]);

/** `null` when the payload does not identify itself. */
export function toDisk(
  raw: unknown,
  price: DiscoveredResource['price'],
): DiscoveredResource<'volume'> | null {
  const disk = recordOf(raw);
  const common = computeCommon(disk);
  if (common === null) return null;
  const status = textOf(disk['status']);
  return {
    resourceId: common.resourceId,
    resourceType: 'volume',
    nativeType: 'compute.googleapis.com/Disk',
    name: common.name,
    region: common.region,
    zone: common.zone,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: relatedTo('attached_to', disk['selfLink'], listOf(disk['users'])),
    price,
    attributes: {
      // What the API calls GB is 2^30 bytes.
      sizeGib: wholeOf(disk['sizeGb']),
      // Without exception: https://cloud.google.com/compute/docs/disks/disk-encryption
      encryptedAtRest: true,
      kind: lastSegment(disk['type']),
    },
    raw,
  };
}
