import { recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { lastSegment } from '../payload';
import { plainResource } from '../plain-resource';
import { pathOf } from '../resource-name';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ACTIVE', 'running'],
  ['INGESTION_RESOURCE_ERROR', 'error'],
]);

/** `null` when the payload does not identify itself. */
export function toTopic(raw: unknown): DiscoveredResource<'topic'> | null {
  const topic = recordOf(raw);
  const path = pathOf(topic['name']);
  if (path === null) return null;
  const state = textOf(topic['state']);
  return {
    ...plainResource(),
    resourceId: `//pubsub.googleapis.com/${path}`,
    resourceType: 'topic',
    nativeType: 'pubsub.googleapis.com/Topic',
    name: lastSegment(path),
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    tags: tagsOf(topic['labels']),
    attributes: {
      // Without exception: https://cloud.google.com/pubsub/docs/encryption
      encryptedAtRest: true,
      encryptionKeyId: textOf(topic['kmsKeyName']),
      // Its IAM policy would tell, which takes a request for each.
      policyPublic: null,
    },
    raw,
  };
}
