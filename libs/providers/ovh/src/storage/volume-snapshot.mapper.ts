import { instantOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { inProject } from '../native-id';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['creating', 'pending'],
  ['deleting', 'pending'],
  ['error', 'error'],
  ['error_deleting', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 */
export function toVolumeSnapshot(
  raw: unknown,
  project: string,
): DiscoveredResource<'snapshot'> | null {
  const snapshot = recordOf(raw);
  const id = textOf(snapshot['id']);
  if (id === null) return null;
  const status = textOf(snapshot['status']);
  const volume = textOf(snapshot['volumeId']);
  return {
    resourceId: inProject(project, 'volumeSnapshot', id),
    resourceType: 'snapshot',
    nativeType: 'cloud.volume.Snapshot',
    name: textOf(snapshot['name']),
    region: textOf(snapshot['region']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: false,
    tags: {},
    createdAt: instantOf(snapshot['creationDate']),
    relationships: [],
    price: null,
    attributes: {
      sizeGib: numberOf(snapshot['size']),
      encryptedAtRest: null,
      sourceId: volume === null ? null : inProject(project, 'volume', volume),
      // Volume snapshots cannot be shared out of their project.
      isShared: false,
    },
    raw,
  };
}
