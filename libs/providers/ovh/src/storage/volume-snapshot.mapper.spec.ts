import { PROJECT, VOLUME_SNAPSHOT } from '../testing/payloads';
import { toVolumeSnapshot } from './volume-snapshot.mapper';

describe('toVolumeSnapshot', () => {
  it('maps a snapshot with the volume it was taken of', () => {
    expect(toVolumeSnapshot(VOLUME_SNAPSHOT, PROJECT)).toMatchObject({
      resourceId: `${PROJECT}/volumeSnapshot/${VOLUME_SNAPSHOT.id}`,
      resourceType: 'snapshot',
      state: 'running',
      createdAt: '2023-04-06T06:07:08.000Z',
      attributes: {
        sizeGib: 100,
        encryptedAtRest: null,
        sourceId: `${PROJECT}/volume/${VOLUME_SNAPSHOT.volumeId}`,
        isShared: false,
      },
    });
  });

  it('knows no source where none is told', () => {
    const snapshot = toVolumeSnapshot({ ...VOLUME_SNAPSHOT, volumeId: null }, PROJECT);
    expect(snapshot?.attributes.sourceId).toBeNull();
  });
});
