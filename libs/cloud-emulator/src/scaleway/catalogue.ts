/** The zones of every region that exists (Zones() of the Instance API in the official SDK). */
export const ZONES: readonly string[] = [
  ...['fr-par-1', 'fr-par-2', 'fr-par-3', 'nl-ams-1', 'nl-ams-2', 'nl-ams-3'],
  ...['pl-waw-1', 'pl-waw-2', 'pl-waw-3', 'it-mil-1'],
];

export const REGIONS: readonly string[] = ['fr-par', 'nl-ams', 'pl-waw', 'it-mil'];

export interface CommercialType {
  readonly name: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly arch: 'x86_64' | 'arm64';
  /** Of the real order of magnitude, not a price list. */
  readonly hourlyEuro: number;
}

export const COMMERCIAL_TYPES: readonly CommercialType[] = [
  commercialType('DEV1-S', 2, 2, 'x86_64', 0.0088),
  commercialType('DEV1-M', 3, 4, 'x86_64', 0.0198),
  commercialType('PLAY2-PICO', 1, 2, 'x86_64', 0.014),
  commercialType('PRO2-XS', 4, 16, 'x86_64', 0.11),
  commercialType('GP1-S', 8, 32, 'x86_64', 0.187),
  commercialType('POP2-2C-8G', 2, 8, 'x86_64', 0.0735),
  commercialType('COPARM1-2C-8G', 2, 8, 'arm64', 0.0426),
];

/** Types of which the catalogue of a zone no longer tells anything, though servers have them. */
export const RETIRED_TYPE = commercialType('START1-XS', 1, 1, 'x86_64', 0.004);

/** `GET /products/servers`: types by name. */
export function serverProduct(type: CommercialType): Record<string, unknown> {
  return {
    monthly_price: Math.round(type.hourlyEuro * 73_000) / 100,
    hourly_price: type.hourlyEuro,
    alt_names: [],
    per_volume_constraint: { l_ssd: { min_size: 0, max_size: 800_000_000_000 } },
    volumes_constraint: { min_size: 0, max_size: 0 },
    ncpus: type.cores,
    gpu: null,
    gpu_info: null,
    ram: type.memoryGib * 1024 ** 3,
    arch: type.arch,
    network: {
      interfaces: [{ internal_bandwidth: null, internet_bandwidth: 104_857_600 }],
      sum_internal_bandwidth: null,
      sum_internet_bandwidth: 104_857_600,
      ipv6_support: true,
    },
    capabilities: { block_storage: true, boot_types: ['rescue', 'local'], max_file_systems: 0 },
    scratch_storage_max_size: null,
    scratch_storage_max_volumes_count: 0,
    block_bandwidth: 125_829_120,
    end_of_service: false,
  };
}

export interface ImageOfSystem {
  readonly id: string;
  readonly name: string;
}

export const SYSTEM_IMAGES: readonly ImageOfSystem[] = [
  { id: '6d3c053e-c728-4294-b23a-560b62a4d592', name: 'Ubuntu 22.04 Jammy Jellyfish' },
  { id: '0e08f1a2-9a0e-4b7c-8d61-8c1f4b1c9a11', name: 'Ubuntu 24.04 Noble Numbat' },
  { id: '5d355a7d-8abb-4418-9599-e26621bf7ca8', name: 'Debian Bookworm' },
];

/** The organization that publishes the images above. */
export const PUBLISHER = '51b656e3-4865-41e8-adbc-0c45bdd780db';

function commercialType(
  name: string,
  cores: number,
  memoryGib: number,
  arch: CommercialType['arch'],
  hourlyEuro: number,
): CommercialType {
  return { name, cores, memoryGib, arch, hourlyEuro };
}
