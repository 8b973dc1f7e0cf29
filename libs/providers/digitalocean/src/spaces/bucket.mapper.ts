import { instantOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Grant, ListedBucket } from './spaces-xml';

/** Everyone on the Internet, and everyone with an account of whomever. */
const OPEN_GROUPS = /\/(?:AllUsers|AuthenticatedUsers)$/;

/** `grants` are those of its access control list, `null` when it could not be read. */
export function toBucket(
  bucket: ListedBucket,
  region: string,
  grants: readonly Grant[] | null,
): DiscoveredResource<'bucket'> {
  const granted = grants?.some(({ group }) => group !== null && OPEN_GROUPS.test(group)) ?? false;
  return {
    resourceId: `space/${bucket.name}`,
    resourceType: 'bucket',
    nativeType: 'space',
    name: bucket.name,
    region,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    // Where the list grants nothing to everyone, a policy, which is not read, still may.
    isPublic: granted ? true : null,
    tags: {},
    createdAt: instantOf(bucket.created),
    relationships: [],
    price: null,
    attributes: {
      // Spaces has no such block, and no settings of encryption.
      publicAccessBlocked: null,
      policyPublic: null,
      encryptedAtRest: null,
      encryptionKeyId: null,
      versioned: null,
      accessLogged: null,
    },
    raw: { ...bucket, region, grants },
  };
}
