import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toVolume } from './volume.mapper';

const ID = '506f78a4-e098-11e5-ad9f-000f53306ae1';

const aVolume = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'database-storage',
  description: '',
  size_gigabytes: 100,
  created_at: '2024-05-06T07:08:09Z',
  region: { name: 'New York 1', slug: 'nyc1', sizes: [], features: [], available: true },
  droplet_ids: [19486237],
  filesystem_type: 'ext4',
  filesystem_label: '',
  tags: null,
  ...changes,
});

describe('toVolume', () => {
  it('maps an attached volume', () => {
    const raw = aVolume();
    const volume = toVolume(raw);
    expect(volume).toMatchObject({
      resourceId: `volume/${ID}`,
      resourceType: 'volume',
      name: 'database-storage',
      region: 'nyc1',
      state: 'running',
      nativeState: null,
      tags: {},
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [{ kind: 'attached_to', resourceId: 'droplet/19486237' }],
      price: null,
      attributes: { sizeGib: 100, encryptedAtRest: true, kind: null },
    });
    expect(volume?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(volume).error).toBeUndefined();
  });

  it.each([[[]], [null], [undefined]])('is attached to nothing by %p', (droplet_ids) => {
    expect(toVolume(aVolume({ droplet_ids }))?.relationships).toEqual([]);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the volume when other fields are %p', (odd) => {
    const fields = Object.keys(aVolume()).filter((field) => field !== 'id');
    const volume = toVolume(aVolume(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(discoveredResourceSchema.safeParse(volume).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toVolume(aVolume({ id: null }))).toBeNull();
  });
});
