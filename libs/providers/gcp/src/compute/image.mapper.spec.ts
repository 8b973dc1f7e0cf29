import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toImage } from './image.mapper';

const anImage = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#image',
  id: '77',
  creationTimestamp: '2026-07-07T13:56:07.063-07:00',
  name: 'golden-1',
  status: 'READY',
  diskSizeGb: '20',
  licenses: [linkTo('global/licenses/debian-12-bookworm')],
  architecture: 'ARM64',
  selfLink: linkTo('global/images/golden-1'),
  ...changes,
});

describe('toImage', () => {
  it('maps an image', () => {
    expect(toImage(anImage())).toMatchObject({
      resourceId: nameOf('global/images/golden-1'),
      nativeType: 'compute.googleapis.com/Image',
      state: 'running',
      tags: {},
      attributes: {
        sizeGib: 20,
        architecture: 'arm64',
        operatingSystem: 'debian-12-bookworm',
        encryptedAtRest: true,
      },
    });
  });

  it.each([
    ['ARCHITECTURE_UNSPECIFIED', null],
    ['RISCV', 'RISCV'],
    [undefined, null],
  ])('reads the architecture %p as %p', (architecture, expected) => {
    expect(toImage(anImage({ architecture }))?.attributes.architecture).toBe(expected);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toImage, anImage(), ['selfLink']);
  });
});
