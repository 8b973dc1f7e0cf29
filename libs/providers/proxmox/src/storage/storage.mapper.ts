import { numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { storageId } from '../cluster-view';
import { flagOf, wholeOf } from '../pve-values';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([['available', 'running']]);

/** `null` when the payload has no name or node. */
export function toStorage(raw: unknown): DiscoveredResource<'volume'> | null {
  const storage = recordOf(raw);
  const name = textOf(storage['storage']);
  const node = textOf(storage['node']);
  if (name === null || node === null) return null;
  const shared = flagOf(storage['shared']) === true;
  const nativeState = textOf(storage['status']);
  const bytes = wholeOf(storage['maxdisk']) ?? numberOf(storage['maxdisk']);
  return {
    resourceId: storageId(node, name, shared),
    resourceType: 'volume',
    nativeType: 'storage',
    name,
    region: null,
    zone: shared ? null : node,
    state: STATES.get(nativeState) ?? 'unknown',
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: shared ? [] : [{ kind: 'runs_in', resourceId: `node/${node}` }],
    price: null,
    attributes: {
      // Whole, since some file systems change their total a little with every file.
      sizeGib: bytes === null ? null : Math.round(bytes / 2 ** 30),
      encryptedAtRest: null,
      kind: textOf(storage['plugintype']),
    },
    raw,
  };
}
