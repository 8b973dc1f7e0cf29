import { instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { lastSegment } from '../payload';
import { plainResource } from '../plain-resource';
import { locationOf, pathOf } from '../resource-name';

/** https://cloud.google.com/kms/docs/key-states */
const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ENABLED', 'running'],
  ['DISABLED', 'stopped'],
  ['PENDING_GENERATION', 'pending'],
  ['PENDING_IMPORT', 'pending'],
  ['DESTROY_SCHEDULED', 'pending'],
  ['PENDING_EXTERNAL_DESTRUCTION', 'pending'],
  ['DESTROYED', 'deleted'],
  ['GENERATION_FAILED', 'error'],
  ['IMPORT_FAILED', 'error'],
  ['EXTERNAL_DESTRUCTION_FAILED', 'error'],
]);

/** `null` when the payload does not identify itself. */
export function toKey(raw: unknown): DiscoveredResource<'key'> | null {
  const key = recordOf(raw);
  const path = pathOf(key['name']);
  if (path === null) return null;
  // Only keys that encrypt symmetrically have a primary version; that of others each caller chooses.
  const status = textOf(recordOf(key['primary'])['state']);
  const usage = textOf(key['purpose']);
  return {
    ...plainResource(),
    resourceId: `//cloudkms.googleapis.com/${path}`,
    resourceType: 'key',
    nativeType: 'cloudkms.googleapis.com/CryptoKey',
    name: lastSegment(path),
    region: locationOf(path),
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(recordOf(key['versionTemplate'])['algorithm']),
    tags: tagsOf(key['labels']),
    createdAt: instantOf(key['createTime']),
    attributes: {
      providerManaged: false,
      isEnabled: status === null ? null : status === 'ENABLED',
      // Without a period, and where there cannot be one, people renew it themselves.
      rotates: 'rotationPeriod' in key ? periodOf(key['rotationPeriod']) : false,
      usage,
    },
    raw,
  };
}

/** A duration is written as `7776000s`. */
function periodOf(value: unknown): boolean | null {
  return /^\d+(?:\.\d+)?s$/.test(textOf(value) ?? '') ? true : null;
}
