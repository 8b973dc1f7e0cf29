import { PROJECT, VOLUME } from '../testing/payloads';
import { toVolume } from './volume.mapper';

describe('toVolume', () => {
  it('maps a volume', () => {
    expect(toVolume(VOLUME, PROJECT)).toMatchObject({
      resourceId: `${PROJECT}/volume/${VOLUME.id}`,
      resourceType: 'volume',
      name: 'data',
      region: 'GRA11',
      state: 'running',
      nativeState: 'in-use',
      size: 'high-speed',
      createdAt: '2023-04-05T06:07:08.000Z',
      relationships: [
        { kind: 'attached_to', resourceId: `${PROJECT}/instance/inst-a` },
        { kind: 'attached_to', resourceId: `${PROJECT}/instance/inst-b` },
      ],
      attributes: { sizeGib: 100, encryptedAtRest: false, kind: 'high-speed' },
    });
  });

  it.each([
    ['classic', false],
    ['classic-multiattach', false],
    ['classic-luks', true],
    ['high-speed-gen2-luks', true],
    [null, null],
  ])('of the type %p says that it is encrypted: %p', (type, encryptedAtRest) => {
    expect(toVolume({ ...VOLUME, type }, PROJECT)?.attributes.encryptedAtRest).toBe(
      encryptedAtRest,
    );
  });

  it.each([
    ['available', 'running'],
    ['creating', 'pending'],
    ['error_deleting', 'error'],
    ['deleted', 'deleted'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toVolume({ ...VOLUME, status }, PROJECT)?.state).toBe(state);
  });
});
