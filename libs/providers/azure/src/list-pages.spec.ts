import { MalformedResponseError } from '@skyledger/provider-sdk';
import { readPage, type ArmList, type ArmPage } from './arm-list';
import { listPages, readCursor, type ArmLister } from './list-pages';

const BASE = 'https://management.azure.com';
const LIST: ArmList = { permission: 'x/read', path: '/providers/x', apiVersion: '2024-01-01' };
const item = (name: string): unknown => ({ id: `/subscriptions/s/x/${name}` });

describe('readPage', () => {
  const read = (body: unknown, base = BASE): ArmPage => readPage(body, 'x/read', base);

  it.each([undefined, null, ''])('takes a page with the link %p for the last', (nextLink) => {
    expect(read({ value: [1], nextLink })).toEqual({ items: [1], next: null });
  });

  it('keeps the link as it is, from the base on', () => {
    const path = '/subscriptions/S/providers/x?api-version=2024-01-01&$skiptoken=a%2Fb%3D%3D';
    expect(read({ value: [], nextLink: BASE + path }).next).toBe(path);
    const below = 'http://127.0.0.1:1234/azure';
    expect(read({ value: [], nextLink: below + path }, `${below}/`).next).toBe(path);
    for (const ofTenant of ['/subscriptions?x', '/tenants?x', '/providers/x/y?z']) {
      expect(read({ value: [], nextLink: BASE + ofTenant }).next).toBe(ofTenant);
    }
  });

  it.each([
    'https://evil.example/subscriptions/s?x',
    'http://management.azure.com/subscriptions/s?x',
    'https://management.azure.com:8443/subscriptions/s?x',
    'https://user:pw@management.azure.com/subscriptions/s',
    'https://management.azure.com/elsewhere?x',
    'https://management.azure.com/subscriptionsx?x',
    'http://disksvchost:99/subscriptions/s',
    '/subscriptions/s?x',
    'page 2',
    7,
    {},
    false,
  ])('refuses the link %p', (nextLink) => {
    expect(() => read({ value: [1], nextLink })).toThrow(MalformedResponseError);
  });

  it.each([null, [], {}, { value: null }, { value: {} }, 'text'])('refuses the body %j', (body) => {
    expect(() => read(body)).toThrow(MalformedResponseError);
  });
});

describe('listPages', () => {
  /** Answers by link; the first page has the link ''. */
  const lister = (pages: Record<string, ArmPage>): ArmLister => ({
    list: (_list, { link }) => Promise.resolve(pages[link ?? ''] ?? { items: [], next: null }),
  });
  const readAll = async (client: ArmLister, link: string | null = null): Promise<ArmPage[]> => {
    const pages: ArmPage[] = [];
    for await (const page of listPages(client, LIST, { link })) pages.push(page);
    return pages;
  };

  it('follows links to the end, over pages without items, from wherever it starts', async () => {
    const client = lister({
      '': { items: [item('a')], next: '/2' },
      '/2': { items: [], next: '/3' },
      '/3': { items: [item('b')], next: null },
    });
    expect((await readAll(client)).flatMap((page) => page.items)).toEqual([item('a'), item('b')]);
    expect((await readAll(client, '/2')).flatMap((page) => page.items)).toEqual([item('b')]);
  });

  it.each<[string, Record<string, ArmPage>]>([
    [
      'itself',
      { '': { items: [item('a')], next: '/2' }, '/2': { items: [item('b')], next: '/2' } },
    ],
    [
      'an earlier page',
      {
        '': { items: [item('a')], next: '/2' },
        '/2': { items: [item('b')], next: '/3' },
        '/3': { items: [item('c')], next: '/2' },
      },
    ],
    [
      'the same items under another link',
      {
        '': { items: [item('a'), item('b')], next: '/2' },
        '/2': { items: [item('A'), item('b')], next: '/3' },
      },
    ],
  ])('refuses a page that leads to %s', async (_what, pages) => {
    await expect(readAll(lister(pages))).rejects.toMatchObject({
      operation: 'x/read',
      fault: { kind: 'malformed' },
    });
  });

  it('refuses empty pages without end', async () => {
    let calls = 0;
    const client: ArmLister = {
      list: () => Promise.resolve({ items: [], next: `/${(calls += 1)}` }),
    };
    await expect(readAll(client)).rejects.toMatchObject({ fault: { kind: 'malformed' } });
    expect(calls).toBeLessThan(50);
  });
});

describe('readCursor', () => {
  it('takes links below subscriptions and nothing else', () => {
    expect(readCursor(null)).toBeNull();
    expect(readCursor('/subscriptions/s?x')).toBe('/subscriptions/s?x');
    expect(() => readCursor('https://evil.example/')).toThrow('is no cursor');
  });
});
