import { ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ListedPage, Listing, PageRequest } from './client';
import type { Lists } from './list-pages';
import { listPlaces, toPage, type PlacePage } from './list-places';

const ZONES = ['a-1', 'a-2', 'a-3'];

const listing = (place: string): Listing => ({
  api: 'standard',
  operation: 'GET /things',
  path: place,
  key: 'things',
});

/** So many items in each place; a fault instead where it is one. */
const lists = (places: Readonly<Record<string, number | FaultKind>>): Lists => ({
  list: ({ path }: Listing, { page, perPage }: PageRequest): Promise<ListedPage> => {
    const held = places[path] ?? 0;
    if (typeof held === 'string') {
      const fault = { kind: held, code: 'x', message: 'it did not answer' };
      return Promise.reject(new ProviderError(fault, 'GET /things'));
    }
    const ids = Array.from({ length: held }, (_, index) => ({ id: `${path}-${index}` }));
    const start = (page - 1) * perPage;
    return Promise.resolve({ items: ids.slice(start, start + perPage), total: held });
  },
});

async function read(
  client: Lists,
  places: readonly string[] = ZONES,
  cursor: string | null = null,
): Promise<PlacePage[]> {
  const pages: PlacePage[] = [];
  for await (const page of listPlaces(client, places, listing, cursor)) pages.push(page);
  return pages;
}

const summary = (pages: PlacePage[]): string[] =>
  pages.map(({ place, items }) => `${place}: ${items.length}`);

describe('listPlaces', () => {
  it('reads one place after the other', async () => {
    const pages = await read(lists({ 'a-1': 130, 'a-2': 0, 'a-3': 2 }));
    expect(summary(pages)).toEqual(['a-1: 100', 'a-1: 30', 'a-2: 0', 'a-3: 2']);
    expect(pages.map((page) => page.cursor === null)).toEqual([false, false, false, true]);
  });

  it('goes on from every cursor', async () => {
    const client = lists({ 'a-1': 130, 'a-2': 0, 'a-3': 2 });
    const pages = await read(client);
    for (const [at, { cursor }] of pages.slice(0, -1).entries()) {
      expect(summary(await read(client, ZONES, cursor))).toEqual(summary(pages.slice(at + 1)));
    }
  });

  it('has one empty page where there is no place to read', async () => {
    expect(await read(lists({}), [])).toEqual([
      { place: '', items: [], cursor: null, warnings: [] },
    ]);
  });

  it.each([
    ['first', { 'a-1': 'unavailable', 'a-2': 1, 'a-3': 1 }, ['a-1: 0', 'a-2: 1', 'a-3: 1']],
    ['last', { 'a-1': 1, 'a-2': 1, 'a-3': 'unavailable' }, ['a-1: 1', 'a-2: 1', 'a-3: 0']],
  ] as const)('warns of the %s zone when it does not answer', async (_which, places, expected) => {
    const pages = await read(lists(places));
    expect(summary(pages)).toEqual(expected);
    const warnings = pages.flatMap((page) => page.warnings);
    expect(warnings).toEqual([expect.objectContaining({ code: 'unavailable' })]);
    expect(pages.at(-1)?.cursor).toBeNull();
  });

  it('fails when no zone answered, or the only one did not', async () => {
    const down = { 'a-1': 'unavailable', 'a-2': 'unavailable', 'a-3': 'unavailable' } as const;
    await expect(read(lists(down))).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    await expect(read(lists(down), ['a-1'])).rejects.toMatchObject({
      fault: { kind: 'unavailable' },
    });
  });

  it.each<FaultKind>(['denied', 'throttled', 'expired', 'malformed'])(
    'fails when a zone is %s',
    async (kind) => {
      const client = lists({ 'a-1': 1, 'a-2': kind });
      await expect(read(client)).rejects.toMatchObject({ fault: { kind } });
    },
  );

  it('refuses the cursor of a place that is not read', async () => {
    const cursor = JSON.stringify(['b-1', 1, null, null]);
    await expect(read(lists({}), ZONES, cursor)).rejects.toMatchObject({
      fault: { kind: 'malformed' },
    });
  });
});

describe('toPage', () => {
  const resource = { resourceId: 'server/a-1/1' } as DiscoveredResource;
  const page: PlacePage = { place: 'a-1', items: [1, 2], cursor: 'c', warnings: [] };

  it('warns of items that could not be identified', () => {
    expect(toPage(page, [resource, null])).toEqual({
      resources: [resource],
      cursor: 'c',
      warnings: [expect.objectContaining({ code: 'unidentified_items' })],
    });
  });

  it('has no warnings of its own otherwise', () => {
    expect(toPage(page, [resource]).warnings).toEqual([]);
  });
});
