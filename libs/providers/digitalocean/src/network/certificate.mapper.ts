import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { nativeIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['pending', 'pending'],
  ['verified', 'running'],
  ['error', 'error'],
]);

/** `null` when the payload has no id. */
export function toCertificate(raw: unknown): DiscoveredResource<'certificate'> | null {
  const certificate = recordOf(raw);
  const id = nativeIdOf(certificate['id']);
  if (id === null) return null;
  const state = textOf(certificate['state']);
  return {
    resourceId: `certificate/${id}`,
    resourceType: 'certificate',
    nativeType: 'certificate',
    name: textOf(certificate['name']),
    region: null,
    zone: null,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: instantOf(certificate['created_at']),
    relationships: [],
    price: null,
    attributes: {},
    raw,
  };
}
