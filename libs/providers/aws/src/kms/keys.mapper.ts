import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { stateFrom } from '../native-state';
import { boolOf, objectsOf, timeOf } from '../payload';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';
import type { DetailedKey } from './key-details';

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const STATES: Readonly<Record<string, ResourceState>> = {
  Creating: 'pending',
  Disabled: 'stopped',
  Enabled: 'running',
  PendingDeletion: 'deleted',
  PendingImport: 'pending',
  PendingReplicaDeletion: 'deleted',
  Unavailable: 'error',
  Updating: 'pending',
};

/** @returns `null` when the payload has no ARN */
export function toKey(
  { key, metadata, rotates, tags }: DetailedKey,
  region: string,
): DiscoveredResource<'key'> | null {
  const arn = textOf(key.KeyArn);
  if (arn === null) return null;
  const nativeState = textOf(metadata?.KeyState);
  const manager = textOf(metadata?.KeyManager);
  return {
    ...serviceResource(region),
    resourceId: arn,
    resourceType: 'key',
    nativeType: 'AWS::KMS::Key',
    name: textOf(metadata?.Description) ?? textOf(key.KeyId),
    state: stateFrom(STATES, nativeState),
    nativeState,
    // KMS writes tags with other words than the rest of AWS.
    tags: tagsOf(objectsOf(tags).map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }))),
    createdAt: timeOf(metadata?.CreationDate),
    attributes: {
      providerManaged: manager === null ? null : manager === 'AWS',
      isEnabled: boolOf(metadata?.Enabled),
      rotates: rotates ?? null,
      usage: textOf(metadata?.KeyUsage),
    },
    raw: { ...key, ...metadata, KeyRotationEnabled: rotates, Tags: tags },
  };
}
