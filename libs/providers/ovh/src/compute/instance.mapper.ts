import { instantOf, listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, Relationship, ResourceState } from '@skyledger/resource-model';
import { isPublicAddress } from '../addresses';
import { inProject } from '../native-id';
import type { Protections } from '../openstack/protections';
import { instancePrice } from '../prices/plan-price';
import type { PriceList } from '../prices/price-list';
import { readFlavors, type Flavors } from './flavors';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ACTIVE', 'running'],
  // It runs, from another disk.
  ['RESCUE', 'running'],
  ['RESCUED', 'running'],
  ['SHUTOFF', 'stopped'],
  ['STOPPED', 'stopped'],
  ['PAUSED', 'stopped'],
  ['SUSPENDED', 'stopped'],
  ['SHELVED', 'stopped'],
  ['SHELVED_OFFLOADED', 'stopped'],
  ['BUILD', 'pending'],
  ['BUILDING', 'pending'],
  ['REBUILD', 'pending'],
  ['REBOOT', 'pending'],
  ['HARD_REBOOT', 'pending'],
  ['MIGRATING', 'pending'],
  ['PASSWORD', 'pending'],
  ['RESIZE', 'pending'],
  ['RESIZED', 'pending'],
  ['VERIFY_RESIZE', 'pending'],
  ['REVERT_RESIZE', 'pending'],
  ['RESCUING', 'pending'],
  ['UNRESCUING', 'pending'],
  ['RESUMING', 'pending'],
  ['SHELVING', 'pending'],
  ['UNSHELVING', 'pending'],
  ['SNAPSHOTTING', 'pending'],
  // It is still there, and billed.
  ['DELETING', 'pending'],
  ['DELETED', 'deleted'],
  ['SOFT_DELETED', 'deleted'],
  ['ERROR', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 * @param flavors of the project; `null` when they could not be read
 * @param protections of the project's instances; none where they are not known
 * @param catalogue prices by plan; `null` when they are not known
 */
export function toInstance(
  raw: unknown,
  project: string,
  flavors: Flavors | null,
  protections: Protections = new Map(),
  catalogue: PriceList['catalogue'] = null,
): DiscoveredResource<'vm'> | null {
  const instance = recordOf(raw);
  const id = textOf(instance['id']);
  if (id === null) return null;
  const status = textOf(instance['status']);
  const flavorId = textOf(instance['flavorId']) ?? '';
  // Answers about one instance tell its flavor, the list does not.
  const flavor = readFlavors([instance['flavor']]).get(flavorId) ?? flavors?.get(flavorId);
  const addresses = listOf(instance['ipAddresses']).map(toAddress);
  const publicIps = ipsOf(addresses, true);
  return {
    resourceId: inProject(project, 'instance', id),
    resourceType: 'vm',
    nativeType: 'cloud.instance.Instance',
    name: textOf(instance['name']),
    region: textOf(instance['region']),
    zone: textOf(instance['availabilityZone']),
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: flavor?.name ?? null,
    privateIps: ipsOf(addresses, false),
    publicIps,
    isPublic: Array.isArray(instance['ipAddresses']) ? publicIps.length > 0 : null,
    tags: {},
    createdAt: instantOf(instance['created']),
    relationships: [
      ...networksOf(addresses, project),
      ...(protections.get(id) ?? []).map((resourceId): Relationship => ({
        kind: 'protected_by',
        resourceId,
      })),
    ],
    price: instancePrice(instance, flavor, catalogue),
    attributes: {
      cpuCount: flavor?.vcpus ?? null,
      memoryMib: flavor?.ram ?? null,
      imageId: textOf(instance['imageId']),
      // The metadata service of OpenStack knows no tokens, so there is nothing to require.
      metadataTokenRequired: null,
      identityId: null,
      architecture: null,
    },
    raw,
  };
}

interface Address {
  readonly ip: string | null;
  readonly isPublic: boolean;
  readonly networkId: string | null;
}

function toAddress(raw: unknown): Address {
  const { ip, type, networkId } = recordOf(raw);
  const address = textOf(ip);
  const isPublic =
    type === 'public' || (type !== 'private' && address !== null && isPublicAddress(address));
  return { ip: address, isPublic, networkId: textOf(networkId) };
}

/** In order, since the API sends them in any. */
function ipsOf(addresses: readonly Address[], isPublic: boolean): string[] {
  const ips = addresses.filter((each) => each.isPublic === isPublic).map(({ ip }) => ip);
  return [...new Set(ips.filter((ip) => ip !== null))].sort();
}

function networksOf(addresses: readonly Address[], project: string): Relationship[] {
  const ids = addresses.map(({ networkId }) => networkId).filter((id) => id !== null);
  return [...new Set(ids)]
    .sort()
    .map((id) => ({ kind: 'runs_in', resourceId: inProject(project, 'network', id) }));
}
