import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { wholeOf } from '../payload';
import { computeName } from '../resource-name';
import { computeCommon } from './compute-resource';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['READY', 'running'],
  ['CREATING', 'pending'],
  ['UPLOADING', 'pending'],
  ['DELETING', 'pending'],
  ['FAILED', 'error'],
]);

/** `null` when the payload does not identify itself. */
export function toSnapshot(raw: unknown): DiscoveredResource<'snapshot'> | null {
  const snapshot = recordOf(raw);
  const common = computeCommon(snapshot);
  if (common === null) return null;
  const status = textOf(snapshot['status']);
  return {
    resourceId: common.resourceId,
    resourceType: 'snapshot',
    nativeType: 'compute.googleapis.com/Snapshot',
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
    // Its disk may be gone, so it is told as an attribute and not as a relationship.
    relationships: [],
    price: null,
    attributes: {
      sizeGib: wholeOf(snapshot['diskSizeGb']),
      encryptedAtRest: true,
      sourceId: computeName(snapshot['sourceDisk']),
      // Its IAM policy would tell, which takes a request for each.
      isShared: null,
    },
    raw,
  };
}
