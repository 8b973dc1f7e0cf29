import type { ListedPage, Listing, PageRequest } from './client';
import { listPages, readAll, type ItemPage, type Lists } from './list-pages';

const LISTING: Listing = { api: 'standard', operation: 'GET /things', path: '/things', key: 'x' };

/** A list that can change while it is read, paged as the API pages. */
class Things implements Lists {
  readonly requests: PageRequest[] = [];

  constructor(
    readonly ids: string[],
    private readonly tellsTotal = true,
  ) {}

  list({ id: field = 'id' }: Listing, request: PageRequest): Promise<ListedPage> {
    this.requests.push(request);
    const start = (request.page - 1) * request.perPage;
    const items = this.ids.slice(start, start + request.perPage).map((id) => ({ [field]: id }));
    return Promise.resolve({ items, total: this.tellsTotal ? this.ids.length : null });
  }
}

const named = (count: number, prefix = 'id'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Reads all pages, calling `between` after each one. */
async function readPages(
  things: Lists,
  between: (page: number) => void = () => undefined,
): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  for await (const page of listPages(things, LISTING)) {
    pages.push(page);
    between(pages.length);
  }
  return pages;
}

const sizes = (pages: ItemPage[]): number[] => pages.map((page) => page.items.length);
const codes = (pages: ItemPage[]): string[] =>
  pages.flatMap((page) => page.warnings.map((warning) => warning.code));

describe('listPages', () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('reads %i items as pages of %p', async (count, expected) => {
    const pages = await readPages(new Things(named(count)));
    expect(sizes(pages)).toEqual(expected);
    expect(pages.at(-1)?.next).toBeNull();
    expect(codes(pages)).toEqual([]);
  });

  it.each([
    [0, [0]],
    [30, [30, 0]],
    [100, [100, 0]],
    [101, [100, 1, 0]],
  ])('reads %i items of a list without a total until a page is empty', async (count, expected) => {
    const pages = await readPages(new Things(named(count), false));
    expect(sizes(pages)).toEqual(expected);
    expect(codes(pages)).toEqual([]);
  });

  it('goes on from a position', async () => {
    const things = new Things(named(250));
    const [first] = await readPages(things);
    const rest: ItemPage[] = [];
    for await (const page of listPages(things, LISTING, first?.next ?? undefined)) rest.push(page);
    expect(sizes(rest)).toEqual([100, 50]);
    expect(codes(rest)).toEqual([]);
  });

  it.each([
    ['an item of the first page', 0],
    ['the last item of the first page', 99],
  ])('warns when %s went before the second was read', async (_what, index) => {
    const things = new Things(named(250));
    const pages = await readPages(things, (page) => {
      if (page === 1) things.ids.splice(index, 1);
    });
    expect(codes(pages)).toEqual(['list_changed']);
  });

  it('tells items apart by the field that the list names', async () => {
    const things = new Things(named(250));
    const codesOfKeys: string[] = [];
    for await (const page of listPages(things, { ...LISTING, id: 'access_key' })) {
      codesOfKeys.push(...page.warnings.map(({ code }) => code));
      things.ids.splice(0, 1);
    }
    expect(codesOfKeys).toEqual(['list_changed', 'list_changed']);
  });

  it('warns as well when as many items came at the end', async () => {
    const things = new Things(named(250));
    const pages = await readPages(things, (page) => {
      if (page === 2) {
        things.ids.splice(3, 2);
        things.ids.push('new-1', 'new-2');
      }
    });
    expect(codes(pages)).toEqual(['list_changed']);
  });

  it('warns when so many went that the next page is empty', async () => {
    const things = new Things(named(150));
    const pages = await readPages(things, (page) => {
      if (page === 1) things.ids.splice(0, 60);
    });
    expect(sizes(pages)).toEqual([100, 0]);
    expect(codes(pages)).toEqual(['list_changed']);
  });

  it('warns of that as well where no total is told', async () => {
    const things = new Things(named(101), false);
    const pages = await readPages(things, (page) => {
      if (page === 1) things.ids.shift();
    });
    expect(sizes(pages)).toEqual([100, 0]);
    expect(codes(pages)).toEqual(['list_changed']);
  });

  it('does not warn when items came first, which shows some again and skips none', async () => {
    const things = new Things(named(250));
    const pages = await readPages(things, (page) => {
      if (page === 1) things.ids.unshift('new-1', 'new-2');
    });
    expect(codes(pages)).toEqual([]);
    const seen = new Set(pages.flatMap((page) => page.items.map((item) => JSON.stringify(item))));
    expect(seen.size).toBe(250);
  });

  it('does not warn when items went that are still to come', async () => {
    const things = new Things(named(250));
    const pages = await readPages(things, (page) => {
      if (page === 1) things.ids.splice(120, 5);
    });
    expect(codes(pages)).toEqual([]);
  });

  it('asks for one item at each seam and nothing more', async () => {
    const things = new Things(named(250));
    await readPages(things);
    expect(things.requests.filter(({ perPage }) => perPage === 1)).toEqual([
      { page: 100, perPage: 1 },
      { page: 200, perPage: 1 },
    ]);
    expect(things.requests).toHaveLength(5);
  });

  it('refuses pages that repeat', async () => {
    const items = named(100).map((id) => ({ id }));
    const repeating = { list: () => Promise.resolve({ items, total: 300 }) };
    await expect(readPages(repeating)).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });

  it('refuses pages without ids that would never end', async () => {
    const endless = { list: () => Promise.resolve({ items: [{}, {}], total: null }) };
    await expect(readPages(endless)).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });
});

describe('readAll', () => {
  it('reads every page of a list, asked for as it is', async () => {
    const things = new Things(named(130));
    const list = jest.spyOn(things, 'list');
    const { items, warnings } = await readAll(things, LISTING);
    expect(items).toHaveLength(130);
    expect(warnings).toEqual([]);
    expect(list).toHaveBeenCalledWith(
      expect.objectContaining({ isDetail: true }),
      expect.anything(),
    );
  });
});
