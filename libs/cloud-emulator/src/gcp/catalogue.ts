export interface GcpRegion {
  readonly name: string;
  /** Letters of its zones. */
  readonly zones: readonly string[];
}

/** A selection of the regions; every aggregated list names each of their zones. */
export const REGIONS: readonly GcpRegion[] = [
  { name: 'europe-west1', zones: ['b', 'c', 'd'] },
  { name: 'europe-west3', zones: ['a', 'b', 'c'] },
  { name: 'us-central1', zones: ['a', 'b', 'c', 'f'] },
  { name: 'asia-northeast1', zones: ['a', 'b', 'c'] },
];

export const ZONES: readonly string[] = REGIONS.flatMap(({ name, zones }) =>
  zones.map((zone) => `${name}-${zone}`),
);

/** Where the managed services can have something: the regions, and the multi-regions of any of them. */
export const LOCATIONS: readonly string[] = [
  ...REGIONS.map(({ name }) => name),
  'global',
  'eu',
  'europe',
  'us',
];

export interface GcpMachineType {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMb: number;
  readonly architecture: 'X86_64' | 'ARM64';
}

/** A selection of the machine types. */
export const MACHINE_TYPES: readonly GcpMachineType[] = [
  { name: 'e2-micro', cpus: 2, memoryMb: 1024, architecture: 'X86_64' },
  { name: 'e2-medium', cpus: 2, memoryMb: 4096, architecture: 'X86_64' },
  { name: 'e2-standard-4', cpus: 4, memoryMb: 16384, architecture: 'X86_64' },
  { name: 'n2-standard-8', cpus: 8, memoryMb: 32768, architecture: 'X86_64' },
  { name: 'n2-custom-6-20480', cpus: 6, memoryMb: 20480, architecture: 'X86_64' },
  { name: 't2a-standard-2', cpus: 2, memoryMb: 8192, architecture: 'ARM64' },
];

export function regionOfZone(zone: string): string {
  return zone.replace(/-[a-z]$/, '');
}
