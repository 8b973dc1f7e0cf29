import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toSnapshot } from './snapshot.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aSnapshot = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'before-upgrade',
  tags: [],
  volume_type: 'l_ssd',
  size: 10_737_418_240,
  state: 'available',
  base_volume: { id: 'v1', name: 'data' },
  creation_date: '2025-11-04T10:25:03.507716+00:00',
  error_reason: null,
  ...changes,
});

describe('toSnapshot', () => {
  it('maps a snapshot', () => {
    const snapshot = toSnapshot(aSnapshot(), 'fr-par-2');
    expect(snapshot).toMatchObject({
      resourceId: `snapshot/fr-par-2/${ID}`,
      state: 'running',
      attributes: { sizeGib: 10, sourceId: 'volume/fr-par-2/v1', isShared: null },
    });
    expect(shapeProblems(snapshot)).toEqual([]);
  });

  it('has no source once the volume is gone', () => {
    expect(
      toSnapshot(aSnapshot({ base_volume: null }), 'fr-par-2')?.attributes.sourceId,
    ).toBeNull();
  });

  it.each([
    ['snapshotting', 'pending'],
    ['invalid_data', 'error'],
    ['new', 'unknown'],
  ])('reads the state %s as %s', (state, expected) => {
    expect(toSnapshot(aSnapshot({ state }), 'fr-par-2')?.state).toBe(expected);
  });

  it.each(ODD_VALUES)('keeps the snapshot when every other field is %j', (odd) => {
    expect(shapeProblems(toSnapshot(withOddFields(aSnapshot(), odd), 'fr-par-2'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toSnapshot(null, 'fr-par-2')).toBeNull();
  });
});
