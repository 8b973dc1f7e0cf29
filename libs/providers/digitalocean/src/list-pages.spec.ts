import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ListedPage, PageRequest } from './client';
import { listPages, toPage, type ItemPage } from './list-pages';
import { LISTINGS, type Listing } from './listings';

type List = (listing: Listing, request: PageRequest) => Promise<ListedPage>;

/** A list of ids that can change while it is read, paged as the API pages. */
const listing = (ids: number[]): { ids: number[]; list: List } => {
  const list: List = (_listing, { page, perPage }) => {
    const start = (page - 1) * perPage;
    const items = ids.slice(start, start + perPage).map((id) => ({ id }));
    return Promise.resolve({ items, more: start + perPage < ids.length, total: ids.length });
  };
  return { ids, list };
};

const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** In an order that says nothing of when an item was made, as that of random ids. */
const shuffled = (last: number): number[] =>
  oneTo(last).sort((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009));

/** Reads all pages, calling `between` after each one. */
async function readAll(
  client: { list: List },
  cursor: string | null = null,
  between: (page: number) => void = () => undefined,
): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  for await (const page of listPages(client, LISTINGS.volumes, cursor)) {
    pages.push(page);
    between(pages.length);
  }
  return pages;
}

const idsOf = (pages: ItemPage[]): number[] =>
  pages.flatMap((page) => page.items.map((item) => (item as { id: number }).id));
const warnings = (pages: ItemPage[]): string[] =>
  pages.flatMap((page) => page.warnings.map((warning) => warning.code));

describe('listPages', () => {
  it.each([0, 1, 199, 200, 201, 390, 391, 1000])('reads %i items once each', async (count) => {
    const pages = await readAll(listing(shuffled(count)));
    expect(idsOf(pages)).toEqual(shuffled(count));
    expect(pages.at(-1)?.cursor).toBeNull();
    expect(warnings(pages)).toEqual([]);
  });

  it('asks once for up to 200 items, and hardly more often than needed for more', async () => {
    const client = listing(oneTo(200));
    const list = jest.spyOn(client, 'list');
    await readAll(client);
    expect(list).toHaveBeenCalledTimes(1);
    list.mockClear();
    client.ids.push(...oneTo(1700).map((id) => id + 1000));
    await readAll(client);
    expect(list).toHaveBeenCalledTimes(11);
  });

  it('goes on from every cursor', async () => {
    const client = listing(shuffled(700));
    const pages = await readAll(client);
    for (const [index, { cursor }] of pages.slice(0, -1).entries()) {
      expect(idsOf(await readAll(client, cursor))).toEqual(idsOf(pages.slice(index + 1)));
    }
  });

  it.each([
    ['one item', 1],
    ['a few items', 4],
  ])('skips nothing when %s of earlier pages went', async (_what, gone) => {
    const client = listing(shuffled(800));
    const all = [...client.ids];
    const pages = await readAll(client, null, (read) => {
      if (read === 2) client.ids.splice(20, gone);
    });
    expect(idsOf(pages)).toEqual(all);
    expect(warnings(pages)).toEqual([]);
  });

  it('skips nothing when the last item read went along with others', async () => {
    const client = listing(oneTo(800));
    const pages = await readAll(client, null, (read) => {
      if (read === 1) client.ids.splice(198, 2);
    });
    expect([...new Set(idsOf(pages))]).toEqual(oneTo(800));
    expect(warnings(pages)).toEqual(['list_changed']);
  });

  it.each([
    ['after the first page', 1],
    ['after the second page', 2],
  ])('warns when more items went %s than pages overlap', async (_when, page) => {
    const client = listing(shuffled(800));
    const pages = await readAll(client, null, (read) => {
      if (read === page) client.ids.splice(0, 20);
    });
    expect(warnings(pages)).toContain('list_changed');
  });

  it('warns as well when as many items came', async () => {
    const client = listing(shuffled(800));
    const [first] = await readAll(client);
    client.ids.splice(0, 20);
    client.ids.push(...oneTo(20).map((id) => id + 5000));
    expect(warnings(await readAll(client, first?.cursor))).toContain('list_changed');
  });

  it('does not warn when items only came, wherever in the order', async () => {
    const client = listing(shuffled(800));
    const all = [...client.ids];
    const pages = await readAll(client, null, (read) => {
      if (read === 1) client.ids.unshift(...oneTo(3).map((id) => id + 5000));
      if (read === 2) client.ids.push(...oneTo(3).map((id) => id + 6000));
    });
    expect(idsOf(pages)).toEqual(expect.arrayContaining(all));
    expect(new Set(idsOf(pages)).size).toBe(idsOf(pages).length);
    expect(warnings(pages)).toEqual([]);
  });

  it('warns when an item moves to where it is not met any more', async () => {
    const client = listing(oneTo(600));
    const pages = await readAll(client, null, (read) => {
      if (read === 1) client.ids.unshift(...client.ids.splice(499, 1));
    });
    expect(idsOf(pages)).toHaveLength(599);
    expect(warnings(pages)).toEqual(['list_changed']);
  });

  it('refuses pages that repeat', async () => {
    const items = oneTo(200).map((id) => ({ id }));
    const client = { list: () => Promise.resolve({ items, more: true, total: null }) };
    await expect(readAll(client)).rejects.toMatchObject({
      operation: 'GET /v2/volumes',
      fault: { kind: 'malformed' },
    });
  });

  it('takes pages longer than asked for', async () => {
    const client = listing(oneTo(500));
    const list: List = async (...asked) => {
      const listed = await client.list(...asked);
      if (asked[1].page > 1) return listed;
      return { ...listed, items: oneTo(320).map((id) => ({ id })) };
    };
    const pages = await readAll({ list });
    expect(idsOf(pages)).toEqual(oneTo(500));
    expect(warnings(pages)).toEqual([]);
  });

  it('does without totals and ids', async () => {
    const items = [{}, null, 'item'];
    const client = { list: () => Promise.resolve({ items, more: false, total: null }) };
    const [page] = await readAll(client);
    expect(page).toEqual({ items, cursor: null, warnings: [] });
  });
});

describe('toPage', () => {
  const resource = { resourceId: 'volume/1' } as DiscoveredResource;

  it('warns of items that could not be identified', () => {
    const page = toPage({ items: [1, 2, 3], cursor: '[2]', warnings: [] }, (item) =>
      item === 2 ? null : resource,
    );
    expect(page.resources).toEqual([resource, resource]);
    expect(page.cursor).toBe('[2]');
    expect(page.warnings).toEqual([expect.objectContaining({ code: 'unidentified_items' })]);
  });

  it('has no warnings of its own otherwise', () => {
    const page = toPage({ items: [1], cursor: null, warnings: [] }, () => resource);
    expect(page.warnings).toEqual([]);
  });
});
