import { instantOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { nativeIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['pending', 'pending'],
  ['verified', 'running'],
  ['error', 'error'],
]);

/** DigitalOcean renews what it ordered itself; a certificate of one's own it cannot. */
const RENEWED: ReadonlyMap<string | null, boolean> = new Map([
  ['lets_encrypt', true],
  ['custom', false],
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
    attributes: {
      domainNames: textsOf(certificate['dns_names']),
      expiresAt: instantOf(certificate['not_after']),
      renewsAutomatically: RENEWED.get(textOf(certificate['type'])) ?? null,
      keyAlgorithm: null,
      isInUse: null,
    },
    raw,
  };
}
