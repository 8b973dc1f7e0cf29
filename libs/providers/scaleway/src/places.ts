import { ProviderError } from '@skyledger/provider-sdk';

/**
 * The zones of each region, by product. The API does not list them; these are the ones the official
 * SDK gives (Zones() and Regions() of each API in scaleway-sdk-go, August 2026). A product that
 * comes to a new zone is not read there until it is added here.
 */
const ZONES = {
  instance: {
    'fr-par': ['fr-par-1', 'fr-par-2', 'fr-par-3'],
    'nl-ams': ['nl-ams-1', 'nl-ams-2', 'nl-ams-3'],
    'pl-waw': ['pl-waw-1', 'pl-waw-2', 'pl-waw-3'],
    'it-mil': ['it-mil-1'],
  },
  block: {
    'fr-par': ['fr-par-1', 'fr-par-2', 'fr-par-3'],
    'nl-ams': ['nl-ams-1', 'nl-ams-2', 'nl-ams-3'],
    'pl-waw': ['pl-waw-1', 'pl-waw-2', 'pl-waw-3'],
    'it-mil': [],
  },
  lb: {
    'fr-par': ['fr-par-1', 'fr-par-2'],
    'nl-ams': ['nl-ams-1', 'nl-ams-2', 'nl-ams-3'],
    'pl-waw': ['pl-waw-1', 'pl-waw-2', 'pl-waw-3'],
    'it-mil': [],
  },
  'vpc-gw': {
    'fr-par': ['fr-par-1', 'fr-par-2'],
    'nl-ams': ['nl-ams-1', 'nl-ams-2', 'nl-ams-3'],
    'pl-waw': ['pl-waw-1', 'pl-waw-2', 'pl-waw-3'],
    'it-mil': ['it-mil-1'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

/** The regions of products that have no zones; they stand for themselves. */
const REGIONAL = {
  vpc: ['fr-par', 'nl-ams', 'pl-waw', 'it-mil'],
  k8s: ['fr-par', 'nl-ams', 'pl-waw', 'it-mil'],
  rdb: ['fr-par', 'nl-ams', 'pl-waw'],
  s3: ['fr-par', 'nl-ams', 'pl-waw'],
} as const satisfies Record<string, readonly string[]>;

export type Product = keyof typeof ZONES | keyof typeof REGIONAL;

export const REGIONS: readonly string[] = Object.keys(ZONES.instance);

/** Where in a region a product is read: its zones, or the region itself; nowhere is possible. */
export function placesOf(product: Product, region: string): readonly string[] {
  if (product in REGIONAL) {
    const regions: readonly string[] = REGIONAL[product as keyof typeof REGIONAL];
    return regions.includes(region) ? [region] : [];
  }
  const zones: Readonly<Record<string, readonly string[]>> = ZONES[product as keyof typeof ZONES];
  return Object.hasOwn(zones, region) ? (zones[region] ?? []) : [];
}

/**
 * The regions passes run in: all, or the selected ones.
 * @throws ProviderError when a selected region is none that is known
 */
export function regionsOf(selected: readonly string[] | null): string[] {
  if (!selected || selected.length === 0) return [...REGIONS];
  const unknown = selected.filter((region) => !REGIONS.includes(region));
  if (unknown.length > 0) {
    const message = `there is no region ${unknown.join(', ')}; there are ${REGIONS.join(', ')}`;
    throw new ProviderError({ kind: 'disabled', code: 'UnknownRegion', message }, 'regions');
  }
  return [...new Set(selected)].sort();
}
