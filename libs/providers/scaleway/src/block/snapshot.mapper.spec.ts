import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toBlockSnapshot } from './snapshot.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aSnapshot = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'nightly',
  parent_volume: { id: 'v1', name: 'data', type: 'sbs_5k', status: 'in_use' },
  size: 10_737_418_240,
  created_at: '2025-01-07T14:16:08.122094Z',
  references: [],
  status: 'available',
  tags: [],
  zone: 'fr-par-1',
  class: 'sbs',
  public: false,
  ...changes,
});

describe('toBlockSnapshot', () => {
  it('maps a snapshot', () => {
    const snapshot = toBlockSnapshot(aSnapshot(), 'fr-par-1');
    expect(snapshot).toMatchObject({
      resourceId: `snapshot/fr-par-1/${ID}`,
      state: 'running',
      attributes: { sizeGib: 10, sourceId: 'volume/fr-par-1/v1', isShared: false },
    });
    expect(shapeProblems(snapshot)).toEqual([]);
  });

  it.each([
    [true, true],
    ['true', null],
    [undefined, null],
  ])('reads %j as shared: %j', (shared, isShared) => {
    expect(toBlockSnapshot(aSnapshot({ public: shared }), 'fr-par-1')?.attributes.isShared).toBe(
      isShared,
    );
  });

  it.each(ODD_VALUES)('keeps the snapshot when every other field is %j', (odd) => {
    expect(shapeProblems(toBlockSnapshot(withOddFields(aSnapshot(), odd), 'fr-par-1'))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toBlockSnapshot(7, 'fr-par-1')).toBeNull();
  });
});
