import { instantOf, numberOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { inProject } from '../native-id';
import { volumePrice } from '../prices/plan-price';
import type { PriceList } from '../prices/price-list';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['in-use', 'running'],
  ['reserved', 'running'],
  ['attaching', 'pending'],
  ['detaching', 'pending'],
  ['creating', 'pending'],
  ['downloading', 'pending'],
  ['uploading', 'pending'],
  ['extending', 'pending'],
  ['retyping', 'pending'],
  ['backing-up', 'pending'],
  ['restoring-backup', 'pending'],
  ['snapshotting', 'pending'],
  ['awaiting-transfer', 'pending'],
  ['maintenance', 'pending'],
  ['deleting', 'pending'],
  ['deleted', 'deleted'],
  ['error', 'error'],
  ['error_backing-up', 'error'],
  ['error_deleting', 'error'],
  ['error_extending', 'error'],
  ['error_restoring', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 * @param catalogue prices by plan; `null` when they are not known
 */
export function toVolume(
  raw: unknown,
  project: string,
  catalogue: PriceList['catalogue'] = null,
): DiscoveredResource<'volume'> | null {
  const volume = recordOf(raw);
  const id = textOf(volume['id']);
  if (id === null) return null;
  const status = textOf(volume['status']);
  const type = textOf(volume['type']);
  return {
    resourceId: inProject(project, 'volume', id),
    resourceType: 'volume',
    nativeType: 'cloud.volume.Volume',
    name: textOf(volume['name']),
    region: textOf(volume['region']),
    zone: textOf(volume['availabilityZone']),
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: type,
    privateIps: [],
    publicIps: [],
    isPublic: false,
    tags: {},
    createdAt: instantOf(volume['creationDate']),
    relationships: [...new Set(textsOf(volume['attachedTo']))].sort().map((instance) => ({
      kind: 'attached_to',
      resourceId: inProject(project, 'instance', instance),
    })),
    price: volumePrice(volume, catalogue),
    attributes: {
      sizeGib: numberOf(volume['size']),
      // The types that OVHcloud encrypts are those with LUKS in their name; the others have none.
      encryptedAtRest: type === null ? null : type.endsWith('-luks'),
      kind: type,
    },
    raw,
  };
}
