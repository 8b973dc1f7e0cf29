import type { SecretListEntry } from '@aws-sdk/client-secrets-manager';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { boolOf, timeOf } from '../payload';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';

/**
 * A secret without what it holds, which the listing never tells.
 * @returns `null` when the payload has no ARN
 */
export function toSecret(
  secret: SecretListEntry,
  region: string,
): DiscoveredResource<'secret_store'> | null {
  const arn = textOf(secret.ARN);
  if (arn === null) return null;
  const isDeleted = timeOf(secret.DeletedDate) !== null;
  return {
    ...serviceResource(region),
    resourceId: arn,
    resourceType: 'secret_store',
    nativeType: 'AWS::SecretsManager::Secret',
    name: textOf(secret.Name),
    state: isDeleted ? 'deleted' : 'running',
    nativeState: isDeleted ? 'PendingDeletion' : null,
    tags: tagsOf(secret.Tags),
    createdAt: timeOf(secret.CreatedDate),
    attributes: {
      kind: 'secret',
      encryptionKeyId: textOf(secret.KmsKeyId),
      // Left out where rotation was never switched on.
      rotates: secret.RotationEnabled === undefined ? false : boolOf(secret.RotationEnabled),
      lastChangedAt: timeOf(secret.LastChangedDate),
      publicAccessAllowed: null,
      // Whoever may delete a secret may do so for good at once.
      purgeProtected: false,
    },
    raw: secret,
  };
}
