import { MalformedResponseError } from '@skyledger/provider-sdk';
import type { GcpClient } from './client';
import { aggregatedList, globalList } from './compute/compute-list';
import { listPages, type GoogleList, type ItemPage } from './list-pages';

const PROJECT = { projectId: 'p' };
const NETWORKS = globalList(PROJECT, 'networks', 'network');
const DISKS = aggregatedList(PROJECT, 'disks', 'disk');

/** Answers with the bodies in turn, and remembers the tokens it was asked for. */
function answering(...bodies: unknown[]): Pick<GcpClient, 'get'> & { tokens: unknown[] } {
  const tokens: unknown[] = [];
  return {
    tokens,
    get: async (_service, _operation, _path, { query, read }) => {
      tokens.push(query?.['pageToken']);
      return read(bodies.shift(), new Headers() as never);
    },
  };
}

async function pagesOf(
  client: Pick<GcpClient, 'get'>,
  list: GoogleList,
  cursor: string | null = null,
): Promise<ItemPage[]> {
  const pages: ItemPage[] = [];
  for await (const page of listPages(client, list, cursor)) pages.push(page);
  return pages;
}

const aggregated = (items: unknown, more: object = {}): object => ({
  kind: 'compute#diskAggregatedList',
  items,
  ...more,
});

describe('listPages', () => {
  it('follows tokens from the cursor on, through empty pages', async () => {
    const kind = 'compute#networkList';
    const client = answering(
      { kind, items: [1], nextPageToken: 'b' },
      { kind, nextPageToken: 'c' },
      { kind, items: [2] },
    );
    const pages = await pagesOf(client, NETWORKS, 'a');
    expect(client.tokens).toEqual(['a', 'b', 'c']);
    expect(pages.map(({ items, cursor }) => [items, cursor])).toEqual([
      [[1], 'b'],
      [[], 'c'],
      [[2], null],
    ]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an array', []],
    ['no kind', { items: [] }],
    ['another kind', { kind: 'compute#firewallList', items: [] }],
    ['no list', { kind: 'compute#networkList', items: {} }],
    ['null for the list', { kind: 'compute#networkList', items: null }],
    ['null for the token', { kind: 'compute#networkList', nextPageToken: null }],
    ['a number for the token', { kind: 'compute#networkList', nextPageToken: 7 }],
    ['the token it was asked for', { kind: 'compute#networkList', nextPageToken: 'a' }],
  ])('refuses a body with %s', async (_what, body) => {
    await expect(pagesOf(answering(body), NETWORKS, 'a')).rejects.toThrow(MalformedResponseError);
  });

  it('refuses to go round in a circle', async () => {
    const page = (nextPageToken: string): object => ({
      kind: 'compute#networkList',
      nextPageToken,
    });
    const client = answering(page('a'), page('b'), page('a'));
    await expect(pagesOf(client, NETWORKS)).rejects.toThrow(MalformedResponseError);
  });
});

describe('an aggregated list', () => {
  it('joins its scopes and passes over those with nothing on the page', async () => {
    const body = aggregated({
      'zones/a': { disks: [1, 2] },
      'zones/b': { warning: { code: 'NO_RESULTS_ON_PAGE', message: 'none' } },
      'regions/r': { disks: [3] },
    });
    expect(await pagesOf(answering(body), DISKS)).toEqual([
      { items: [1, 2, 3], warnings: [], cursor: null },
    ]);
  });

  it('warns of scopes that did not answer', async () => {
    const body = aggregated(
      {
        'zones/a': { warning: { code: 'UNREACHABLE', message: 'away' } },
        'zones/b': { disks: [1] },
      },
      { unreachables: ['zones/a'], warning: { code: 'PARTIAL_SUCCESS' } },
    );
    const [page] = await pagesOf(answering(body), DISKS);
    expect(page?.items).toEqual([1]);
    expect(page?.warnings).toEqual([
      { code: 'partial_success', message: 'PARTIAL_SUCCESS' },
      { code: 'unreachable', message: 'zones/a did not answer' },
      { code: 'unreachable', message: 'zones/a: away' },
    ]);
  });

  it.each<[string, unknown]>([
    ['no scopes', null],
    ['a list of scopes', []],
    ['a scope that is none', { 'zones/a': null }],
    ['a scope with null for its list', { 'zones/a': { disks: null } }],
  ])('refuses %s', async (_what, items) => {
    await expect(pagesOf(answering(aggregated(items)), DISKS)).rejects.toThrow(
      MalformedResponseError,
    );
  });
});
