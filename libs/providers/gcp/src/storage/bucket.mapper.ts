import { instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { bindsAny, EVERYBODY } from '../iam-policy';

/**
 * `null` when the payload has no id.
 * @param policy the bucket's IAM policy, which covers its ACL; `null` where it could not be read
 */
export function toBucket(raw: unknown, policy: unknown): DiscoveredResource<'bucket'> | null {
  const bucket = recordOf(raw);
  const id = textOf(bucket['id']);
  if (id === null) return null;
  const publicAccessBlocked = blockedBy(recordOf(bucket['iamConfiguration']));
  const policyPublic = bindsAny(policy, EVERYBODY);
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
      versioned: versionedBy(bucket['versioning']),
      accessLogged: loggedBy(bucket['logging']),
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

/** Left out where it was never switched on. */
function versionedBy(versioning: unknown): boolean | null {
  if (versioning === undefined) return false;
  const { enabled } = recordOf(versioning);
  return typeof enabled === 'boolean' ? enabled : null;
}

/**
 * Usage logs, which are written to another bucket. Left out where there are none; audit logs are
 * settings of the project and not seen here.
 */
function loggedBy(logging: unknown): boolean | null {
  if (logging === undefined) return false;
  return textOf(recordOf(logging)['logBucket']) === null ? null : true;
}
