import { instantOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type {
  DiscoveredResource,
  Price,
  Relationship,
  ResourceState,
} from '@skyledger/resource-model';
import { labelsOf, regionOfZone, related, resourceIdOf } from '../payload';
import type { PrivateAddresses } from '../private-addresses';
import type { ServerTypes } from './server-types';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['running', 'running'],
  ['stopped', 'stopped'],
  ['stopped in place', 'stopped'],
  ['starting', 'pending'],
  ['stopping', 'pending'],
  // Locked by the provider, because of abuse for example.
  ['locked', 'error'],
]);

/** What the payload of a server does not tell. */
export interface ServerFacts {
  zone: string;
  types: ServerTypes;
  /** By the id of the network interface. */
  addresses: PrivateAddresses;
}

/** `null` when the payload has no id. */
export function toServer(
  raw: unknown,
  { zone, types, addresses }: ServerFacts,
): DiscoveredResource<'vm'> | null {
  const server = recordOf(raw);
  const id = textOf(server['id']);
  if (id === null) return null;
  const state = textOf(server['state']);
  const size = textOf(server['commercial_type']);
  const type = size === null ? undefined : types.get(size);
  const nics = listOf(server['private_nics']).map(recordOf);
  const publicIps = publicAddresses(server);
  return {
    resourceId: resourceIdOf('server', zone, id),
    resourceType: 'vm',
    nativeType: 'instance_server',
    name: textOf(server['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size,
    privateIps: [
      ...textsOf([server['private_ip']]),
      ...nics.flatMap((nic) => addresses.get(textOf(nic['id']) ?? '') ?? []),
    ],
    publicIps,
    isPublic: isPublic(server, publicIps),
    tags: labelsOf(server['tags']),
    createdAt: instantOf(server['creation_date']),
    relationships: [...memberships(nics, regionOfZone(zone)), ...protection(server, zone)],
    price: priceOf(type?.price ?? null, state),
    attributes: {
      cpuCount: type?.cpuCount ?? null,
      memoryMib: type?.memoryMib ?? null,
      imageId: textOf(recordOf(server['image'])['id']),
      // The metadata service knows no tokens, so there is nothing to require.
      metadataTokenRequired: null,
      identityId: null,
      architecture: architectureOf(server['arch']),
    },
    raw,
  };
}

/**
 * What its type costs; nothing is paid for one that is stopped, unless it is stopped in place, where it
 * keeps its hypervisor.
 * Source: https://www.scaleway.com/en/docs/instances/reference-content/instance-states/
 */
function priceOf(ofType: Price | null, state: string | null): Price | null {
  if (ofType === null || state !== 'stopped') return ofType;
  return { ...ofType, hourly: '0', source: 'scaleway:stopped' };
}

/** The provider's word where it cannot tell becomes `null`. */
export function architectureOf(raw: unknown): string | null {
  const architecture = textOf(raw);
  return architecture === 'unknown_arch' ? null : architecture;
}

/** `public_ip` is the first of `public_ips`, and all there is in old answers. */
function publicAddresses(server: Readonly<Record<string, unknown>>): string[] {
  const all = [...listOf(server['public_ips']), server['public_ip'], server['ipv6']];
  return [...new Set(textsOf(all.map((ip) => recordOf(ip)['address'])))];
}

/** `null` where the payload says nothing of public addresses; the fields are `null` without any. */
function isPublic(
  server: Readonly<Record<string, unknown>>,
  addresses: readonly string[],
): boolean | null {
  if (addresses.length > 0) return true;
  return Array.isArray(server['public_ips']) || server['public_ip'] === null ? false : null;
}

function memberships(
  nics: readonly Readonly<Record<string, unknown>>[],
  region: string,
): Relationship[] {
  const networks = nics.map((nic) => textOf(nic['private_network_id']));
  return related('runs_in', 'private-network', region, networks);
}

function protection(server: Readonly<Record<string, unknown>>, zone: string): Relationship[] {
  const group = textOf(recordOf(server['security_group'])['id']);
  return related('protected_by', 'security-group', zone, [group]);
}
