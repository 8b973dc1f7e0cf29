import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { instantOfSeconds, wholeOf } from '../pve-values';

/** Whose token it is, and whether they may use it. */
export interface TokenOwner {
  readonly userId: string;
  readonly isEnabled: boolean | null;
}

/** An API token, whose secret is shown once, when it is made. `null` when the payload has no id. */
export function toToken(
  raw: unknown,
  { userId, isEnabled }: TokenOwner,
): DiscoveredResource<'access_key'> | null {
  const token = recordOf(raw);
  const tokenId = textOf(token['tokenid']);
  if (tokenId === null) return null;
  const identityId = `user/${userId}`;
  const end = wholeOf(token['expire']);
  return {
    resourceId: `${identityId}/token/${tokenId}`,
    resourceType: 'access_key',
    nativeType: 'token',
    name: `${userId}!${tokenId}`,
    region: null,
    zone: null,
    state: stateOf(isEnabled),
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [{ kind: 'attached_to', resourceId: identityId }],
    price: null,
    attributes: {
      identityId,
      // A token cannot be switched off by itself, but goes with its user.
      isEnabled,
      lastUsedAt: null,
      expiresAt: instantOfSeconds(end),
      neverExpires: end === null ? null : end === 0,
    },
    raw,
  };
}

/** The state of who may sign in, or may not. */
export function stateOf(isEnabled: boolean | null): ResourceState {
  return isEnabled === null ? 'unknown' : isEnabled ? 'running' : 'stopped';
}
