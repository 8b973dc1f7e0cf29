import { byPlace } from './by-place';
import type { ItemPage } from './list-pages';

const PLACES = Array.from({ length: 19 }, (_, at) => `place-${String(at).padStart(2, '0')}`);

async function read(places: readonly string[], cursor: string | null): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  const each = async (place: string): Promise<ItemPage> => ({
    items: [place],
    warnings: place === 'place-03' ? [{ code: 'unreachable', message: place }] : [],
    cursor: null,
  });
  for await (const page of byPlace(places, cursor, each)) pages.push(page);
  return pages;
}

describe('byPlace', () => {
  it('reads every place once, whatever their order, some to a page', async () => {
    const pages = await read([...PLACES].reverse().concat('place-00'), null);
    expect(pages.flatMap(({ items }) => items)).toEqual(PLACES);
    expect(pages.map(({ cursor }) => cursor)).toEqual(['place-07', 'place-15', null]);
    expect(pages.flatMap(({ warnings }) => warnings)).toHaveLength(1);
  });

  it('goes on after the cursor, though its place is gone', async () => {
    const pages = await read(
      PLACES.filter((place) => place !== 'place-15'),
      'place-15',
    );
    expect(pages.flatMap(({ items }) => items)).toEqual(PLACES.slice(16));
  });

  it.each([[[], null] as const, [PLACES, 'place-18'] as const])(
    'ends with an empty page where nothing is left',
    async (places, cursor) => {
      expect(await read(places, cursor)).toEqual([{ items: [], warnings: [], cursor: null }]);
    },
  );
});
