import {
  HttpStatusError,
  ProviderError,
  type Page,
  type PageWarning,
  type ProviderFault,
} from '@skyledger/provider-sdk';
import type { IonosClient } from './client';
import { eachDatacenter, type Datacenter, type ReadDatacenter } from './datacenters';

const clientOf = (...items: unknown[]): Pick<IonosClient, 'list'> => ({
  list: () => Promise.resolve({ items, next: null }),
});

const dc = (id: string, properties: unknown = { location: 'de/fra' }): object => ({
  id,
  properties,
});

const page = (cursor: string | null, warnings: PageWarning[] = []): Page => ({
  resources: [],
  cursor,
  warnings,
});

/** Two pages of every data center; the cursor of the first is `more`. */
const twoPages: ReadDatacenter = async function* (_datacenter, cursor) {
  await Promise.resolve();
  if (cursor === null) yield page('more');
  yield page(null);
};

async function walk(
  client: Pick<IonosClient, 'list'>,
  cursor: string | null,
  read: ReadDatacenter,
): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const each of eachDatacenter(client, cursor, read)) pages.push(each);
  return pages;
}

const codes = (pages: Page[]): string[] =>
  pages.flatMap(({ warnings = [] }) => warnings.map(({ code }) => code));

function refusal(kind: ProviderFault['kind'], status: number): ProviderError {
  const cause = new HttpStatusError(status, '1', 'why');
  return new ProviderError({ kind, code: '1', message: 'why' }, 'GET /servers', { cause });
}

describe('eachDatacenter', () => {
  it('reads them in the order of their ids, each cursor leading on', async () => {
    const pages = await walk(clientOf(dc('b'), dc('c'), dc('a')), null, twoPages);
    expect(pages.map(({ cursor }) => cursor)).toEqual([
      'a more',
      'b',
      'b more',
      'c',
      'c more',
      null,
    ]);
  });

  it('goes on in the middle of a list and between data centers', async () => {
    const client = clientOf(dc('a'), dc('b'), dc('c'));
    const cursors = async (from: string): Promise<(string | null)[]> =>
      (await walk(client, from, twoPages)).map(({ cursor }) => cursor);
    expect(await cursors('b more')).toEqual(['c', 'c more', null]);
    expect(await cursors('c')).toEqual(['c more', null]);
  });

  it('goes on with the next one when that of the cursor is gone', async () => {
    const pages = await walk(clientOf(dc('a'), dc('c')), 'b more', twoPages);
    expect(pages.map(({ cursor }) => cursor)).toEqual(['c more', null]);
  });

  it.each([null, 'z'])('ends with one page when nothing is left from %p on', async (cursor) => {
    const client = cursor === null ? clientOf() : clientOf(dc('a'));
    expect(await walk(client, cursor, twoPages)).toEqual([page(null)]);
  });

  it('tells what is known of a data center', async () => {
    const seen: Datacenter[] = [];
    const items = [
      dc('a', { location: 'us/las', defaultSecurityGroupId: 'g' }),
      dc('b', { location: null, defaultSecurityGroupId: null }),
      dc('c', null),
    ];
    await walk(clientOf(...items), null, async function* (datacenter) {
      seen.push(datacenter);
      await Promise.resolve();
      yield page(null);
    });
    expect(seen).toEqual([
      { id: 'a', location: 'us/las', defaultSecurityGroup: 'g' },
      { id: 'b', location: null, defaultSecurityGroup: null },
      { id: 'c', location: null, defaultSecurityGroup: undefined },
    ]);
  });

  it('warns once, on the first page, of a data center without an id', async () => {
    const pages = await walk(clientOf({}, dc('a'), dc('b')), null, twoPages);
    expect(codes(pages)).toEqual(['unidentified_items']);
    expect(codes(pages.slice(0, 1))).toEqual(['unidentified_items']);
    expect(codes(await walk(clientOf({}), null, twoPages))).toEqual(['unidentified_items']);
  });

  it.each([
    ['gone', refusal('bug', 404), 'datacenter_gone'],
    ['denied', refusal('denied', 403), 'datacenter_denied'],
  ])('warns of one that is %s and reads the others', async (_what, error, code) => {
    const pages = await walk(clientOf(dc('a'), dc('b')), null, async function* (datacenter) {
      await Promise.resolve();
      if (datacenter.id === 'a') throw error;
      yield page(null);
    });
    expect(codes(pages)).toEqual([code]);
    expect(pages.map(({ cursor }) => cursor)).toEqual(['b', null]);
  });

  it.each([refusal('unavailable', 503), new Error('ours')])('fails on %p', async (error) => {
    const failing: ReadDatacenter = async function* () {
      await Promise.reject(error);
    };
    await expect(walk(clientOf(dc('a')), null, failing)).rejects.toBe(error);
  });
});
