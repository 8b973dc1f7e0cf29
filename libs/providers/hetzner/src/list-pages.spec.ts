import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ListedPage, PageRequest } from './client';
import { listPages, toPage, type ItemPage } from './list-pages';

type List = (collection: string, request: PageRequest) => Promise<ListedPage>;

/** A list of ids that can change while it is read, paged as the API pages. */
const listing = (ids: number[]): { ids: number[]; list: List } => {
  const list: List = (_collection, { page, perPage }) => {
    const start = (page - 1) * perPage;
    const items = ids.slice(start, start + perPage).map((id) => ({ id }));
    const next = start + perPage < ids.length ? page + 1 : null;
    return Promise.resolve({ items, next, total: ids.length });
  };
  return { ids, list };
};

const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Reads all pages, calling `between` after each one. */
async function readAll(
  client: { list: List },
  cursor: string | null = null,
  between: (page: number) => void = () => undefined,
): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  for await (const page of listPages(client, 'servers', cursor)) {
    pages.push(page);
    between(pages.length);
  }
  return pages;
}

const sizes = (pages: ItemPage[]): number[] => pages.map((page) => page.items.length);
const warnings = (pages: ItemPage[]): string[] =>
  pages.flatMap((page) => page.warnings.map((warning) => warning.code));

describe('listPages', () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ])('reads %i items as pages of %p', async (count, expected) => {
    const pages = await readAll(listing(oneTo(count)));
    expect(sizes(pages)).toEqual(expected);
    expect(pages.at(-1)?.cursor).toBeNull();
    expect(warnings(pages)).toEqual([]);
  });

  it('goes on from a cursor', async () => {
    const client = listing(oneTo(120));
    const [first] = await readAll(client);
    expect(sizes(await readAll(client, first?.cursor))).toEqual([50, 20]);
  });

  it.each([
    ['after the first page', 1],
    ['after the second page', 2],
  ])('warns when an item of an earlier page went %s', async (_when, page) => {
    const client = listing(oneTo(150));
    const pages = await readAll(client, null, (read) => {
      if (read === page) client.ids.shift();
    });
    expect(warnings(pages)).toEqual(['list_changed']);
    expect(pages.at(-1)?.cursor).toBeNull();
  });

  it('warns as well when as many items came, over several pages', async () => {
    const client = listing(oneTo(101));
    const pages = await readAll(client, null, (page) => {
      if (page === 1) {
        client.ids.shift();
        client.ids.push(...oneTo(120).map((id) => id + 1000));
      }
    });
    expect(warnings(pages)).toEqual(['list_changed']);
  });

  it('warns as well when the reading went on from a cursor in between', async () => {
    const client = listing(oneTo(150));
    const [first] = await readAll(client);
    client.ids.shift();
    client.ids.push(151);
    expect(warnings(await readAll(client, first?.cursor))).toEqual(['list_changed']);
  });

  it('does not warn when items only came', async () => {
    const client = listing(oneTo(120));
    const pages = await readAll(client, null, (page) => {
      if (page === 1) client.ids.push(...oneTo(50).map((id) => id + 1000));
    });
    expect(sizes(pages)).toEqual([50, 50, 50, 20]);
    expect(warnings(pages)).toEqual([]);
  });

  it('asks for one page more than there are, and only where there are several', async () => {
    const client = listing(oneTo(120));
    const list = jest.spyOn(client, 'list');
    await readAll(client);
    expect(list).toHaveBeenCalledTimes(4);
    list.mockClear();
    client.ids.length = 50;
    await readAll(client);
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('refuses pages that repeat', async () => {
    const items = oneTo(50).map((id) => ({ id }));
    const client = {
      list: (_: string, { page }: PageRequest) =>
        Promise.resolve({ items, next: page + 1, total: null }),
    };
    await expect(readAll(client)).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });
});

describe('toPage', () => {
  const resource = { resourceId: 'server/1' } as DiscoveredResource;

  it('warns of items that could not be identified', () => {
    const page = toPage({ items: [1, 2, 3], cursor: '2:3', warnings: [] }, (item) => [
      item === 2 ? null : resource,
    ]);
    expect(page.resources).toEqual([resource, resource]);
    expect(page.cursor).toBe('2:3');
    expect(page.warnings).toEqual([expect.objectContaining({ code: 'unidentified_items' })]);
  });

  it('has no warnings of its own otherwise', () => {
    const page = toPage({ items: [1], cursor: null, warnings: [] }, () => [resource]);
    expect(page.warnings).toEqual([]);
  });
});
