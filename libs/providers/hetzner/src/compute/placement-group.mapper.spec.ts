import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toPlacementGroup } from './placement-group.mapper';

const aGroup = (changes: object = {}): Record<string, unknown> => ({
  id: 897,
  name: 'shop-spread',
  labels: { team: 'shop' },
  type: 'spread',
  created: '2024-05-06T07:08:09Z',
  servers: [4711, 4712],
  ...changes,
});

describe('toPlacementGroup', () => {
  it('maps a placement group', () => {
    const raw = aGroup();
    const group = toPlacementGroup(raw);
    expect(group).toMatchObject({
      resourceId: 'placement_group/897',
      resourceType: 'placement_group',
      nativeType: 'placement_group',
      name: 'shop-spread',
      state: 'running',
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [],
      attributes: { strategy: 'spread' },
      raw,
    });
    expect(discoveredResourceSchema.safeParse(group).error).toBeUndefined();
  });

  it.each([null, 42, {}, [null], 'text', true])('keeps it when every other field is %p', (odd) => {
    const fields = Object.keys(aGroup()).filter((field) => field !== 'id');
    const raw = aGroup(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toPlacementGroup(raw)).error).toBeUndefined();
  });

  it.each([null, 'text', {}, { id: null }])('is null for %p, which has no id', (raw) => {
    expect(toPlacementGroup(raw)).toBeNull();
  });
});
