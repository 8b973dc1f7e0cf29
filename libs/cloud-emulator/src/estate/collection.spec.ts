import { Collection } from './collection';
import type { EmulatedItem } from './collection';

interface Numbered extends EmulatedItem {
  readonly revision: number;
  readonly colour: string;
}

function numbers(size: number): Collection<Numbered> {
  return new Collection<Numbered>(
    size,
    100,
    (index, revision) => ({
      id: `n${index}`,
      region: null,
      name: `n${index}`,
      revision,
      colour: 'red',
    }),
    (id) => Number(id.slice(1)),
  );
}

const ids = (items: readonly EmulatedItem[]): string[] => items.map((item) => item.id);

describe('a collection', () => {
  it('pages by index, so that removals do not shift what follows', () => {
    const collection = numbers(6);
    const first = collection.page(0, 2);
    collection.remove([0, 3]);
    const second = collection.page(first.next ?? -1, 2);
    expect([...ids(first.items), ...ids(second.items)]).toEqual(['n0', 'n1', 'n2', 'n4']);
    expect(collection.page(second.next ?? -1, 2)).toMatchObject({ next: null });
  });

  it('has no next page when nothing but removed items follows', () => {
    const collection = numbers(4);
    collection.remove([2, 3]);
    expect(collection.page(0, 2).next).toBeNull();
  });

  it('slices by position among what is there', () => {
    const collection = numbers(6);
    collection.remove([1, 4]);
    expect(ids(collection.slice(1, 2))).toEqual(['n2', 'n3']);
    expect(ids(collection.slice(3, 50))).toEqual(['n5']);
    expect(ids(collection.slice(9, 50))).toEqual([]);
    expect(collection.add(1)).toEqual([6]);
    expect(ids(collection.slice(3, 50))).toEqual(['n5', 'n6']);
  });

  it('changes, patches and finds', () => {
    const collection = numbers(3);
    collection.change([1], { colour: 'green' });
    collection.change([1]);
    expect(collection.find('n1')).toMatchObject({ revision: 2, colour: 'green' });
    expect(collection.find('n2')).toMatchObject({ revision: 0, colour: 'red' });
    expect(collection.find('n9')).toBeNull();
    collection.remove([2]);
    expect(collection.find('n2')).toBeNull();
    expect(collection.size).toBe(2);
  });

  it('refuses to grow above its capacity', () => {
    expect(() => numbers(90).add(11)).toThrow('capacity');
  });
});
