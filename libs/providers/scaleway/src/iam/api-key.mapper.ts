import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

/** An API key, whose secret is shown once, when it is made. `null` when the payload has no id. */
export function toApiKey(raw: unknown): DiscoveredResource<'access_key'> | null {
  const key = recordOf(raw);
  const accessKey = textOf(key['access_key']);
  if (accessKey === null) return null;
  const end = key['expires_at'];
  const expiresAt = instantOf(end);
  return {
    resourceId: `api-key/${accessKey}`,
    resourceType: 'access_key',
    nativeType: 'iam_api_key',
    name: textOf(key['description']) ?? accessKey,
    region: null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: instantOf(key['created_at']),
    // Users and applications, which bear keys, are no resources.
    relationships: [],
    price: null,
    attributes: {
      identityId: bearerOf(key),
      // A key cannot be switched off: it is deleted, or ends.
      isEnabled: true,
      // The API does not tell.
      lastUsedAt: null,
      expiresAt,
      neverExpires: end === null ? true : expiresAt === null ? null : false,
    },
    raw,
  };
}

/** Precisely one of both is told. */
function bearerOf(key: Readonly<Record<string, unknown>>): string | null {
  const application = textOf(key['application_id']);
  if (application !== null) return `application/${application}`;
  const user = textOf(key['user_id']);
  return user === null ? null : `user/${user}`;
}
