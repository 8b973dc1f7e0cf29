import { instantOf, listOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { lastSegment } from '../payload';
import { plainResource } from '../plain-resource';
import { pathOf } from '../resource-name';

type Payload = Readonly<Record<string, unknown>>;

/** `null` when the payload does not identify itself. */
export function toSecret(raw: unknown): DiscoveredResource<'secret_store'> | null {
  const secret = recordOf(raw);
  const path = pathOf(secret['name']);
  if (path === null) return null;
  return {
    ...plainResource(),
    // The API names the project by its number here.
    resourceId: `//secretmanager.googleapis.com/${path}`,
    resourceType: 'secret_store',
    nativeType: 'secretmanager.googleapis.com/Secret',
    name: lastSegment(path),
    tags: tagsOf(secret['labels']),
    createdAt: instantOf(secret['createTime']),
    attributes: {
      kind: 'secret',
      encryptionKeyId: keyOf(recordOf(secret['replication'])),
      rotates: rotatesBy(secret['rotation']),
      // Its versions would tell, which takes a request for each secret.
      lastChangedAt: null,
      publicAccessAllowed: null,
      // A deleted secret is gone at once: https://cloud.google.com/secret-manager/docs/delete-secret
      purgeProtected: false,
    },
    raw,
  };
}

/** The customer's own key; with several replicas, that of the first that has one. */
function keyOf(replication: Payload): string | null {
  const replicas = listOf(recordOf(replication['userManaged'])['replicas']);
  for (const holder of [replication['automatic'], ...replicas]) {
    const key = recordOf(recordOf(holder)['customerManagedEncryption'])['kmsKeyName'];
    if (textOf(key) !== null) return textOf(key);
  }
  return null;
}

/** A schedule tells a program of the customer's when to renew it; without one nobody is told. */
function rotatesBy(rotation: unknown): boolean | null {
  if (rotation === undefined) return false;
  return textOf(recordOf(rotation)['nextRotationTime']) === null ? null : true;
}
