import { HttpStatusError, ProviderError, type Page } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';
import { readPlaces, type Listing } from './read-places';

type Contents = Readonly<Record<string, readonly string[] | Error>>;

function refusal(status: number): ProviderError {
  const error = new HttpStatusError(status, `HTTP ${status}`, 'why');
  return new ProviderError(classifyError(error), 'GET /x', { cause: error });
}

/** Lists of ids by place; a name is all there is of an item. */
function listing(contents: Contents, more: Partial<Listing<string>> = {}): Listing<string> {
  return {
    places: Object.keys(contents).sort(),
    items: (place) => {
      const items = contents[place] ?? [];
      return items instanceof Error ? Promise.reject(items) : Promise.resolve(items);
    },
    keyOf: (item) => (item === '' ? null : item),
    toPage: (place, items) => ({ resources: items.map((item) => resource(`${place}/${item}`)) }),
    pageSize: 2,
    ...more,
  };
}

function resource(resourceId: string): Page['resources'][number] {
  return { resourceId } as Page['resources'][number];
}

async function read(from: Listing<string>, cursor: string | null = null): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of readPlaces(cursor, from)) pages.push(page);
  return pages;
}

const idsOf = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ resources }) => resources.map(({ resourceId }) => resourceId));
const codesOf = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ warnings }) => (warnings ?? []).map(({ code }) => code));

describe('readPlaces', () => {
  it('reads place after place in the order of keys, each key once', async () => {
    const pages = await read(listing({ a: ['3', '1', '2', '1'], b: ['4'] }));
    expect(idsOf(pages)).toEqual(['a/1', 'a/2', 'a/3', 'b/4']);
    expect(pages.map(({ cursor }) => cursor)).toEqual(['["a","2"]', '["a",null]', null]);
  });

  it.each([[{}], [{ a: [] }], [{ a: [], b: [] }]])('ends %j with one empty page', async (all) => {
    expect(await read(listing(all))).toEqual([{ resources: [], cursor: null }]);
  });

  it('passes over empty places', async () => {
    const pages = await read(listing({ a: [], b: ['1'], c: [], d: [] }));
    expect(idsOf(pages)).toEqual(['b/1']);
    expect(pages.at(-1)?.cursor).toBeNull();
  });

  it('goes on behind what is done, whatever came and went since', async () => {
    const now = listing({ a: ['1', '15', '3', '4'], aa: ['5'], b: ['6'] });
    expect(idsOf(await read(now, '["a","2"]'))).toEqual(['a/3', 'a/4', 'aa/5', 'b/6']);
    expect(idsOf(await read(now, '["a",null]'))).toEqual(['aa/5', 'b/6']);
    expect(idsOf(await read(now, '["b",null]'))).toEqual([]);
  });

  it.each(['', '7', '{}', '["a"]', '["a",7]', '[null,null]'])(
    'refuses the cursor %p',
    async (text) => {
      await expect(read(listing({ a: ['1'] }), text)).rejects.toThrow();
    },
  );

  it('tells of items without a key, and of those that nothing was made of', async () => {
    expect(codesOf(await read(listing({ a: ['', '1'] })))).toEqual(['unidentified_items']);
    const none = listing({ a: ['1'] }, { toPage: () => ({ resources: [null] }) });
    expect(codesOf(await read(none))).toEqual(['unidentified_items']);
  });

  it.each([
    [403, 'denied'],
    [404, 'not_offered'],
    [460, 'service_expired'],
    [400, 'refused'],
  ])('warns of a place that answers %i and reads the others', async (status, code) => {
    const pages = await read(listing({ a: ['1'], b: refusal(status), c: ['2'] }));
    expect(idsOf(pages)).toEqual(['a/1', 'c/2']);
    expect(codesOf(pages)).toEqual([code]);
  });

  it('fails when every place is refused', async () => {
    const all = listing({ a: refusal(403), b: refusal(403) });
    await expect(read(all)).rejects.toMatchObject({ fault: { kind: 'denied' } });
  });

  it.each([429, 500])('fails at a place that answers %i', async (status) => {
    await expect(read(listing({ a: ['1'], b: refusal(status) }))).rejects.toThrow(ProviderError);
  });

  it('finds nothing in a place that is gone, and nowhere else', async () => {
    const isGone = (place: string): Promise<boolean> => Promise.resolve(place === 'b');
    const contents = { a: ['1'], b: refusal(404), c: refusal(404) };
    const pages = await read(listing(contents, { isGone }));
    expect(idsOf(pages)).toEqual(['a/1']);
    expect(codesOf(pages)).toEqual(['not_offered']);
  });
});
