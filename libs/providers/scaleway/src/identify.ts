import {
  instantOf,
  ProviderError,
  recordOf,
  textOf,
  type CredentialFacts,
  type Identity,
  type ProviderFault,
} from '@skyledger/provider-sdk';
import { isNotFound } from './classify-error';
import type { Listing, ScalewayClient } from './client';

/** What each permission set lets read. Permissions are of a project or all, never of a region. */
const PROBES: readonly [permission: string, listing: Listing][] = [
  ['InstancesReadOnly', probe('instance', '/instance/v1/zones/fr-par-1', 'servers')],
  ['BlockStorageReadOnly', probe('standard', '/block/v1/zones/fr-par-1', 'volumes')],
  ['LoadBalancersReadOnly', probe('standard', '/lb/v1/zones/fr-par-1', 'lbs')],
  ['RelationalDatabasesReadOnly', probe('standard', '/rdb/v1/regions/fr-par', 'instances')],
  ['KubernetesReadOnly', probe('standard', '/k8s/v1/regions/fr-par', 'clusters')],
  ['VPCReadOnly', probe('standard', '/vpc/v2/regions/fr-par', 'vpcs')],
  ['PrivateNetworksReadOnly', probe('standard', '/vpc/v2/regions/fr-par', 'private-networks')],
  ['VPCGatewayReadOnly', probe('standard', '/vpc-gw/v2/zones/fr-par-1', 'gateways')],
  ['IPAMReadOnly', probe('standard', '/ipam/v1/regions/fr-par', 'ips')],
  ['IAMReadOnly', probe('iam', '/iam/v1alpha1', 'api-keys')],
];

/**
 * Tells whose resources the key opens, by asking for one item of every kind.
 * @throws ProviderError when the key is refused, or there is no such project
 */
export async function identify(client: ScalewayClient): Promise<Identity> {
  const displayName = await projectName(client);
  const missing: string[] = [];
  for (const [permission, listing] of PROBES) {
    if (!(await mayRead(client.list(listing, { page: 1, perPage: 1 })))) missing.push(permission);
  }
  if (!(await mayRead(client.storage.listBuckets('fr-par')))) missing.push('ObjectStorageReadOnly');
  const credentials = await keyFacts(client);
  return {
    nativeAccountId: client.accountId,
    displayName,
    missingPermissions: missing,
    ...(credentials === null ? {} : { credentials }),
  };
}

/** What IAM tells of the key; `null` where it may not look. Its policies are not ours to read. */
async function keyFacts(client: ScalewayClient): Promise<CredentialFacts | null> {
  const operation = 'GET /iam/v1alpha1/api-keys';
  try {
    const key = recordOf(await client.get(operation, `/iam/v1alpha1/api-keys/${client.accessKey}`));
    return {
      issuedAt: instantOf(key['created_at']),
      expiresAt: instantOf(key['expires_at']),
      writePermissions: null,
    };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.fault.kind === 'denied' || isNotFound(error.fault)) return null;
    throw error;
  }
}

/** `null` for an organization, and where the key may not read projects. */
async function projectName(client: ScalewayClient): Promise<string | null> {
  if (client.projectId === null) return null;
  const operation = 'GET /account/v3/projects';
  try {
    const project = await client.get(operation, `/account/v3/projects/${client.projectId}`);
    return textOf(recordOf(project)['name']);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.fault.kind === 'denied') return null;
    if (!isNotFound(error.fault)) throw error;
    const fault: ProviderFault = {
      kind: 'unauthenticated',
      code: error.fault.code,
      message: `the key opens no project ${client.projectId}`,
    };
    throw new ProviderError(fault, operation, { cause: error });
  }
}

/** Only what is refused as such is missing; a key that is refused is an error. */
async function mayRead(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return false;
    throw error;
  }
}

function probe(api: Listing['api'], place: string, kind: string): Listing {
  const version = place.split('/').slice(1, 3).join('/');
  return {
    api,
    operation: `GET /${version}/${kind}`,
    path: `${place}/${kind}`,
    key: kind.replaceAll('-', '_'),
  };
}
