import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { isOfBlockStorage, toVolume } from './volume.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aVolume = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'data',
  volume_type: 'l_ssd',
  export_uri: null,
  server: { id: 's1', name: 'shop' },
  size: 20_000_000_000,
  state: 'available',
  creation_date: '2025-11-04T10:25:03.507716+00:00',
  tags: ['team=shop'],
  zone: 'nl-ams-1',
  ...changes,
});

describe('toVolume', () => {
  it('maps a volume', () => {
    const volume = toVolume(aVolume(), 'nl-ams-1');
    expect(volume).toMatchObject({
      resourceId: `volume/nl-ams-1/${ID}`,
      region: 'nl-ams',
      zone: 'nl-ams-1',
      state: 'running',
      tags: { team: 'shop' },
      relationships: [{ kind: 'attached_to', resourceId: 'server/nl-ams-1/s1' }],
      attributes: { sizeGib: 18.626, encryptedAtRest: null, kind: 'l_ssd' },
    });
    expect(shapeProblems(volume)).toEqual([]);
  });

  it('is attached to nothing without a server', () => {
    expect(toVolume(aVolume({ server: null }), 'nl-ams-1')?.relationships).toEqual([]);
  });

  it.each(ODD_VALUES)('keeps the volume when every other field is %j', (odd) => {
    expect(shapeProblems(toVolume(withOddFields(aVolume(), odd), 'nl-ams-1'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toVolume({}, 'nl-ams-1')).toBeNull();
  });
});

describe('isOfBlockStorage', () => {
  it.each([
    ['sbs_volume', true],
    ['sbs_snapshot', true],
    ['b_ssd', false],
    [null, false],
  ])('%j: %p', (volume_type, expected) => {
    expect(isOfBlockStorage(aVolume({ volume_type }))).toBe(expected);
  });
});
