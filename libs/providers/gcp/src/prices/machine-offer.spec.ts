import type { MachineTypes } from '../compute/machine-types';
import { linkTo } from '../testing/odd-payloads';
import { machineOffer, machinePrice } from './machine-offer';
import { PriceTable } from './price-table';

const ZONE = 'zones/europe-west1-b';
const UBUNTU =
  'https://www.googleapis.com/compute/v1/projects/ubuntu-os-cloud/global/licenses/ubuntu-2204-lts';
const WINDOWS =
  'https://www.googleapis.com/compute/v1/projects/windows-cloud/global/licenses/windows-server-2022-dc';

const SIZES: MachineTypes = new Map([
  ['e2-micro', { cpuCount: 2, memoryMib: 1024 }],
  ['e2-medium', { cpuCount: 2, memoryMib: 4096 }],
  ['e2-custom-small-3072', { cpuCount: 2, memoryMib: 3072 }],
]);

const aDisk = (changes: object = {}): object => ({ type: 'PERSISTENT', boot: true, ...changes });

const offer = (
  machineType: string,
  changes: object = {},
  types: MachineTypes = new Map([[machineType, { cpuCount: 4, memoryMib: 16_384 }]]),
): ReturnType<typeof machineOffer> =>
  machineOffer(
    {
      name: 'web-1',
      status: 'RUNNING',
      machineType: linkTo(`${ZONE}/machineTypes/${machineType}`),
      selfLink: linkTo(`${ZONE}/instances/web-1`),
      disks: [aDisk({ licenses: [UBUNTU] }), aDisk({ boot: false })],
      scheduling: { preemptible: false, provisioningModel: 'STANDARD' },
      ...changes,
    },
    types,
  );

describe('machineOffer', () => {
  it('is the cores and the memory of its family, in its region', () => {
    expect(offer('n2-standard-4')).toEqual({
      region: 'europe-west1',
      isSpot: false,
      per: 'hour',
      parts: [
        { item: 'n2/core', units: 4 },
        { item: 'n2/ram', units: 16 },
      ],
    });
  });

  it.each([
    ['n1-highmem-4', 'n1'],
    ['t2a-standard-4', 't2a'],
    ['c2d-highcpu-4', 'c2d'],
    ['m1-megamem-96', 'm1'],
    ['m3-ultramem-32', 'm3'],
    ['n2-custom-4-16384', 'n2-custom'],
    ['custom-4-16384', 'n1-custom'],
    ['n1-custom-4-16384', 'n1-custom'],
    ['e2-custom-4-16384', 'e2-custom'],
  ])('sells %s as %s', (name, family) => {
    expect(offer(name)?.parts.map(({ item }) => item)).toEqual([`${family}/core`, `${family}/ram`]);
  });

  it.each([
    ['e2-micro', 'e2', 0.25, 1],
    ['e2-medium', 'e2', 1, 4],
    ['e2-custom-small-3072', 'e2-custom', 0.5, 3],
  ])('sells %s by its part of a core', (name, family, cores, gib) => {
    expect(offer(name, {}, SIZES)?.parts).toEqual([
      { item: `${family}/core`, units: cores },
      { item: `${family}/ram`, units: gib },
    ]);
  });

  it.each(['f1-micro', 'g1-small'])('sells %s whole', (name) => {
    expect(offer(name, {}, new Map())?.parts).toEqual([{ item: name, units: 1 }]);
  });

  it.each<[string, object]>([
    ['spot', { provisioningModel: 'SPOT', preemptible: true }],
    ['preemptible, as it was called before', { preemptible: true }],
    ['preemptible, told both ways', { provisioningModel: 'STANDARD', preemptible: true }],
  ])('is spot where it is %s', (_what, scheduling) => {
    expect(offer('n2-standard-4', { scheduling })).toMatchObject({ isSpot: true });
  });

  it.each([
    'n1-megamem-96',
    'n1-ultramem-40',
    'm2-ultramem-208',
    'a2-highgpu-1g',
    'g2-standard-4',
    'z3-highmem-88',
    'c3-standard-8-lssd',
    'c3-standard-192-metal',
    'n2-custom-4-65536-ext',
    'custom-4-65536-ext',
    'c3-custom-4-16384',
    'e2-large',
    'x9-standard-4',
    'constructor',
    '',
  ])('is none for the type %p', (name) => {
    expect(offer(name)).toBeNull();
  });

  it.each<[string, object]>([
    ['is stopped', { status: 'TERMINATED' }],
    ['is suspended', { status: 'SUSPENDED' }],
    ['is not known to run', { status: undefined }],
    ['is nowhere', { selfLink: linkTo('global/instances/web-1') }],
    ['has GPUs', { guestAccelerators: [{ acceleratorCount: 1 }] }],
    ['may have GPUs', { guestAccelerators: 'odd' }],
    ['has a local SSD', { disks: [aDisk(), aDisk({ type: 'SCRATCH' })] }],
    ['has disks of an unknown kind', { disks: [aDisk({ type: undefined })] }],
    ['has no list of disks', { disks: undefined }],
    ['has a license to be paid for', { disks: [aDisk({ licenses: [UBUNTU, WINDOWS] })] }],
    ['has odd licenses', { disks: [aDisk({ licenses: 'odd' })] }],
    ['has an odd license', { disks: [aDisk({ licenses: [42] })] }],
    [
      'is on a sole-tenant node',
      {
        scheduling: { preemptible: false, nodeAffinities: [{ key: 'node' }] },
      },
    ],
    [
      'is bound to a reservation',
      {
        scheduling: { preemptible: false, provisioningModel: 'RESERVATION_BOUND' },
      },
    ],
    [
      'is started when there is room',
      {
        scheduling: { preemptible: false, provisioningModel: 'FLEX_START' },
      },
    ],
    ['does not tell how it is provisioned', { scheduling: undefined }],
    ['is confidential', { confidentialInstanceConfig: { enableConfidentialCompute: true } }],
    [
      'is confidential in a way',
      { confidentialInstanceConfig: { confidentialInstanceType: 'SEV' } },
    ],
    [
      'has a faster network',
      {
        networkPerformanceConfig: { totalEgressBandwidthTier: 'TIER_1' },
      },
    ],
    ['is a node of GKE Autopilot', { name: 'gk3-shop-default-pool-094ee287-d05m' }],
  ])('is none where it %s', (_what, changes) => {
    expect(offer('n2-standard-4', changes)).toBeNull();
  });

  it.each<[string, MachineTypes]>([
    ['not known', new Map()],
    ['not to be read', new Map([['n2-standard-4', { cpuCount: null, memoryMib: null }]])],
    ['odd', new Map([['n2-standard-4', { cpuCount: 0, memoryMib: 1024 }]])],
  ])('is none where its type is %s', (_what, types) => {
    expect(offer('n2-standard-4', {}, types)).toBeNull();
  });
});

describe('the price of a machine', () => {
  const table = new PriceTable();

  it.each([null, table])('is nothing while it is terminated, whatever the list tells', (list) => {
    const instance = { status: 'TERMINATED' };
    expect(machinePrice(instance, machineOffer(instance, SIZES), list)).toEqual({
      hourly: '0',
      currency: 'USD',
      source: 'gcp:terminated',
    });
  });

  it('is not known while it is suspended, which keeps its memory to be paid for', () => {
    const instance = { status: 'SUSPENDED' };
    expect(machinePrice(instance, machineOffer(instance, SIZES), table)).toBeNull();
  });
});
