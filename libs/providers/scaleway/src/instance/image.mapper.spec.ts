import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toImage } from './image.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const anImage = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'golden',
  root_volume: { id: 'r', volume_type: 'l_ssd', size: 10_737_418_240, name: '' },
  extra_volumes: { '1': { size: 10_737_418_240 } },
  public: false,
  arch: 'arm64',
  creation_date: '2025-11-04T10:25:03.507716+00:00',
  default_bootscript: null,
  from_server: null,
  state: 'available',
  tags: [],
  ...changes,
});

describe('toImage', () => {
  it('maps an image', () => {
    const image = toImage(anImage(), 'fr-par-1');
    expect(image).toMatchObject({
      resourceId: `image/fr-par-1/${ID}`,
      state: 'running',
      isPublic: false,
      attributes: { sizeGib: 20, architecture: 'arm64', operatingSystem: null },
    });
    expect(shapeProblems(image)).toEqual([]);
  });

  it('does not know the size of an image that is kept in Block Storage, which is told as 0', () => {
    const root_volume = { volume_type: 'sbs_snapshot', size: 0 };
    const image = toImage(anImage({ root_volume, extra_volumes: {} }), 'fr-par-1');
    expect(image?.attributes.sizeGib).toBeNull();
  });

  it.each(ODD_VALUES)('keeps the image when every other field is %j', (odd) => {
    expect(shapeProblems(toImage(withOddFields(anImage(), odd), 'fr-par-1'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toImage([], 'fr-par-1')).toBeNull();
  });
});
