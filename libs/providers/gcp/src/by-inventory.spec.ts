import { ProviderError, type FaultKind } from '@skyledger/provider-sdk';
import { byInventory, type Places } from './by-inventory';
import type { GcpClient } from './client';
import type { ItemPage } from './list-pages';

const letters = (text: string): string[] => [...text];

/** The project is asked for letters; the inventory's assets are called after them. */
const placesOf = (all: string): Places => ({
  assetType: 'letter',
  placeOf: (name) => /^\/\/letters\/(.)/.exec(name)?.[1] ?? null,
  all: async () => letters(all),
});

/** Answers with the names of places, in pages of five; with a failure where a kind of one is given. */
function inventory(named: string | FaultKind): Pick<GcpClient, 'get' | 'projectId'> & {
  asked: number;
} {
  const client: ReturnType<typeof inventory> = {
    projectId: 'shop',
    asked: 0,
    get: async (_service, operation, _path, { query, read }) => {
      client.asked += 1;
      if (FAULTS.has(named)) {
        const fault = { kind: named as FaultKind, code: 'x', message: 'x' };
        throw new ProviderError(fault, operation);
      }
      const from = Number(query?.['pageToken'] ?? 0);
      const assets = letters(named)
        .slice(from, from + 5)
        .map((name) => ({ name: `//letters/${name}` }));
      const more = from + 5 < named.length ? { nextPageToken: String(from + 5) } : {};
      return read({ assets, ...more }, new Headers() as never);
    },
  };
  return client;
}

const FAULTS = new Set<string>(['denied', 'disabled', 'throttled', 'unavailable', 'malformed']);

interface Read {
  client?: ReturnType<typeof inventory>;
  all?: string;
  known?: string;
  cursor?: string | null;
}

async function read({
  client = inventory(''),
  all = '',
  known = '',
  cursor = null,
}: Read): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  const context = {
    client,
    cursor,
    known: async () => letters(known).map((name) => `//letters/${name}/something`),
  };
  const listed = byInventory(context, placesOf(all), async (place) => ({
    items: [place],
    warnings: [],
  }));
  for await (const page of listed) pages.push(page);
  return pages;
}

const itemsOf = (pages: readonly ItemPage[]): string =>
  pages.flatMap(({ items }) => items).join('');

describe('byInventory', () => {
  it('reads where the inventory leads to, and nowhere else', async () => {
    const client = inventory('gcab');
    expect(itemsOf(await read({ client, all: 'abcdefghij' }))).toBe('abcg');
  });

  it('follows the pages of the inventory', async () => {
    const client = inventory('lkjihgfedcba');
    expect(itemsOf(await read({ client }))).toBe('abcdefghijkl');
    expect(client.asked).toBe(3);
  });

  it('reads where something is known, too: the inventory may be behind', async () => {
    expect(itemsOf(await read({ client: inventory('bd'), known: 'cdd' }))).toBe('bcd');
    expect(itemsOf(await read({ client: inventory(''), known: 'c', all: 'abc' }))).toBe('c');
  });

  it('does not believe that there is nothing: then it reads everywhere', async () => {
    expect(itemsOf(await read({ client: inventory(''), all: 'abc' }))).toBe('abc');
  });

  it.each<FaultKind>(['denied', 'disabled'])('does without one that is %s', async (kind) => {
    const client = inventory(kind);
    expect(itemsOf(await read({ client, all: 'abc', known: 'x' }))).toBe('abc');
    expect(itemsOf(await read({ client, all: 'abc' }))).toBe('abc');
    expect(client.asked).toBe(1);
  });

  it.each<FaultKind>(['throttled', 'unavailable', 'malformed'])(
    'fails with one that is %s, and asks it again',
    async (kind) => {
      const client = inventory(kind);
      for (const asked of [1, 2]) {
        await expect(read({ client, all: 'abc' })).rejects.toMatchObject({ fault: { kind } });
        expect(client.asked).toBe(asked);
      }
    },
  );

  it('fails with a name that leads nowhere', async () => {
    const client = inventory('a');
    const places: Places = { ...placesOf('a'), placeOf: () => null };
    const listed = byInventory({ client, cursor: null }, places, async () => ({
      items: [],
      warnings: [],
    }));
    await expect(listed.next()).rejects.toThrow('is no name of a letter');
  });

  it('goes on from its own cursor, and never from one of the other way', async () => {
    const all = 'abcdefghijkl';
    const led = await read({ client: inventory(all) });
    const alone = await read({ client: inventory('denied'), all });
    expect([led, alone].map((pages) => pages.map(({ cursor }) => cursor))).toEqual([
      ['asset:h', null],
      ['h', null],
    ]);
    const restOf = async (named: string, cursor: string): Promise<string> =>
      itemsOf(await read({ client: inventory(named), all, cursor }));
    expect(await restOf(all, 'asset:h')).toBe('ijkl');
    expect(await restOf('denied', 'h')).toBe('ijkl');
    expect(await restOf(all, 'h')).toBe(all);
    expect(await restOf('denied', 'asset:h')).toBe(all);
  });
});
