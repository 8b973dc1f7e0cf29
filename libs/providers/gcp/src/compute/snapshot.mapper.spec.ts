import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toSnapshot } from './snapshot.mapper';

const aSnapshot = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#snapshot',
  id: '77',
  creationTimestamp: '2026-07-07T13:56:07.063-07:00',
  name: 'nightly',
  status: 'READY',
  sourceDisk: linkTo('zones/europe-west1-b/disks/data'),
  diskSizeGb: '200',
  storageBytes: '5242880',
  selfLink: linkTo('global/snapshots/nightly'),
  labels: {},
  ...changes,
});

describe('toSnapshot', () => {
  it('maps a snapshot', () => {
    expect(toSnapshot(aSnapshot())).toMatchObject({
      resourceId: nameOf('global/snapshots/nightly'),
      nativeType: 'compute.googleapis.com/Snapshot',
      region: null,
      state: 'running',
      attributes: {
        sizeGib: 200,
        encryptedAtRest: true,
        sourceId: nameOf('zones/europe-west1-b/disks/data'),
        isShared: null,
      },
    });
  });

  it.each([
    ['UPLOADING', 'pending'],
    ['FAILED', 'error'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toSnapshot(aSnapshot({ status }))?.state).toBe(state);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toSnapshot, aSnapshot(), ['selfLink']);
  });
});
