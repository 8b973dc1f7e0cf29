import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aPricing } from '../testing/a-pricing';
import { toImage } from './image.mapper';

const PRICING = aPricing({ imageGbMonth: '0.0110' });

/** A snapshot as `GET /images` lists it. */
const anImage = (changes: object = {}): Record<string, unknown> => ({
  id: 99,
  type: 'snapshot',
  status: 'available',
  name: null,
  description: 'before the upgrade',
  image_size: 7.3,
  disk_size: 40,
  created: '2024-05-06T07:08:09Z',
  created_from: { id: 42, name: 'shop-web-1' },
  bound_to: null,
  os_flavor: 'ubuntu',
  os_version: '24.04',
  rapid_deploy: false,
  protection: { delete: false },
  deprecated: null,
  deleted: null,
  labels: { team: 'shop' },
  architecture: 'x86',
  ...changes,
});

describe('toImage', () => {
  it('maps a snapshot', () => {
    const raw = anImage();
    const image = toImage(raw, PRICING);
    expect(image).toEqual({
      resourceId: 'image/99',
      resourceType: 'snapshot',
      nativeType: 'snapshot',
      name: 'before the upgrade',
      region: null,
      zone: null,
      state: 'running',
      nativeState: 'available',
      size: null,
      privateIps: [],
      publicIps: [],
      isPublic: null,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [],
      price: { hourly: '0.0001100000', currency: 'EUR', source: 'hetzner:image' },
      attributes: {
        sizeGib: 7.3,
        encryptedAtRest: null,
        sourceId: 'server/42',
        isShared: false,
      },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(image).error).toBeUndefined();
  });

  it('binds a backup, which has no price of its own, to its server', () => {
    expect(toImage(anImage({ type: 'backup', bound_to: 42 }), PRICING)).toMatchObject({
      nativeType: 'backup',
      relationships: [{ kind: 'attached_to', resourceId: 'server/42' }],
      price: null,
    });
  });

  it('has neither size nor price while it is made', () => {
    expect(toImage(anImage({ status: 'creating', image_size: null }), PRICING)).toMatchObject({
      state: 'pending',
      price: null,
      attributes: { sizeGib: null },
    });
  });

  it.each([
    ['unavailable', 'error'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toImage(anImage({ status }), null)).toMatchObject({ state, nativeState: status });
  });

  it('does without a source', () => {
    expect(toImage(anImage({ created_from: null }), null)?.attributes.sourceId).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text', [{ id: null }], true])(
    'keeps it when every other field is %p',
    (odd) => {
      const fields = Object.keys(anImage()).filter((field) => field !== 'id');
      const raw = anImage(Object.fromEntries(fields.map((field) => [field, odd])));
      expect(discoveredResourceSchema.safeParse(toImage(raw, PRICING)).error).toBeUndefined();
    },
  );

  it.each([null, undefined, 'text', {}, { id: null }, { id: 'x' }])(
    'is null for %p, which has no id',
    (raw) => {
      expect(toImage(raw, PRICING)).toBeNull();
    },
  );
});
