import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toDisk } from './disk.mapper';

const ZONE = 'zones/europe-west1-b';

const aDisk = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#disk',
  id: '9007199254740993123',
  creationTimestamp: '2026-07-07T13:56:07.063-07:00',
  name: 'data',
  sizeGb: '200',
  zone: linkTo(ZONE),
  status: 'READY',
  selfLink: linkTo(`${ZONE}/disks/data`),
  type: linkTo(`${ZONE}/diskTypes/pd-ssd`),
  users: [linkTo(`${ZONE}/instances/web-1`)],
  labels: { team: 'shop' },
  ...changes,
});

describe('toDisk', () => {
  it('maps a disk', () => {
    const raw = aDisk();
    const disk = toDisk(raw);
    expect(disk).toMatchObject({
      resourceId: nameOf(`${ZONE}/disks/data`),
      nativeType: 'compute.googleapis.com/Disk',
      region: 'europe-west1',
      zone: 'europe-west1-b',
      state: 'running',
      tags: { team: 'shop' },
      relationships: [{ kind: 'attached_to', resourceId: nameOf(`${ZONE}/instances/web-1`) }],
      attributes: { sizeGib: 200, encryptedAtRest: true, kind: 'pd-ssd' },
    });
    expect(disk?.raw).toBe(raw);
  });

  it('knows a regional disk', () => {
    const selfLink = linkTo('regions/europe-west1/disks/data');
    expect(toDisk(aDisk({ selfLink }))).toMatchObject({ region: 'europe-west1', zone: null });
  });

  it.each([
    ['CREATING', 'pending'],
    ['FAILED', 'error'],
    ['odd', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toDisk(aDisk({ status }))?.state).toBe(state);
  });

  it.each([
    ['10', 10],
    [10, 10],
    ['ten', null],
    ['9'.repeat(30), null],
  ])('reads the size %p as %p', (sizeGb, sizeGib) => {
    expect(toDisk(aDisk({ sizeGb }))?.attributes.sizeGib).toBe(sizeGib);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toDisk, aDisk(), ['selfLink']);
  });
});
