import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { inProject } from '../native-id';

/** Whether anyone may read the objects of a container of each type. */
const PUBLIC_BY_TYPE: ReadonlyMap<string | null, boolean> = new Map([
  ['private', false],
  ['public', true],
  // A web site.
  ['static', true],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 */
export function toContainer(raw: unknown, project: string): DiscoveredResource<'bucket'> | null {
  const container = recordOf(raw);
  const id = textOf(container['id']);
  if (id === null) return null;
  const type = textOf(container['containerType']);
  const isPublic = PUBLIC_BY_TYPE.get(type) ?? null;
  return {
    resourceId: inProject(project, 'container', id),
    resourceType: 'bucket',
    nativeType: 'cloud.storage.Container',
    name: textOf(container['name']),
    region: textOf(container['region']),
    zone: null,
    state: 'running',
    nativeState: null,
    size: type,
    privateIps: [],
    publicIps: [],
    isPublic,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      // Swift has no switch that would overrule a container's access list.
      publicAccessBlocked: null,
      policyPublic: isPublic,
      encryptedAtRest: null,
      encryptionKeyId: null,
      versioned: null,
      accessLogged: null,
    },
    raw,
  };
}
