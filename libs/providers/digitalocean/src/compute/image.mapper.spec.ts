import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toImage } from './image.mapper';

const anImage = (changes: object = {}): Record<string, unknown> => ({
  id: 7555620,
  name: 'golden-web',
  distribution: 'Ubuntu',
  slug: null,
  public: false,
  regions: ['nyc3'],
  created_at: '2024-05-06T07:08:09Z',
  min_disk_size: 25,
  type: 'custom',
  size_gigabytes: 2.34,
  description: '',
  tags: ['base'],
  status: 'available',
  error_message: '',
  ...changes,
});

describe('toImage', () => {
  it('maps an image', () => {
    const raw = anImage();
    const image = toImage(raw);
    expect(image).toMatchObject({
      resourceId: 'image/7555620',
      resourceType: 'image',
      name: 'golden-web',
      region: 'nyc3',
      state: 'running',
      nativeState: 'available',
      tags: { base: '' },
      createdAt: '2024-05-06T07:08:09.000Z',
      attributes: { sizeGib: 2.34, operatingSystem: 'Ubuntu' },
    });
    expect(image?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(image).error).toBeUndefined();
  });

  it.each([
    ['NEW', 'pending'],
    ['pending', 'pending'],
    ['deleted', 'deleted'],
    ['retired', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toImage(anImage({ status }))?.state).toBe(state);
  });

  it('has no region when it is in several or none', () => {
    expect(toImage(anImage({ regions: ['nyc3', 'ams3'] }))?.region).toBeNull();
    expect(toImage(anImage({ regions: [] }))?.region).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the image when other fields are %p', (odd) => {
    const fields = Object.keys(anImage()).filter((field) => field !== 'id');
    const image = toImage(anImage(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(discoveredResourceSchema.safeParse(image).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toImage(anImage({ id: null }))).toBeNull();
  });
});
