import { discoveredResourceSchema } from '@skyledger/resource-model';
import { anElement, ODD_VALUES, someTags } from '../testing/fixtures';
import { toSnapshot } from './snapshot.mapper';

const aSnapshot = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'snapshot',
    { name: 'before', description: null, location: 'us/las', size: 10, ...properties },
    changes,
  );

describe('toSnapshot', () => {
  it('maps a snapshot', () => {
    const snapshot = toSnapshot(aSnapshot(), someTags);
    expect(snapshot).toMatchObject({
      resourceId: 'snapshot/b46e5056',
      name: 'before',
      region: 'us/las',
      state: 'running',
      tags: { team: 'shop' },
      attributes: { sizeGib: 10, encryptedAtRest: null, sourceId: null, isShared: false },
    });
    expect(discoveredResourceSchema.safeParse(snapshot).error).toBeUndefined();
  });

  it.each(ODD_VALUES)('keeps the snapshot when every property is %p', (odd) => {
    const raw = aSnapshot({ name: odd, location: odd, size: odd }, { metadata: odd });
    expect(discoveredResourceSchema.safeParse(toSnapshot(raw, someTags)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toSnapshot(aSnapshot({}, { id: 42 }), someTags)).toBeNull();
  });
});
