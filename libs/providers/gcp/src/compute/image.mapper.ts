import { listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { lastSegment, wholeOf } from '../payload';
import { architectureOf, computeCommon } from './compute-resource';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['READY', 'running'],
  ['PENDING', 'pending'],
  ['DELETING', 'pending'],
  ['FAILED', 'error'],
]);

/** `null` when the payload does not identify itself. */
export function toImage(raw: unknown): DiscoveredResource<'image'> | null {
  const image = recordOf(raw);
  const common = computeCommon(image);
  if (common === null) return null;
  const status = textOf(image['status']);
  return {
    resourceId: common.resourceId,
    resourceType: 'image',
    nativeType: 'compute.googleapis.com/Image',
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
    relationships: [],
    price: null,
    attributes: {
      sizeGib: wholeOf(image['diskSizeGb']),
      architecture: architectureOf(image['architecture']),
      // The licence names the system: debian-12-bookworm, windows-server-2022-dc, ...
      operatingSystem: lastSegment(listOf(image['licenses'])[0]),
      encryptedAtRest: true,
    },
    raw,
  };
}
