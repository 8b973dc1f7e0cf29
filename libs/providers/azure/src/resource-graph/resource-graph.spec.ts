import {
  HttpStatusError,
  ProviderError,
  type FaultKind,
  type ProviderFault,
} from '@skyledger/provider-sdk';
import type { ArmPage } from '../arm-list';
import type { GraphPage } from './graph-page';
import { ResourceGraph } from './resource-graph';

const QUERY = { table: 'resources', type: 'a.b/c' };
const idOf = (at: number): string => `/subscriptions/s/x/${at}`;
const refusal = (kind: FaultKind, cause?: unknown): ProviderError => {
  const fault: ProviderFault = { kind, code: 'Code', message: 'words' };
  return new ProviderError(fault, 'op', { cause });
};

interface Answers {
  roles: () => unknown[];
  rows: (query: string) => unknown[];
}

/** What it asked for is counted; answers may be changed between. */
function graphOf(changes: Partial<Answers> = {}): {
  graph: ResourceGraph;
  answers: Answers;
  asked: string[];
} {
  const asked: string[] = [];
  const answers: Answers = {
    roles: () => [{ actions: ['*/read'], notActions: [] }],
    rows: () => [],
    ...changes,
  };
  const answered = async <Result>(what: string, answer: () => Result): Promise<Result> => {
    asked.push(what);
    return answer();
  };
  const graph = new ResourceGraph(
    {
      list: (): Promise<ArmPage> =>
        answered('roles', () => ({ items: answers.roles(), next: null })),
      queryPage: (query): Promise<GraphPage> =>
        answered('query', () => {
          const rows = answers.rows(query);
          return { rows, total: rows.length, skipToken: null };
        }),
    },
    's',
  );
  return { graph, answers, asked };
}

describe('Resource Graph', () => {
  it('asks for many ids in several queries, and for the rights once', async () => {
    const ids = Array.from({ length: 250 }, (_, at) => idOf(at));
    const { graph, asked } = graphOf({
      rows: (query) => ids.filter((id) => query.includes(`'${id}'`)).map((id) => ({ id })),
    });
    const [rows] = await Promise.all([graph.rowsOf(QUERY, ids), graph.rowsOf(QUERY, [idOf(1)])]);
    expect([...(rows ?? []).keys()].sort()).toEqual([...ids].sort());
    expect(asked.filter((each) => each === 'query')).toHaveLength(3 + 1);
    expect(asked.filter((each) => each === 'roles')).toHaveLength(1);
  });

  it('knows rows by their ids in any case', async () => {
    const { graph } = graphOf({ rows: () => [{ id: idOf(1).toUpperCase(), n: 1 }, { id: null }] });
    const rows = await graph.rowsOf(QUERY, [idOf(1)]);
    expect([...(rows ?? []).keys()]).toEqual([idOf(1)]);
  });

  it.each<[string, unknown[]]>([
    ['nothing', []],
    ['some services', [{ actions: ['Microsoft.Web/*/read'], notActions: [] }]],
    ['all but one service', [{ actions: ['*/read'], notActions: ['Microsoft.Web/*'] }]],
  ])('is not asked by who may read %s', async (_what, roles) => {
    const { graph, asked } = graphOf({ roles: () => roles });
    expect(await graph.rowsOf(QUERY, [idOf(1)])).toBeNull();
    expect(await graph.rowsOf(QUERY, [idOf(1)])).toBeNull();
    expect(asked).toEqual(['roles']);
  });

  it('is asked by who has the right from one of several roles', async () => {
    const some = { actions: ['Microsoft.Web/*'], notActions: ['Microsoft.Web/sites/*'] };
    const { graph } = graphOf({ roles: () => [some, { actions: ['*'], notActions: [] }] });
    expect(await graph.rowsOf(QUERY, [idOf(1)])).not.toBeNull();
  });

  it.each<[string, ProviderError]>([
    ['denied', refusal('denied')],
    ['not registered', refusal('disabled')],
    ['not there', refusal('bug', new HttpStatusError(404, 'InvalidResourceNamespace', 'words'))],
  ])('that is %s is not asked again', async (_what, error) => {
    const { graph, asked } = graphOf({
      rows: () => {
        throw error;
      },
    });
    expect(await graph.rowsOf(QUERY, [idOf(1)])).toBeNull();
    expect(await graph.rowsOf(QUERY, [idOf(1)])).toBeNull();
    expect(asked).toEqual(['roles', 'query']);
  });

  it.each<FaultKind>(['throttled', 'unavailable', 'malformed', 'expired', 'bug'])(
    'that is %s is a failure, and asked again by the next',
    async (kind) => {
      const { graph, answers } = graphOf({
        rows: () => {
          throw refusal(kind);
        },
      });
      await expect(graph.rowsOf(QUERY, [idOf(1)])).rejects.toMatchObject({ fault: { kind } });
      answers.rows = () => [{ id: idOf(1) }];
      expect((await graph.rowsOf(QUERY, [idOf(1)]))?.size).toBe(1);
    },
  );

  it('does not take rights that could not be read for none', async () => {
    const { graph, answers } = graphOf({
      roles: () => {
        throw refusal('throttled');
      },
    });
    await expect(graph.rowsOf(QUERY, [idOf(1)])).rejects.toMatchObject({
      fault: { kind: 'throttled' },
    });
    answers.roles = () => {
      throw refusal('denied');
    };
    expect(await graph.rowsOf(QUERY, [idOf(1)])).toBeNull();
  });
});
