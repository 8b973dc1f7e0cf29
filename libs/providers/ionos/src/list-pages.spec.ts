import type { DiscoveredResource } from '@skyledger/resource-model';
import { cloudListing, type IonosClient, type ListedPage } from './client';
import { listPages, toPage, type ItemPage } from './list-pages';

const PAGE_SIZE = 50;
const LISTING = cloudListing('/ipblocks', 1, PAGE_SIZE);

type Client = Pick<IonosClient, 'list'>;

/** A list of ids that can change while it is read, paged as the API pages. */
const listing = (ids: string[]): Client & { ids: string[] } => ({
  ids,
  list: (_listing, offset = 0) => {
    const items = ids.slice(offset, offset + PAGE_SIZE).map((id) => ({ id }));
    return Promise.resolve({
      items,
      next: offset + PAGE_SIZE < ids.length ? offset + PAGE_SIZE : null,
    });
  },
});

const some = (count: number, prefix = 'b'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** Reads all pages, calling `between` after each one. */
async function readAll(
  client: Client,
  cursor: string | null = null,
  between: (page: number) => void = () => undefined,
): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  for await (const page of listPages(client, LISTING, cursor)) {
    pages.push(page);
    between(pages.length);
  }
  return pages;
}

const idsOf = (pages: ItemPage[]): string[] =>
  pages.flatMap(({ items }) => items.map((item) => (item as { id: string }).id));
const warnings = (pages: ItemPage[]): string[] =>
  pages.flatMap((page) => page.warnings.map((warning) => warning.code));

describe('listPages', () => {
  it.each([0, 1, 49, 50, 51, 99, 100, 120, 400])('reads %i items, each once', async (count) => {
    const pages = await readAll(listing(some(count)));
    expect(idsOf(pages)).toEqual(some(count));
    expect(pages.at(-1)?.cursor).toBeNull();
    expect(warnings(pages)).toEqual([]);
  });

  it('goes on from every cursor', async () => {
    const client = listing(some(220));
    const pages = await readAll(client);
    for (const [at, { cursor }] of pages.slice(0, -1).entries()) {
      expect(idsOf(await readAll(client, cursor))).toEqual(idsOf(pages.slice(at + 1)));
    }
  });

  it.each([1, 2])('warns when an item before was deleted after page %i', async (page) => {
    const client = listing(some(150));
    const pages = await readAll(client, null, (read) => {
      if (read === page) client.ids.shift();
    });
    expect(warnings(pages)).toContain('list_changed');
    expect(pages.at(-1)?.cursor).toBeNull();
  });

  it('warns as well when the reading went on from a cursor in between', async () => {
    const client = listing(some(150));
    const [first] = await readAll(client);
    client.ids.shift();
    client.ids.push('late');
    expect(warnings(await readAll(client, first?.cursor))).toContain('list_changed');
  });

  it('does not warn, and misses nothing, when as many came before as went', async () => {
    const client = listing(some(150));
    const pages = await readAll(client, null, (read) => {
      if (read !== 1) return;
      client.ids.shift();
      client.ids.unshift('new');
    });
    expect(idsOf(pages)).toEqual(some(150));
    expect(warnings(pages)).toEqual([]);
  });

  it('warns when items came before, which repeats some, and still ends', async () => {
    const client = listing(some(150));
    const pages = await readAll(client, null, (read) => {
      if (read === 1) client.ids.unshift(...some(10, 'new'));
    });
    expect(idsOf(pages)).toEqual(expect.arrayContaining(some(150)));
    expect(warnings(pages)).toContain('list_changed');
  });

  it('warns when the rest of the list went away', async () => {
    const client = listing(some(120));
    const pages = await readAll(client, null, () => {
      client.ids.length = 10;
    });
    expect(warnings(pages)).toEqual(['list_changed']);
  });

  it('asks for no page more than there are', async () => {
    const client = listing(some(120));
    const list = jest.spyOn(client, 'list');
    await readAll(client);
    expect(list.mock.calls.map(([, offset]) => offset)).toEqual([0, 49, 98]);
  });

  const answering = (page: (offset: number) => ListedPage): Client => ({
    list: (_listing, offset = 0) => Promise.resolve(page(offset)),
  });

  it('refuses pages that repeat', async () => {
    const items = some(50).map((id) => ({ id }));
    const client = answering((offset) => ({ items, next: offset + 50 }));
    await expect(readAll(client)).rejects.toMatchObject({
      operation: 'GET /ipblocks',
      fault: { kind: 'malformed' },
    });
  });

  it.each([null, 42, '', 'with:colon'])(
    'refuses to go on after an item with the id %p',
    async (id) => {
      const client = answering(() => ({ items: [{ id: 'b0' }, { id }], next: 2 }));
      await expect(readAll(client)).rejects.toMatchObject({ fault: { kind: 'malformed' } });
    },
  );
});

describe('toPage', () => {
  const resource = { resourceId: 'server/1' } as DiscoveredResource;

  it('warns of items that could not be identified', () => {
    const page = toPage({ items: [1, 2, 3], cursor: '2:a:b', warnings: [] }, (item) => [
      item === 2 ? null : resource,
    ]);
    expect(page.resources).toEqual([resource, resource]);
    expect(page.cursor).toBe('2:a:b');
    expect(page.warnings).toEqual([expect.objectContaining({ code: 'unidentified_items' })]);
  });

  it('has no warnings of its own otherwise', () => {
    const page = toPage({ items: [1], cursor: null, warnings: [] }, () => [resource]);
    expect(page.warnings).toEqual([]);
  });
});
