import { idOf, instantOf, recordOf, tagsOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['pending', 'pending'],
  ['completed', 'running'],
  ['failed', 'error'],
]);

/** Hetzner renews what it ordered itself. */
const RENEWED: ReadonlyMap<string | null, boolean> = new Map([
  ['managed', true],
  ['uploaded', false],
]);

/** `null` when the payload has no id. */
export function toCertificate(raw: unknown): DiscoveredResource<'certificate'> | null {
  const certificate = recordOf(raw);
  const id = idOf(certificate['id']);
  if (id === null) return null;
  const issuance = textOf(recordOf(certificate['status'])['issuance']);
  // Uploaded ones are complete as they come, and have no status.
  const isUploaded = certificate['type'] === 'uploaded';
  const users = certificate['used_by'];
  return {
    resourceId: `certificate/${id}`,
    resourceType: 'certificate',
    nativeType: 'certificate',
    name: textOf(certificate['name']),
    region: null,
    zone: null,
    state: isUploaded ? 'running' : (STATES.get(issuance) ?? 'unknown'),
    nativeState: issuance,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(certificate['labels']),
    createdAt: instantOf(certificate['created']),
    // Load balancers tell which ones they use.
    relationships: [],
    price: null,
    attributes: {
      domainNames: textsOf(certificate['domain_names']),
      expiresAt: instantOf(certificate['not_valid_after']),
      renewsAutomatically: RENEWED.get(textOf(certificate['type'])) ?? null,
      keyAlgorithm: null,
      isInUse: Array.isArray(users) ? users.length > 0 : null,
    },
    raw,
  };
}
