import type { StatedSku } from './sku-json';

/** Where SKUs are sold: some for one region, some for several. */
const PLACES = [
  { name: 'Belgium', machines: 'EMEA', regions: ['europe-west1'] },
  { name: 'Frankfurt', machines: 'Frankfurt', regions: ['europe-west3'] },
  { name: 'Tokyo', machines: 'Tokyo', regions: ['asia-northeast1'] },
  { name: null, machines: 'Americas', regions: ['us-central1', 'us-east1', 'us-west1'] },
  { name: 'Sydney', machines: 'Sydney', regions: ['australia-southeast1'] },
] as const;

type Place = (typeof PLACES)[number];

/** Billionths of a dollar an hour in the first place, made up; each further place is dearer by a tenth. */
const FAMILIES = [
  { family: 'E2 Instance', name: 'E2', core: 20_000_000, ram: 2_500_000 },
  { family: 'E2 Custom Instance', core: 21_000_000, ram: 2_600_000 },
  {
    family: 'N1 Predefined Instance',
    name: 'N1',
    core: 32_000_000,
    ram: 4_200_000,
    group: 'N1Standard',
  },
  { family: 'Custom Instance', core: 33_000_000, ram: 4_400_000 },
  { family: 'N2 Instance', name: 'N2', core: 31_000_000, ram: 4_000_000 },
  { family: 'N2 Custom Instance', core: 33_000_000, ram: 4_300_000 },
  { family: 'Compute optimized', core: 34_000_000, ram: 4_500_000 },
  { family: 'T2A Arm Instance', name: 'T2A Arm', core: 29_000_000, ram: 3_900_000 },
] as const;

const DISKS = [
  { kind: 'Storage PD', group: 'PDStandard', nanos: 44_000_000 },
  { kind: 'Balanced PD', group: 'SSD', nanos: 110_000_000 },
  { kind: 'SSD backed PD', group: 'SSD', nanos: 187_000_000 },
] as const;

/**
 * SKUs of Compute Engine for the machines and disks of estates, with what stands beside them in the real
 * list: commitments, sole tenancy, extended memory, GPUs, licenses, other places. Shaped as recorded; no
 * figure is a real price.
 */
export function computeSkus(): StatedSku[] {
  return PLACES.flatMap((place, at) => {
    const dearer = (nanos: number): number => Math.round(nanos * (1 + at / 10));
    return [
      ...FAMILIES.flatMap((each) => familySkus(place, each, dearer)),
      ...wholeSkus(place, dearer),
      ...DISKS.flatMap((disk) => diskSkus(place, disk, dearer)),
      ...otherSkus(place, dearer),
    ];
  });
}

type Dearer = (nanos: number) => number;

function familySkus(
  { machines, regions }: Place,
  { family, core, ram, ...own }: (typeof FAMILIES)[number],
  dearer: Dearer,
): StatedSku[] {
  const sku = (part: 'Core' | 'Ram', nanos: number, of = family as string): StatedSku => ({
    description: `${of} ${part} running in ${machines}`,
    family: 'Compute',
    group: 'group' in own ? own.group : part === 'Core' ? 'CPU' : 'RAM',
    unit: part === 'Core' ? 'h' : 'GiBy.h',
    rates: [[0, dearer(nanos)]],
    regions,
  });
  const spot = (part: 'Core' | 'Ram', nanos: number): StatedSku => ({
    ...sku(part, nanos, `Spot Preemptible ${family}`),
    usage: 'Preemptible',
  });
  const usual = [sku('Core', core), sku('Ram', ram), spot('Core', core / 4), spot('Ram', ram / 4)];
  if (!('name' in own)) return usual;
  return [
    ...usual,
    sku('Core', core * 1.1, `${own.name} Sole Tenancy Instance`),
    sku('Ram', ram * 1.5, `${own.name} Custom Extended Instance`),
    sku('Core', core * 0.8, `Reserved ${family}`),
    {
      ...sku('Core', core / 2),
      description: `Commitment v1: ${own.name} Cpu in ${machines} for 1 Year`,
      usage: 'Commit1Yr',
    },
  ];
}

function wholeSkus({ machines, regions }: Place, dearer: Dearer): StatedSku[] {
  const shared = { family: 'Compute', unit: 'h', regions } as const;
  return [
    {
      ...shared,
      description: `Micro Instance with burstable CPU running in ${machines}`,
      group: 'F1Micro',
      rates: [[0, dearer(8_000_000)]],
    },
    {
      ...shared,
      description: `Small Instance with 1 VCPU running in ${machines}`,
      group: 'G1Small',
      rates: [[0, dearer(26_000_000)]],
    },
  ];
}

/** Of standard disks, the first 30 GiB a month are free in the regions of the free tier. */
function diskSkus(
  { name, regions }: Place,
  { kind, group, nanos }: (typeof DISKS)[number],
  dearer: Dearer,
): StatedSku[] {
  const place = name === null ? '' : ` in ${name}`;
  const isFree = name === null && kind === 'Storage PD';
  const price = dearer(nanos);
  const shared = { family: 'Storage', group, unit: 'GiBy.mo', regions } as const;
  return [
    {
      ...shared,
      description: `${kind} Capacity${place}`,
      rates: isFree
        ? [
            [0, 0],
            [30, price],
          ]
        : [[0, price]],
    },
    { ...shared, description: `Regional ${kind} Capacity${place}`, rates: [[0, price * 2]] },
  ];
}

function otherSkus({ machines, regions }: Place, dearer: Dearer): StatedSku[] {
  const hourly = { unit: 'h', regions } as const;
  const monthly = { family: 'Storage', unit: 'GiBy.mo', regions } as const;
  return [
    {
      ...hourly,
      description: `Nvidia L4 GPU running in ${machines}`,
      family: 'Compute',
      group: 'GPU',
      rates: [[0, dearer(560_000_000)]],
    },
    {
      ...hourly,
      description: 'Licensing Fee for Windows Server 2022 Datacenter Edition (CPU cost)',
      family: 'License',
      group: 'Google',
      rates: [[0, 46_000_000]],
    },
    {
      ...monthly,
      description: `SSD backed Local Storage in ${machines}`,
      group: 'LocalSSD',
      rates: [[0, dearer(80_000_000)]],
    },
    {
      ...monthly,
      description: `Hyperdisk Balanced Capacity in ${machines}`,
      group: 'SSD',
      rates: [[0, dearer(80_000_000)]],
    },
    {
      ...monthly,
      description: `Storage PD Snapshot in ${machines}`,
      group: 'PDSnapshot',
      rates: [[0, dearer(50_000_000)]],
    },
    {
      description: `Network Inter Zone Data Transfer Out in ${machines}`,
      family: 'Network',
      group: 'InterzoneEgress',
      unit: 'GiBy',
      rates: [[0, 10_000_000]],
      regions,
    },
  ];
}
