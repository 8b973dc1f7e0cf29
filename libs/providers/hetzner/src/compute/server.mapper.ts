import {
  idOf,
  instantOf,
  integerOf,
  listOf,
  numberOf,
  recordOf,
  tagsOf,
  textOf,
  textsOf,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource, Relationship, ResourceState } from '@skyledger/resource-model';
import { hostAddress } from '../addresses';
import { serverPrice, type Pricing } from '../pricing';
import { related } from '../related';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['running', 'running'],
  ['off', 'stopped'],
  ['initializing', 'pending'],
  ['starting', 'pending'],
  ['stopping', 'pending'],
  ['migrating', 'pending'],
  ['rebuilding', 'pending'],
  // It is still there, and billed; once it is gone it is no longer listed.
  ['deleting', 'pending'],
]);

/** The provider's words, in the words used for every provider. */
const ARCHITECTURES: ReadonlyMap<string | null, string> = new Map([
  ['x86', 'x86_64'],
  ['arm', 'arm64'],
]);

/** `null` when the payload has no id. */
export function toServer(raw: unknown, pricing: Pricing | null): DiscoveredResource<'vm'> | null {
  const server = recordOf(raw);
  const id = idOf(server['id']);
  if (id === null) return null;
  const type = recordOf(server['server_type']);
  const architecture = textOf(type['architecture']);
  const memoryGb = numberOf(type['memory']);
  const status = textOf(server['status']);
  // No longer sent since July 2026; older servers of the API may still do.
  const datacenter = recordOf(server['datacenter']);
  const region =
    textOf(recordOf(server['location'])['name']) ??
    textOf(recordOf(datacenter['location'])['name']);
  const publicNet = recordOf(server['public_net']);
  const publicIps = publicAddresses(publicNet);
  const privateNets = listOf(server['private_net']).map(recordOf);
  return {
    resourceId: `server/${id}`,
    resourceType: 'vm',
    nativeType: 'server',
    name: textOf(server['name']),
    region,
    zone: textOf(datacenter['name']),
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(type['name']),
    privateIps: privateNets.flatMap((net) => [
      ...textsOf([net['ip']]),
      ...textsOf(net['alias_ips']),
    ]),
    publicIps,
    isPublic: isPublic(publicNet, publicIps),
    tags: tagsOf(server['labels']),
    createdAt: instantOf(server['created']),
    relationships: [
      ...memberships(privateNets),
      ...related('runs_in', 'placement_group', [recordOf(server['placement_group'])['id']]),
      ...protections(publicNet),
    ],
    price: serverPrice(type, region, pricing),
    attributes: {
      cpuCount: integerOf(type['cores']),
      memoryMib: memoryGb === null ? null : integerOf(Math.round(memoryGb * 1024)),
      imageId: idOf(recordOf(server['image'])['id']),
      // The metadata service knows no tokens, so there is nothing to require.
      metadataTokenRequired: null,
      identityId: null,
      architecture: ARCHITECTURES.get(architecture) ?? architecture,
    },
    raw,
  };
}

function publicAddresses(publicNet: Readonly<Record<string, unknown>>): string[] {
  const ipv4 = textOf(recordOf(publicNet['ipv4'])['ip']);
  const ipv6 = textOf(recordOf(publicNet['ipv6'])['ip']);
  return [...(ipv4 === null ? [] : [ipv4]), ...(ipv6 === null ? [] : [hostAddress(ipv6)])];
}

/** `null` without a description of the public network; a floating IP makes public by itself. */
function isPublic(
  publicNet: Readonly<Record<string, unknown>>,
  addresses: readonly string[],
): boolean | null {
  if (addresses.length > 0 || listOf(publicNet['floating_ips']).length > 0) return true;
  return 'ipv4' in publicNet && 'ipv6' in publicNet ? false : null;
}

function memberships(privateNets: readonly Readonly<Record<string, unknown>>[]): Relationship[] {
  return related(
    'runs_in',
    'network',
    privateNets.map((net) => net['network']),
  );
}

/** A firewall that is still being applied does not protect yet. */
function protections(publicNet: Readonly<Record<string, unknown>>): Relationship[] {
  const applied = listOf(publicNet['firewalls'])
    .map(recordOf)
    .filter((firewall) => firewall['status'] !== 'pending');
  return related(
    'protected_by',
    'firewall',
    applied.map((firewall) => firewall['id']),
  );
}
