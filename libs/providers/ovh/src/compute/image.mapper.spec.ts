import { IMAGE, PROJECT } from '../testing/payloads';
import { toImage } from './image.mapper';

describe('toImage', () => {
  it('maps an image made of an instance', () => {
    expect(toImage(IMAGE, PROJECT)).toMatchObject({
      resourceId: `${PROJECT}/image/${IMAGE.id}`,
      resourceType: 'image',
      name: 'prod-api-1-backup',
      region: 'GRA11',
      state: 'running',
      isPublic: false,
      createdAt: '2024-05-07T01:02:03.000Z',
      attributes: {
        sizeGib: 2.34,
        architecture: null,
        operatingSystem: 'linux',
        encryptedAtRest: null,
      },
    });
  });

  it.each([
    ['public', true],
    ['shared', false],
    [undefined, null],
  ])('of the visibility %p says that it is public: %p', (visibility, isPublic) => {
    expect(toImage({ ...IMAGE, visibility }, PROJECT)?.isPublic).toBe(isPublic);
  });

  it.each([
    ['ACTIVE', 'running'],
    ['saving', 'pending'],
    ['killed', 'error'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toImage({ ...IMAGE, status }, PROJECT)?.state).toBe(state);
  });
});
