import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aPricing } from '../testing/a-pricing';
import { toVolume } from './volume.mapper';

const PRICING = aPricing({ volumeGbMonth: '0.0440' });

const aVolume = (changes: object = {}): Record<string, unknown> => ({
  id: 9,
  created: '2024-05-06T07:08:09+00:00',
  name: 'database-storage',
  server: 42,
  location: { id: 1, name: 'fsn1' },
  size: 730,
  linux_device: '/dev/disk/by-id/scsi-0HC_Volume_9',
  protection: { delete: false },
  labels: { team: 'shop' },
  status: 'available',
  format: 'xfs',
  ...changes,
});

describe('toVolume', () => {
  it('maps an attached volume', () => {
    const raw = aVolume();
    const volume = toVolume(raw, PRICING);
    expect(volume).toMatchObject({
      resourceId: 'volume/9',
      resourceType: 'volume',
      name: 'database-storage',
      region: 'fsn1',
      state: 'running',
      nativeState: 'available',
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [{ kind: 'attached_to', resourceId: 'server/42' }],
      price: { hourly: '0.0440000000', currency: 'EUR', source: 'hetzner:volume' },
      attributes: { sizeGib: 730, encryptedAtRest: null, kind: null },
    });
    expect(volume?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(volume).error).toBeUndefined();
  });

  it('is attached to nothing when no server is named', () => {
    expect(toVolume(aVolume({ server: null }), null)?.relationships).toEqual([]);
  });

  it.each([
    ['creating', 'pending'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toVolume(aVolume({ status }), null)?.state).toBe(state);
  });

  it.each([
    ['prices are not known', 10, null],
    ['storage has no price', 10, aPricing()],
    ['the size is not known', null, PRICING],
    ['the size is absurd', 1e300, PRICING],
  ])('has no price when %s', (_why, size, pricing) => {
    expect(toVolume(aVolume({ size }), pricing)?.price).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the volume when other fields are %p', (odd) => {
    const fields = Object.keys(aVolume()).filter((field) => field !== 'id');
    const raw = aVolume(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toVolume(raw, PRICING)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toVolume(aVolume({ id: null }), PRICING)).toBeNull();
  });
});
