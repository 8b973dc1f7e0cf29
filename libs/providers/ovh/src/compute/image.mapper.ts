import { instantOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { inProject } from '../native-id';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['active', 'running'],
  ['queued', 'pending'],
  ['saving', 'pending'],
  ['importing', 'pending'],
  ['uploading', 'pending'],
  ['pending_delete', 'pending'],
  ['deactivated', 'stopped'],
  ['deleted', 'deleted'],
  ['killed', 'error'],
  ['error', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 */
export function toImage(raw: unknown, project: string): DiscoveredResource<'image'> | null {
  const image = recordOf(raw);
  const id = textOf(image['id']);
  if (id === null) return null;
  const status = textOf(image['status']);
  return {
    resourceId: inProject(project, 'image', id),
    resourceType: 'image',
    nativeType: 'cloud.image.Image',
    name: textOf(image['name']),
    region: textOf(image['region']),
    zone: null,
    state: STATES.get(status?.toLowerCase() ?? null) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: isPublic(textOf(image['visibility'])),
    tags: {},
    createdAt: instantOf(image['creationDate']),
    relationships: [],
    price: null,
    attributes: {
      sizeGib: numberOf(image['size']),
      architecture: null,
      operatingSystem: textOf(image['type']),
      encryptedAtRest: null,
    },
    raw,
  };
}

/** `shared` and `community` images of OpenStack are for some or all projects, not for the Internet. */
function isPublic(visibility: string | null): boolean | null {
  return visibility === null ? null : visibility === 'public';
}
