const FEATURES = ['backups', 'ipv6', 'metadata', 'install_agent', 'storage', 'image_transfer'];

export interface DigitalOceanSize {
  readonly slug: string;
  readonly memory: number;
  readonly vcpus: number;
  readonly disk: number;
  readonly transfer: number;
  readonly price_monthly: number;
  readonly price_hourly: number;
  readonly regions: readonly string[];
  readonly available: boolean;
  readonly description: string;
}

export interface DigitalOceanRegion {
  readonly name: string;
  readonly slug: string;
  readonly features: readonly string[];
  readonly available: boolean;
  readonly sizes: readonly string[];
}

export const REGION_SLUGS = ['nyc3', 'fra1', 'sfo3', 'ams3', 'sgp1', 'lon1'] as const;

/** A selection of sizes; the prices are of the real order of magnitude, not a price list. */
export const SIZES: readonly DigitalOceanSize[] = [
  // The API computes in single precision, and it shows.
  size('s-1vcpu-1gb', 1024, 1, 25, 6, 0.00892999954521656, 'Basic'),
  size('s-1vcpu-2gb', 2048, 1, 50, 12, 0.01785999909043312, 'Basic'),
  size('s-2vcpu-4gb', 4096, 2, 80, 24, 0.03571000322699547, 'Basic'),
  size('g-2vcpu-8gb', 8192, 2, 25, 63, 0.09375, 'General Purpose'),
  size('c-4', 8192, 4, 50, 84, 0.125, 'CPU-Optimized'),
  size('m-2vcpu-16gb', 16384, 2, 50, 84, 0.125, 'Memory-Optimized'),
];

export const GPU_SIZES: readonly DigitalOceanSize[] = [
  size('gpu-h100x1-80gb', 245760, 20, 720, 2522, 3.390000104904175, 'H100 GPU - 1X'),
];

export const REGIONS: readonly DigitalOceanRegion[] = [
  region('New York 3', 'nyc3'),
  region('Frankfurt 1', 'fra1'),
  region('San Francisco 3', 'sfo3'),
  region('Amsterdam 3', 'ams3'),
  region('Singapore 1', 'sgp1'),
  region('London 1', 'lon1'),
];

/** The regions of networks come round in turn. */
export function regionAt(index: number): DigitalOceanRegion {
  const found = REGIONS[index % REGIONS.length];
  if (!found) throw new Error('there is no region');
  return found;
}

export interface DistributionImage {
  readonly id: number;
  readonly name: string;
  readonly distribution: string;
  readonly slug: string;
}

export const DISTRIBUTIONS: readonly DistributionImage[] = [
  { id: 195932981, name: '24.04 (LTS) x64', distribution: 'Ubuntu', slug: 'ubuntu-24-04-x64' },
  { id: 129211873, name: '22.04 (LTS) x64', distribution: 'Ubuntu', slug: 'ubuntu-22-04-x64' },
  { id: 139080120, name: '12 x64', distribution: 'Debian', slug: 'debian-12-x64' },
  { id: 108038862, name: '9 x64', distribution: 'Rocky Linux', slug: 'rockylinux-9-x64' },
];

/** A public image as `GET /v2/images` and every droplet made of it show it. */
export function distributionJson(image: DistributionImage): Record<string, unknown> {
  return {
    ...image,
    public: true,
    regions: REGION_SLUGS,
    created_at: '2024-04-25T15:04:16Z',
    min_disk_size: 7,
    type: 'base',
    size_gigabytes: 2.36,
    description: `${image.distribution} ${image.name}`,
    tags: [],
    status: 'available',
  };
}

function size(
  slug: string,
  memory: number,
  vcpus: number,
  disk: number,
  monthly: number,
  hourly: number,
  description: string,
): DigitalOceanSize {
  return {
    slug,
    memory,
    vcpus,
    disk,
    transfer: 1,
    price_monthly: monthly,
    price_hourly: hourly,
    regions: REGION_SLUGS,
    available: true,
    description,
  };
}

function region(name: string, slug: string): DigitalOceanRegion {
  const sizes = SIZES.map((each) => each.slug);
  return { name, slug, features: FEATURES, available: true, sizes };
}
