import { instantOf, recordOf, tagsOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

/** Anyone at all, and anyone with any Google account. */
const EVERYBODY = new Set(['allUsers', 'allAuthenticatedUsers']);

/**
 * `null` when the payload has no id.
 * @param policy the bucket's IAM policy, which covers its ACL; `null` where it could not be read
 */
export function toBucket(raw: unknown, policy: unknown): DiscoveredResource<'bucket'> | null {
  const bucket = recordOf(raw);
  const id = textOf(bucket['id']);
  if (id === null) return null;
  const publicAccessBlocked = blockedBy(recordOf(bucket['iamConfiguration']));
  const policyPublic = publicBy(policy);
  return {
    resourceId: `//storage.googleapis.com/${id}`,
    resourceType: 'bucket',
    nativeType: 'storage.googleapis.com/Bucket',
    name: textOf(bucket['name']),
    // Regions are named in capitals here alone; `EU` and `US` are of several regions.
    region: textOf(bucket['location'])?.toLowerCase() ?? null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: textOf(bucket['storageClass']),
    privateIps: [],
    publicIps: [],
    isPublic: publicAccessBlocked === true ? false : policyPublic,
    tags: tagsOf(bucket['labels']),
    createdAt: instantOf(bucket['timeCreated']),
    relationships: [],
    price: null,
    attributes: {
      publicAccessBlocked,
      policyPublic,
      // Without exception: https://cloud.google.com/storage/docs/encryption/default-keys
      encryptedAtRest: true,
      encryptionKeyId: textOf(recordOf(bucket['encryption'])['defaultKmsKeyName']),
    },
    raw,
  };
}

/** `inherited` (once `unspecified`) leaves it to the policies of the organization: not the bucket's own. */
function blockedBy(configuration: Readonly<Record<string, unknown>>): boolean | null {
  const prevention = textOf(configuration['publicAccessPrevention']);
  if (prevention === 'enforced') return true;
  return prevention === 'inherited' || prevention === 'unspecified' ? false : null;
}

/** A condition narrows when and what, not who, so that a conditional binding counts. */
function publicBy(policy: unknown): boolean | null {
  if (recordOf(policy) !== policy) return null;
  // A policy that binds nobody leaves them out.
  const { bindings = [] } = recordOf(policy);
  if (!Array.isArray(bindings)) return null;
  return bindings.some((binding) =>
    textsOf(recordOf(binding)['members']).some((member) => EVERYBODY.has(member)),
  );
}
