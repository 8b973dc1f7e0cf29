import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { lastSegment, offUnlessTold } from '../payload';
import { plainResource } from '../plain-resource';
import { pathOf } from '../resource-name';

/** How the API writes that a key has no end. */
const NEVER = '9999-12-31T23:59:59.000Z';

/** `null` when the payload does not identify itself. */
export function toServiceAccountKey(raw: unknown): DiscoveredResource<'access_key'> | null {
  const key = recordOf(raw);
  const path = pathOf(key['name']);
  const [, owner] = /^(.+)\/keys\/[^/]+$/.exec(path ?? '') ?? [];
  if (path === null || owner === undefined) return null;
  const identityId = `//iam.googleapis.com/${owner}`;
  const disabled = offUnlessTold(key['disabled']);
  const end = instantOf(key['validBeforeTime']);
  return {
    ...plainResource(),
    resourceId: `//iam.googleapis.com/${path}`,
    resourceType: 'access_key',
    nativeType: 'iam.googleapis.com/ServiceAccountKey',
    name: lastSegment(path),
    state: disabled === null ? 'unknown' : disabled ? 'stopped' : 'running',
    nativeState: textOf(key['disableReason']),
    createdAt: instantOf(key['validAfterTime']),
    relationships: [{ kind: 'attached_to', resourceId: identityId }],
    attributes: {
      identityId,
      isEnabled: disabled === null ? null : !disabled,
      lastUsedAt: null,
      expiresAt: end === NEVER ? null : end,
      neverExpires: end === null ? null : end === NEVER,
    },
    raw,
  };
}
