import type { DiscoveredResource } from '@skyledger/resource-model';
import { toDisk } from '../compute/disk.mapper';
import { oddities } from '../testing/odd-payloads';
import { aDiskMeter, metersOf } from '../testing/retail-meters';
import { diskOffer, diskPrice } from './disk-price';
import type { Meter } from './retail-page';

const NOW = new Date('2026-06-01T12:00:00Z');
const P10 = { region: 'westeurope', sku: 'P10 LRS', product: 'Premium SSD Managed Disks' };

const aDisk = (sku: string, properties: object, location = 'westeurope'): unknown => ({
  location,
  sku: { name: sku, tier: 'Premium' },
  properties: { diskSizeGB: 128, ...properties },
});

describe('what a disk is sold as', () => {
  it.each([
    ['Premium_LRS', 'P10', 'P10 LRS', 'Premium SSD Managed Disks'],
    ['Premium_ZRS', 'P4', 'P4 ZRS', 'Premium SSD Managed Disks'],
    ['StandardSSD_LRS', 'E30', 'E30 LRS', 'Standard SSD Managed Disks'],
    ['StandardSSD_ZRS', 'E1', 'E1 ZRS', 'Standard SSD Managed Disks'],
    ['Standard_LRS', 'S80', 'S80 LRS', 'Standard HDD Managed Disks'],
  ])('is of %s and %s: %s', (kind, tier, sku, product) => {
    expect(diskOffer(aDisk(kind, { tier }))).toEqual({ region: 'westeurope', sku, product });
  });

  it.each<[string, unknown]>([
    ['no tier', aDisk('Premium_LRS', {})],
    ['a tier of another kind', aDisk('Premium_LRS', { tier: 'E10' })],
    ['a tier that is none', aDisk('Premium_LRS', { tier: 'Premium' })],
    ['Ultra Disk', aDisk('UltraSSD_LRS', { tier: 'P10' })],
    ['Premium SSD v2', aDisk('PremiumV2_LRS', { tier: 'P10' })],
    ['a kind that is a word of the language', aDisk('constructor', { tier: 'P10' })],
    ['a shared disk', aDisk('Premium_LRS', { tier: 'P30', maxShares: 2 })],
    ['bursting on demand', aDisk('Premium_LRS', { tier: 'P30', burstingEnabled: true })],
    ['no region', aDisk('Premium_LRS', { tier: 'P10' }, '')],
    ['nothing', null],
  ])('is not known of %s', (_what, raw) => {
    expect(diskOffer(raw)).toBeNull();
  });
});

describe('the price of a disk', () => {
  const hourlyOf = (...meters: readonly Meter[]): string | undefined =>
    diskPrice(P10, metersOf(...meters), NOW)?.hourly;

  it('is that of its tier a month, by 730 hours', () => {
    expect(diskPrice(P10, metersOf(aDiskMeter({ retailPrice: 19.71 })), NOW)).toEqual({
      hourly: '0.027',
      currency: 'USD',
      source: 'azure:retail-prices, a month of 730 hours',
    });
    expect(hourlyOf(aDiskMeter())).toBe('0.0296986301');
  });

  it.each<[string, Meter]>([
    ['mounts', { meterName: 'P10 LRS Disk Mount' }],
    ['page blobs', { productName: 'Premium Page Blob' }],
    ['an hour', { unitOfMeasure: '1 Hour' }],
    ['a reservation', { type: 'Reservation' }],
  ])('is never that of %s', (_what, changes) => {
    const other = aDiskMeter({ retailPrice: 9, ...changes });
    expect(hourlyOf(other)).toBeUndefined();
    expect(hourlyOf(other, aDiskMeter())).toBe('0.0296986301');
  });

  it.each([null, -1, Number.NaN, '21.68', 0])(
    'is not known when it is listed as %p',
    (retailPrice) => {
      expect(hourlyOf(aDiskMeter({ retailPrice }))).toBeUndefined();
    },
  );

  it('survives whatever a field turns into', () => {
    const priced = (payload: unknown): DiscoveredResource | null =>
      toDisk(payload, diskPrice(diskOffer(payload), metersOf(aDiskMeter()), NOW));
    const raw = {
      ...(aDisk('Premium_LRS', { tier: 'P10', maxShares: 1, burstingEnabled: false }) as object),
      id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d',
    };
    expect(priced(raw)?.price?.hourly).toBe('0.0296986301');
    expect(oddities(priced, raw)).toEqual([]);
  });

  it('is not known without an offer', () => {
    expect(diskPrice(null, metersOf(aDiskMeter()), NOW)).toBeNull();
  });
});
