import {
  listOf,
  ProviderError,
  recordOf,
  textOf,
  textsOf,
  type Identity,
} from '@skyledger/provider-sdk';
import type { GcpClient } from './client';

/** How the Resource Manager refuses a permission that it cannot test on a project. */
const UNTESTABLE = new Set(['INVALID_ARGUMENT', 'badRequest', 'invalid']);

/**
 * One telling permission of each kind of role that may change what a reader may not; all of them are
 * part of the basic role Editor or Owner. Source: https://cloud.google.com/iam/docs/permissions-reference
 */
const WRITING = [
  'resourcemanager.projects.setIamPolicy',
  'compute.instances.create',
  'compute.firewalls.create',
  'container.clusters.create',
  'cloudsql.instances.create',
  'storage.buckets.create',
];

/**
 * Tells whose project it is and which of the permissions are missing. The Resource Manager answers
 * both, and may be switched off in a project whose other services work; then only the first is told.
 * @throws ProviderError when the credentials are refused, or the project cannot be seen
 */
export async function identify(
  client: GcpClient,
  permissions: readonly string[],
): Promise<Identity> {
  const granted = await unlessUntold(() =>
    client.post(
      'crm',
      'resourcemanager.projects.testIamPermissions',
      `/projects/${client.projectId}:testIamPermissions`,
      {
        body: { permissions: [...permissions, ...WRITING] },
        read: (body) => new Set(textsOf(recordOf(body)['permissions'])),
      },
    ),
  );
  if (granted === null) await proveAccess(client);
  return {
    nativeAccountId: client.projectId,
    displayName: await displayName(client),
    missingPermissions: granted === null ? [] : permissions.filter((name) => !granted.has(name)),
    credentials: {
      issuedAt: null,
      expiresAt: null,
      writePermissions: granted === null ? null : WRITING.filter((name) => granted.has(name)),
    },
  };
}

/** The name may be kept from who may read all the rest. */
async function displayName(client: GcpClient): Promise<string | null> {
  try {
    return await client.get(
      'crm',
      'resourcemanager.projects.get',
      `/projects/${client.projectId}`,
      {
        read: (body) => textOf(recordOf(body)['displayName']),
      },
    );
  } catch (error) {
    if (error instanceof ProviderError && isRefusal(error)) return null;
    throw error;
  }
}

/** One page of one list; a project that does not exist, or is someone else's, has none. */
async function proveAccess(client: GcpClient): Promise<void> {
  await client.get(
    'compute',
    'compute.networks.list',
    `/projects/${client.projectId}/global/networks`,
    { query: { maxResults: 1 }, read: (body) => listOf(recordOf(body)['items']) },
  );
}

/** `null` where the service is off, or does not know what it is asked about. */
async function unlessUntold<Result>(ask: () => Promise<Result>): Promise<Result | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, code } = error.fault;
    if (kind === 'disabled' || (kind === 'bug' && UNTESTABLE.has(code))) return null;
    throw error;
  }
}

function isRefusal({ fault }: ProviderError): boolean {
  return fault.kind === 'denied' || fault.kind === 'disabled';
}
