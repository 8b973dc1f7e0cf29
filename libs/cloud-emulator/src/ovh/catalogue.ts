export interface OvhRegion {
  readonly name: string;
  readonly type: 'region' | 'region-3-az';
  readonly continent: 'EU' | 'NA';
  readonly country: string;
  readonly zones: readonly string[];
  readonly services: readonly string[];
}

const COMPUTE = ['image', 'instance', 'network', 'volume', 'workflow'];

/**
 * Regions as a project lists them: machines and object storage are in regions of different names,
 * load balancers in some only, and everything together in those of three zones.
 */
export const REGIONS: readonly OvhRegion[] = [
  region('DE1', 'de', [...COMPUTE, 'octavialoadbalancer']),
  {
    ...region('EU-WEST-PAR', 'fr', [...COMPUTE, 'octavialoadbalancer', 'storage-s3-standard']),
    type: 'region-3-az',
    zones: ['eu-west-par-a', 'eu-west-par-b', 'eu-west-par-c'],
  },
  region('GRA', 'fr', ['storage', 'storage-s3-high-perf', 'storage-s3-standard']),
  region('GRA11', 'fr', [...COMPUTE, 'instancebackup', 'octavialoadbalancer']),
  region('SBG', 'fr', ['storage', 'storage-s3-standard']),
  region('SBG5', 'fr', COMPUTE),
];

export interface OvhFlavor {
  readonly name: string;
  readonly vcpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly type: string;
}

export const FLAVORS: readonly OvhFlavor[] = [
  { name: 'd2-2', vcpus: 1, ram: 2000, disk: 25, type: 'ovh.ssd.d2' },
  { name: 'd2-8', vcpus: 4, ram: 8000, disk: 50, type: 'ovh.ssd.d2' },
  { name: 'b2-7', vcpus: 2, ram: 7000, disk: 50, type: 'ovh.ssd.eg' },
  { name: 'b3-8', vcpus: 2, ram: 8000, disk: 50, type: 'ovh.b3' },
  { name: 'c3-4', vcpus: 2, ram: 4000, disk: 50, type: 'ovh.c3' },
  { name: 'r3-32', vcpus: 4, ram: 32000, disk: 50, type: 'ovh.r3' },
];

export interface OvhEngine {
  readonly engine: string;
  readonly version: string;
  readonly category: 'operational' | 'streaming' | 'analysis';
  readonly port: number;
  readonly scheme: string;
  readonly backups: boolean;
}

export const ENGINES: readonly OvhEngine[] = [
  engine('postgresql', '16', 'operational', 20184, 'postgresql'),
  engine('mysql', '8', 'operational', 20184, 'mysql'),
  engine('mongodb', '7.0', 'operational', 27017, 'mongodb'),
  engine('valkey', '8.0', 'operational', 20185, 'valkeys'),
  { ...engine('kafka', '3.8', 'streaming', 20186, 'kafka'), backups: false },
  engine('opensearch', '2', 'analysis', 20187, 'https'),
];

function region(name: string, country: string, services: readonly string[]): OvhRegion {
  return { name, type: 'region', continent: 'EU', country, zones: [], services };
}

function engine(
  name: string,
  version: string,
  category: OvhEngine['category'],
  port: number,
  scheme: string,
): OvhEngine {
  return { engine: name, version, category, port, scheme, backups: true };
}
