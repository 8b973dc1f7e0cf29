import {
  idOf,
  MalformedResponseError,
  ProviderError,
  textOf,
  type CredentialFacts,
  type Identity,
} from '@skyledger/provider-sdk';
import { classifyError, isDenied, isGone } from './classify-error';
import { cloudListing, datacenterListing, type IonosClient, type Listing } from './client';
import { POSTGRESQL_CLUSTERS } from './databases/postgresql.pass';
import { elementOf } from './element';
import type { TokenClaims } from './token-claims';

type Probe = readonly [permission: string, listing: Listing];

const DATACENTERS = cloudListing('/datacenters', 0, 2);

/** What is tried out, and which of the declared permissions is missing when it is denied. */
const PROBES: readonly Probe[] = [
  ['Read data center', DATACENTERS],
  ['Read IP block', cloudListing('/ipblocks', 0, 2)],
  ['Read snapshot', cloudListing('/snapshots', 0, null)],
  ['Read image', cloudListing('/images', 0, null)],
  ['Read Kubernetes cluster', cloudListing('/k8s', 0, null)],
  ['Access and manage DBaaS', { ...POSTGRESQL_CLUSTERS, pageSize: 2 }],
];

/**
 * The contract, by its number. A user who is no administrator sees what was shared with one of the
 * user's groups and nothing tells what was not, so only whole services can be found missing.
 * @throws ProviderError
 */
export async function identify(client: IonosClient): Promise<Identity> {
  const { items } = await client.list(cloudListing('/contracts', 1, null));
  const contracts = items.flatMap((item) => {
    const { contractNumber, owner } = elementOf(item).properties;
    const number = idOf(contractNumber);
    return number === null ? [] : [{ number, owner: textOf(owner) }];
  });
  const { contractNumber: wanted, claims } = client;
  const likely = wanted ?? claims?.contractNumber ?? null;
  const contract =
    contracts.find(({ number }) => number === likely) ??
    (wanted === null && contracts.length === 1 ? contracts[0] : undefined);
  if (!contract) throw noContract(contracts.length, wanted);
  const probes = [...PROBES, ...(await probesInDatacenter(client))];
  const missing = await Promise.all(
    probes.map(async ([permission, listing]) =>
      (await mayRead(client, listing)) ? [] : [permission],
    ),
  );
  return {
    nativeAccountId: contract.number,
    displayName: contract.owner,
    missingPermissions: missing.flat(),
    ...(claims === null ? {} : { credentials: factsOf(claims) }),
  };
}

/** A token carries all rights of its user, and nothing tells which those are. */
function factsOf({ issuedAt, expiresAt }: TokenClaims): CredentialFacts {
  const instant = (time: number | null): string | null =>
    time === null ? null : new Date(time).toISOString();
  return {
    issuedAt: instant(issuedAt),
    expiresAt: instant(expiresAt),
    writePermissions: null,
  };
}

/** Security groups can be asked for in a data center only; any will do, none if there is none. */
async function probesInDatacenter(client: IonosClient): Promise<Probe[]> {
  const [datacenter] = await firstOf(client, DATACENTERS);
  const { id } = elementOf(datacenter);
  if (id === null) return [];
  const listing = datacenterListing(id, 'securitygroups', 0, 2);
  return [['Access and manage Network Security Groups', listing]];
}

/** The first items of a list; none where it may not be read. */
async function firstOf(client: IonosClient, listing: Listing): Promise<readonly unknown[]> {
  try {
    return (await client.list(listing)).items;
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

async function mayRead(client: IonosClient, listing: Listing): Promise<boolean> {
  try {
    await client.list(listing);
    return true;
  } catch (error) {
    if (isDenied(error)) return false;
    // A data center that went in the meantime says nothing of rights.
    if (isGone(error)) return true;
    throw error;
  }
}

function noContract(found: number, wanted: string | null): ProviderError {
  if (found === 0) {
    const cause = new MalformedResponseError('the answer names no contract');
    return new ProviderError(classifyError(cause), 'GET /contracts', { cause });
  }
  const message =
    wanted === null
      ? `the user has ${found} contracts: state the number of the one to read`
      : `the user has no contract ${wanted}`;
  return new ProviderError({ kind: 'denied', code: 'ContractUnknown', message }, 'GET /contracts');
}
