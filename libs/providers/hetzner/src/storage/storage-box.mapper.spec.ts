import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aPricing } from '../testing/a-pricing';
import { toStorageBox } from './storage-box.mapper';

const PRICING = aPricing();

const aBox = (changes: object = {}): Record<string, unknown> => ({
  id: 42,
  username: 'u12345',
  status: 'active',
  name: 'backups',
  storage_box_type: {
    id: 1333,
    name: 'bx11',
    size: 1_099_511_627_776,
    prices: [{ location: 'fsn1', price_hourly: { net: '0.0051', gross: '0.0061' } }],
  },
  location: { id: 1, name: 'fsn1' },
  access_settings: {
    reachable_externally: true,
    samba_enabled: false,
    ssh_enabled: true,
    webdav_enabled: false,
    zfs_enabled: false,
  },
  server: 'u12345.your-storagebox.de',
  system: 'FSN1-BX355',
  stats: { size: 2048, size_data: 2048, size_snapshots: 0 },
  labels: { team: 'shop' },
  protection: { delete: false },
  snapshot_plan: null,
  created: '2024-05-06T07:08:09Z',
  ...changes,
});

describe('toStorageBox', () => {
  it('maps a box with what it may hold', () => {
    const raw = aBox();
    const box = toStorageBox(raw, PRICING);
    expect(box).toMatchObject({
      resourceId: 'storage_box/42',
      resourceType: 'file_system',
      nativeType: 'storage_box',
      name: 'backups',
      region: 'fsn1',
      state: 'running',
      nativeState: 'active',
      size: 'bx11',
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      price: { hourly: '0.0051', currency: 'EUR', source: 'hetzner:storage_box_type' },
      attributes: { sizeGib: 1024, encryptedAtRest: null, encryptionKeyId: null },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(box).error).toBeUndefined();
  });

  it.each([
    [{ reachable_externally: false }, false],
    [{}, null],
    [null, null],
    [{ reachable_externally: 'yes' }, null],
  ])('with the access settings %j is public: %p', (access_settings, isPublic) => {
    expect(toStorageBox(aBox({ access_settings }), null)?.isPublic).toBe(isPublic);
  });

  it.each([
    ['initializing', 'pending'],
    ['locked', 'stopped'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toStorageBox(aBox({ status }), null)).toMatchObject({ state, nativeState: status });
  });

  it('has no price where its type is not sold', () => {
    expect(toStorageBox(aBox({ location: { name: 'hel1' } }), PRICING)?.price).toBeNull();
  });

  it.each([null, -4.2, {}, [null], 'text', { size: 'x' }, true])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(aBox()).filter((field) => field !== 'id');
      const raw = aBox(Object.fromEntries(fields.map((field) => [field, odd])));
      expect(discoveredResourceSchema.safeParse(toStorageBox(raw, PRICING)).error).toBeUndefined();
    },
  );

  it.each([null, 'text', {}, { id: null }])('is null for %p, which has no id', (raw) => {
    expect(toStorageBox(raw, PRICING)).toBeNull();
  });
});
