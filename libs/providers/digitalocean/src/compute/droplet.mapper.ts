import {
  idOf,
  instantOf,
  integerOf,
  listOf,
  numberOf,
  recordOf,
  textOf,
  textsOf,
} from '@skyledger/provider-sdk';
import type {
  DiscoveredResource,
  Price,
  Relationship,
  ResourceState,
} from '@skyledger/resource-model';
import { addressOf, nativeIdOf, regionOf, related, wordsAsTags } from '../payload';
import type { Protections } from '../protections';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['new', 'pending'],
  ['active', 'running'],
  ['off', 'stopped'],
  ['archive', 'stopped'],
]);

/** Workers of a cluster carry its id in a tag that the service sets. */
const CLUSTER_TAG = /^k8s:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** `null` when the payload has no id. */
export function toDroplet(
  raw: unknown,
  protections: Protections | null,
): DiscoveredResource<'vm'> | null {
  const droplet = recordOf(raw);
  const id = nativeIdOf(droplet['id']);
  if (id === null) return null;
  const status = textOf(droplet['status']);
  const networks = recordOf(droplet['networks']);
  const publicIps = addressesOf(networks, 'public');
  return {
    resourceId: `droplet/${id}`,
    resourceType: 'vm',
    nativeType: 'droplet',
    name: textOf(droplet['name']),
    region: regionOf(droplet['region']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(droplet['size_slug']) ?? textOf(recordOf(droplet['size'])['slug']),
    privateIps: addressesOf(networks, 'private'),
    publicIps,
    isPublic: publicIps.length > 0 ? true : Array.isArray(networks['v4']) ? false : null,
    tags: wordsAsTags(droplet['tags']),
    createdAt: instantOf(droplet['created_at']),
    relationships: relationshipsOf(droplet, id, protections),
    price: priceOf(droplet['size']),
    attributes: {
      cpuCount: integerOf(droplet['vcpus']),
      memoryMib: integerOf(droplet['memory']),
      imageId: idOf(recordOf(droplet['image'])['id']),
      // The metadata service knows no tokens, so there is nothing to require.
      metadataTokenRequired: null,
      identityId: null,
      architecture: null,
    },
    raw,
  };
}

function addressesOf(networks: Readonly<Record<string, unknown>>, type: string): string[] {
  const interfaces = [...listOf(networks['v4']), ...listOf(networks['v6'])].map(recordOf);
  const addresses = interfaces
    .filter((each) => each['type'] === type)
    .map((each) => addressOf(each['ip_address']));
  return [...new Set(addresses.filter((address) => address !== null))];
}

function relationshipsOf(
  droplet: Readonly<Record<string, unknown>>,
  id: string,
  protections: Protections | null,
): Relationship[] {
  const tags = textsOf(droplet['tags']);
  const clusters = tags.map((tag) => CLUSTER_TAG.exec(tag)?.[1]);
  return [
    ...related('runs_in', 'vpc', [droplet['vpc_uuid']]),
    ...related('runs_in', 'kubernetes_cluster', clusters),
    ...related('protected_by', 'firewall', protections?.of(id, tags) ?? []),
  ];
}

/** More than any droplet costs an hour; a figure beyond is none. */
const ABSURD_PRICE = 1e6;

/**
 * The list price of the size, in US dollars (documentation of the API, Sizes). The API computes in
 * single precision: 0.00743999984115362 is 0.00744, and no price has more than five decimals.
 */
function priceOf(size: unknown): Price | null {
  const hourly = numberOf(recordOf(size)['price_hourly']);
  if (hourly === null || hourly < 0 || hourly > ABSURD_PRICE) return null;
  return { hourly: hourly.toFixed(5), currency: 'USD', source: 'digitalocean:size' };
}
