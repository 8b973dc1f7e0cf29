import { discoveredResourceSchema } from '@skyledger/resource-model';
import { anElement, ODD_VALUES, someTags } from '../testing/fixtures';
import { isOffered, toImage } from './image.mapper';

const anImage = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'image',
    {
      name: 'golden',
      location: 'de/txl',
      size: 3,
      licenceType: 'WINDOWS2022',
      imageType: 'HDD',
      public: false,
      imageAliases: [],
      ...properties,
    },
    changes,
  );

describe('toImage', () => {
  it('maps an image', () => {
    const image = toImage(anImage(), someTags);
    expect(image).toMatchObject({
      resourceId: 'image/b46e5056',
      name: 'golden',
      region: 'de/txl',
      tags: { team: 'shop' },
      attributes: {
        sizeGib: 3,
        architecture: null,
        operatingSystem: 'WINDOWS2022',
        encryptedAtRest: null,
      },
    });
    expect(discoveredResourceSchema.safeParse(image).error).toBeUndefined();
  });

  it('knows no system by the licence UNKNOWN', () => {
    const image = toImage(anImage({ licenceType: 'UNKNOWN' }), someTags);
    expect(image?.attributes.operatingSystem).toBeNull();
  });

  it.each(ODD_VALUES)('keeps the image when every property is %p', (odd) => {
    const raw = anImage({ name: odd, location: odd, size: odd, licenceType: odd });
    expect(discoveredResourceSchema.safeParse(toImage(raw, someTags)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toImage(anImage({}, { id: null }), someTags)).toBeNull();
  });
});

describe('isOffered', () => {
  it.each([
    [true, true],
    [false, false],
    [null, false],
    ['true', false],
  ])('of an image whose public is %p is %p', (isPublic, expected) => {
    expect(isOffered(anImage({ public: isPublic }))).toBe(expected);
  });
});
