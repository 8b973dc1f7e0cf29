import type { DiscoveredResource } from '@skyledger/resource-model';
import { toVirtualMachine } from '../compute/virtual-machine.mapper';
import { oddities } from '../testing/odd-payloads';
import { VM_ID } from '../testing/payloads';
import { aMachineMeter, metersOf } from '../testing/retail-meters';
import { machineOffer, machinePrice } from './machine-price';
import type { Meter } from './retail-page';

const NOW = new Date('2026-06-01T12:00:00Z');
const LINUX = { region: 'westeurope', sku: 'Standard_D4s_v5', isWindows: false };

interface Changes {
  readonly fields?: object;
  readonly properties?: object;
  readonly image?: object;
  readonly system?: unknown;
}

const aMachine = ({ fields, properties, image, system = 'Linux' }: Changes = {}): unknown => ({
  location: 'West Europe',
  properties: {
    hardwareProfile: { vmSize: 'Standard_D4s_v5' },
    storageProfile: {
      imageReference: {
        publisher: 'Canonical',
        offer: 'ubuntu-24_04-lts',
        sku: 'server',
        ...image,
      },
      osDisk: { osType: system },
    },
    ...properties,
  },
  ...fields,
});

describe('what a machine is sold as', () => {
  it('is its size in its region, with Windows or without', () => {
    expect(machineOffer(aMachine())).toEqual(LINUX);
    expect(machineOffer(aMachine({ system: 'Windows' }))).toEqual({ ...LINUX, isWindows: true });
  });

  it.each<[string, Changes]>([
    [
      'a licence of Windows Server',
      { system: 'Windows', properties: { licenseType: 'Windows_Server' } },
    ],
    ['a licence of Windows', { system: 'Windows', properties: { licenseType: 'Windows_Client' } }],
    [
      'a subscription of Red Hat',
      { image: { publisher: 'RedHat' }, properties: { licenseType: 'RHEL_BYOS' } },
    ],
    ['no licence, by name', { properties: { licenseType: 'None' } }],
  ])('is the base rate with %s', (_what, changes) => {
    expect(machineOffer(aMachine(changes))).toEqual(LINUX);
  });

  it.each<[string, Changes]>([
    ['Spot', { properties: { priority: 'Spot' } }],
    ['Low priority', { properties: { priority: 'Low' } }],
    ['a dedicated host', { properties: { host: { id: '/x' } } }],
    ['a group of dedicated hosts', { properties: { hostGroup: { id: '/x' } } }],
    ['an image of the marketplace that has a plan', { fields: { plan: { name: 'x' } } }],
    ['Red Hat, billed beside it', { image: { publisher: 'RedHat', offer: 'RHEL' } }],
    ['SUSE, billed beside it', { image: { publisher: 'suse' } }],
    [
      'SQL Server, billed beside it',
      { system: 'Windows', image: { publisher: 'MicrosoftSQLServer' } },
    ],
    ['Ubuntu Pro', { image: { sku: 'ubuntu-pro' } }],
    ['a licence nobody knows', { properties: { licenseType: 'RHEL_BASE' } }],
    ['no operating system', { system: null }],
    ['another operating system', { system: 'Plan9' }],
    ['no region', { fields: { location: null } }],
    ['no size', { properties: { hardwareProfile: null } }],
  ])('is not known of %s', (_what, changes) => {
    expect(machineOffer(aMachine(changes))).toBeNull();
  });

  it.each([null, undefined, 'text', 42, [], {}, { properties: null }])('survives %j', (raw) => {
    expect(machineOffer(raw)).toBeNull();
  });
});

describe('the price of a machine', () => {
  const hourlyOf = (...meters: readonly Meter[]): string | undefined =>
    machinePrice(LINUX, 'running', metersOf(...meters), NOW)?.hourly;

  it('is the list price of its size', () => {
    expect(machinePrice(LINUX, 'running', metersOf(aMachineMeter()), NOW)).toEqual({
      hourly: '0.192',
      currency: 'USD',
      source: 'azure:retail-prices',
    });
  });

  it('is told apart by the operating system', () => {
    const windows = { productName: 'Virtual Machines Dsv5 Series Windows', retailPrice: 0.376 };
    const both = metersOf(aMachineMeter(), aMachineMeter(windows));
    expect(machinePrice(LINUX, 'running', both, NOW)?.hourly).toBe('0.192');
    const offer = { ...LINUX, isWindows: true };
    expect(machinePrice(offer, 'running', both, NOW)?.hourly).toBe('0.376');
    expect(machinePrice(offer, 'running', metersOf(aMachineMeter()), NOW)).toBeNull();
  });

  it.each<[string, Meter]>([
    ['Spot', { skuName: 'D4s v5 Spot', meterName: 'D4s v5 Spot' }],
    ['Low Priority', { skuName: 'D4s v5 Low Priority' }],
    ['Cloud Services', { productName: 'Dsv5 Series CloudServices' }],
    [
      'Cloud Services, spelt in two words',
      { productName: 'Virtual Machines Dsv5 Series Cloud Services' },
    ],
    ['dedicated hosts', { productName: 'DSv5 Series Dedicated Host' }],
    ['a reservation', { type: 'Reservation', reservationTerm: '1 Year' }],
    ['development', { type: 'DevTestConsumption' }],
    ['a hundred hours', { unitOfMeasure: '100 Hours' }],
    ['a meter of another region', { isPrimaryMeterRegion: false }],
    ['much use', { tierMinimumUnits: 100 }],
    ['the past', { effectiveEndDate: '2026-06-01T12:00:00Z' }],
    ['the future', { effectiveStartDate: '2026-07-01T00:00:00Z' }],
  ])('is never that for %s', (_what, changes) => {
    const other = aMachineMeter({ retailPrice: 9, ...changes });
    expect(hourlyOf(other)).toBeUndefined();
    expect(hourlyOf(other, aMachineMeter())).toBe('0.192');
  });

  it('is found in products that are named in other ways', () => {
    expect(hourlyOf(aMachineMeter({ productName: 'DCsv3 Series Linux' }))).toBe('0.192');
  });

  it.each<[string, Meter]>([
    ['another amount', { retailPrice: 0.2 }],
    ['no amount', { retailPrice: null }],
    ['an amount as text', { retailPrice: '0.192' }],
    ['a negative amount', { retailPrice: -0.192 }],
    ['NaN', { retailPrice: Number.NaN }],
    ['another currency', { currencyCode: 'EUR' }],
  ])('is not known when a second row tells %s', (_what, changes) => {
    expect(hourlyOf(aMachineMeter(), aMachineMeter(changes))).toBeUndefined();
    expect(hourlyOf(aMachineMeter(changes)) ?? '0.2').toBe('0.2');
  });

  it('is known when two rows agree, and not when it is nothing', () => {
    expect(hourlyOf(aMachineMeter(), aMachineMeter({ skuId: 'x' }))).toBe('0.192');
    expect(hourlyOf(aMachineMeter({ retailPrice: 0 }))).toBeUndefined();
    expect(hourlyOf()).toBeUndefined();
  });

  it.each([
    [0.0832, '0.0832'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0.0000001'],
    [12, '12'],
  ])('writes %p as %s', (retailPrice, hourly) => {
    expect(hourlyOf(aMachineMeter({ retailPrice }))).toBe(hourly);
  });

  it('survives whatever a field turns into', () => {
    const priced = (payload: unknown): DiscoveredResource | null => {
      const price = machinePrice(machineOffer(payload), 'running', metersOf(aMachineMeter()), NOW);
      return toVirtualMachine(payload, { powerState: 'running', interfaces: [], price });
    };
    const raw = aMachine({ fields: { id: VM_ID } });
    expect(priced(raw)?.price?.hourly).toBe('0.192');
    expect(oddities(priced, raw)).toEqual([]);
  });

  it('is nothing for a machine that is deallocated, and not known where the state is not', () => {
    const priceOf = (state: string | null): unknown =>
      machinePrice(LINUX, state, metersOf(aMachineMeter()), NOW);
    expect(priceOf('deallocated')).toEqual({
      hourly: '0',
      currency: 'USD',
      source: 'azure:deallocated',
    });
    expect(machinePrice(null, 'deallocated', metersOf(aMachineMeter()), NOW)).toBeNull();
    expect(machinePrice(LINUX, 'deallocated', metersOf(), NOW)).toBeNull();
    expect(priceOf('stopped')).toMatchObject({ hourly: '0.192' });
    expect(priceOf(null)).toBeNull();
    expect(machinePrice(null, 'running', metersOf(aMachineMeter()), NOW)).toBeNull();
  });
});
