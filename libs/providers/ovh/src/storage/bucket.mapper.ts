import { instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { inProject } from '../native-id';

/**
 * `null` when the payload has no name.
 * @param raw what the list and the request for the bucket told
 * @param project URN of the project
 * @param region where it was listed
 */
export function toBucket(
  raw: unknown,
  project: string,
  region: string,
): DiscoveredResource<'bucket'> | null {
  const bucket = recordOf(raw);
  const name = textOf(bucket['name']);
  if (name === null) return null;
  const place = textOf(bucket['region']) ?? region;
  return {
    // Names are unique in a region only.
    resourceId: inProject(project, 'bucket', `${place}/${name}`),
    resourceType: 'bucket',
    nativeType: 'cloud.StorageContainer',
    name,
    region: place,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(bucket['tags']),
    createdAt: instantOf(bucket['createdAt']),
    relationships: [],
    price: null,
    attributes: {
      // Access lists and policies are told by the S3 API alone, which needs keys of its own.
      publicAccessBlocked: null,
      policyPublic: null,
      encryptedAtRest: isEncrypted(bucket['encryption']),
      encryptionKeyId: null,
      versioned: null,
      accessLogged: null,
    },
    raw,
  };
}

/** `plaintext` is the API's word for none; without a word it was not observed. */
function isEncrypted(raw: unknown): boolean | null {
  const algorithm = textOf(recordOf(raw)['sseAlgorithm']);
  return algorithm === null ? null : algorithm.toLowerCase() !== 'plaintext';
}
