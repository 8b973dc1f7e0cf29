import { MalformedResponseError } from '@skyledger/provider-sdk';
import { readGraphPage, type GraphPage } from './graph-page';
import { queryText } from './graph-query';
import { queryGraph } from './query-graph';

describe('a query of Resource Graph', () => {
  it('names resources by their ids, and lets no id end its text', () => {
    const query = { table: 'resources', type: 'a.b/c' };
    expect(queryText(query, ["/x/o'neil", '/x/back\\slash'])).toBe(
      String.raw`resources | where type =~ 'a.b/c' | where id in~ ('/x/o\'neil', '/x/back\\slash') | project id, name, type, location, properties | order by id asc`,
    );
  });
});

describe('a page of Resource Graph', () => {
  const body = { totalRecords: 3, count: 2, resultTruncated: 'false', data: [1, 2], facets: [] };

  it('is read with the way to the next', () => {
    expect(readGraphPage(body)).toEqual({ rows: [1, 2], total: 3, skipToken: null });
    expect(readGraphPage({ ...body, $skipToken: 'x' }).skipToken).toBe('x');
    const cut = { ...body, resultTruncated: 'true', $skipToken: 'x' };
    expect(readGraphPage(cut).skipToken).toBe('x');
  });

  it.each([
    ['cut without a token', { resultTruncated: 'true' }],
    ['not saying whether it was cut', { resultTruncated: undefined }],
    ['of another count', { count: 3 }],
    ['without a count', { count: null }],
    ['without a total', { totalRecords: null }],
    ['without rows', { data: null }],
    ['of a table', { data: { columns: [], rows: [] }, count: 0 }],
  ])('%s is refused', (_what, changes) => {
    expect(() => readGraphPage({ ...body, ...changes })).toThrow(MalformedResponseError);
  });
});

describe('the pages of a query', () => {
  const read = (pages: readonly GraphPage[]): Promise<unknown[]> => {
    const left = [...pages];
    return queryGraph(
      { queryPage: () => Promise.resolve(left.shift() ?? { rows: [], total: 0, skipToken: null }) },
      'q',
    );
  };

  it('are read to the last, from one token to the next', async () => {
    const asked: unknown[] = [];
    const rows = await queryGraph(
      {
        queryPage: (query, skipToken) => {
          asked.push([query, skipToken]);
          return Promise.resolve(
            skipToken === null
              ? { rows: [1], total: 2, skipToken: 'b' }
              : { rows: [2], total: 2, skipToken: null },
          );
        },
      },
      'q',
    );
    expect(rows).toEqual([1, 2]);
    expect(asked).toEqual([
      ['q', null],
      ['q', 'b'],
    ]);
  });

  it.each<[string, GraphPage[]]>([
    ['that end too early', [{ rows: [1], total: 2, skipToken: null }]],
    ['that hold too much', [{ rows: [1, 2], total: 1, skipToken: null }]],
    [
      'that lead to themselves',
      [
        { rows: [1], total: 9, skipToken: 'b' },
        { rows: [2], total: 9, skipToken: 'b' },
      ],
    ],
  ])('%s are refused', async (_what, pages) => {
    await expect(read(pages)).rejects.toMatchObject({
      operation: 'resource-graph:query',
      fault: { kind: 'malformed' },
    });
  });

  it('without end are refused', async () => {
    let asked = 0;
    const endless = queryGraph(
      {
        queryPage: () => Promise.resolve({ rows: [], total: 1, skipToken: String((asked += 1)) }),
      },
      'q',
    );
    await expect(endless).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });
});
