import { recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { lastSegment } from '../payload';
import { plainResource } from '../plain-resource';
import { pathOf, projectOf } from '../resource-name';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ACTIVE', 'running'],
  ['RESOURCE_ERROR', 'error'],
]);

/** `null` when the payload does not identify itself. */
export function toSubscription(raw: unknown): DiscoveredResource<'queue'> | null {
  const subscription = recordOf(raw);
  const path = pathOf(subscription['name']);
  if (path === null) return null;
  const state = textOf(subscription['state']);
  const topic = pathOf(subscription['topic']);
  // Relationships are among the resources of one account.
  const isOwn = topic !== null && projectOf(topic) === projectOf(path);
  return {
    ...plainResource(),
    resourceId: `//pubsub.googleapis.com/${path}`,
    resourceType: 'queue',
    nativeType: 'pubsub.googleapis.com/Subscription',
    name: lastSegment(path),
    // A detached subscription gets no messages any more.
    state: subscription['detached'] === true ? 'stopped' : (STATES.get(state) ?? 'unknown'),
    nativeState: state,
    tags: tagsOf(subscription['labels']),
    relationships: isOwn
      ? [{ kind: 'attached_to', resourceId: `//pubsub.googleapis.com/${topic}` }]
      : [],
    attributes: {
      // Without exception: https://cloud.google.com/pubsub/docs/encryption
      encryptedAtRest: true,
      // The key is that of the topic.
      encryptionKeyId: null,
      // Its IAM policy would tell, which takes a request for each.
      policyPublic: null,
    },
    raw,
  };
}
