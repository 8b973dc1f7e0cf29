import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../index';
import type { AzureAccountSpec } from '../azure-account-spec';
import { AzureReader, SPEC, SUBSCRIPTION } from '../testing/azure-reader';
import {
  swaggerDifferences,
  type Definitions,
  type SwaggerSchema,
} from '../testing/swagger-schema';

interface Answer {
  readonly totalRecords: number;
  readonly count: number;
  readonly resultTruncated: string;
  readonly $skipToken?: string;
  readonly data: readonly Record<string, unknown>[];
}

const TYPE = `appserviceresources | where type =~ 'microsoft.web/sites/config'`;
const REST = 'project id, name, type, properties | order by id asc';

let emulator: Emulator;
let reader: AzureReader;
let ids: string[];
let clock = new Date('2026-06-01T00:00:00Z');

beforeAll(async () => {
  emulator = await startEmulator({ estate: SPEC, now: () => clock });
  reader = new AzureReader(emulator);
  await reader.signIn();
  const sites = await reader.readAll('/providers/Microsoft.Web/sites?api-version=2023-12-01');
  ids = sites.map(({ id }) => `${id}/config/web`);
});
beforeEach(async () => {
  // A window of queries of its own for each test, and a token that is good in it.
  clock = new Date(clock.getTime() + 60_000);
  await reader.signIn();
});
afterAll(() => emulator.close());

const textOf = (named: readonly string[]): string =>
  `${TYPE} | where id in~ (${named.map((id) => `'${id}'`).join(', ')}) | ${REST}`;

const bodyOf = (options: object = {}, subscription = SUBSCRIPTION): object => ({
  subscriptions: [subscription],
  query: textOf(ids),
  options,
});

async function ask(options: object = {}): Promise<Answer> {
  return (await (await reader.query(bodyOf(options))).json()) as Answer;
}

describe('the emulated Resource Graph', () => {
  it('knows what the service tells, with ids and names written otherwise', async () => {
    const { data, ...told } = await ask();
    expect(told).toMatchObject({ count: 12, totalRecords: 12, resultTruncated: 'false' });
    expect(data.map(({ id }) => id)).toEqual(ids.map((id) => id.toLowerCase()).sort());
    const [row] = data;
    const id = ids.find((each) => each.toLowerCase() === row?.['id']) ?? '';
    const path = reader.below(id.replace('/config/web', '/config'));
    const [listed] = await reader.readAll(`${path}?api-version=2023-12-01`);
    expect(row).toMatchObject({
      type: 'microsoft.web/sites/config',
      properties: { MinTlsVersion: listed?.properties['minTlsVersion'] },
    });
    expect(Object.keys(row ?? {}).sort()).toEqual(['id', 'name', 'properties', 'type']);
  });

  it('sends as many rows as are asked for, and goes on by its token', async () => {
    const first = await ask({ $top: 5 });
    expect(first).toMatchObject({ count: 5, totalRecords: 12 });
    const second = await ask({ $top: 1000, $skipToken: first.$skipToken });
    expect(second).toMatchObject({ count: 7, totalRecords: 12 });
    expect(second.$skipToken).toBeUndefined();
    expect([...first.data, ...second.data]).toHaveLength(12);
  });

  it('grants some queries in each window, and tells how many are left', async () => {
    const first = await reader.query(bodyOf());
    expect(first.headers.get('x-ms-user-quota-remaining')).toBe('14');
    expect(first.headers.get('x-ms-user-quota-resets-after')).toBe('00:00:05');
    for (let each = 0; each < 14; each += 1) await reader.query(bodyOf());
    const over = await reader.query(bodyOf());
    expect(over.status).toBe(429);
    expect(over.headers.get('x-ms-user-quota-remaining')).toBe('0');
    expect(await over.json()).toMatchObject({ error: { details: [{ code: 'RateLimiting' }] } });
    clock = new Date(clock.getTime() + 5000);
    expect((await reader.query(bodyOf())).status).toBe(200);
  });

  it.each([
    ['another language', { query: 'SELECT 1' }],
    ['another table', { query: textOf(['x']).replace('appserviceresources', 'resources') }],
    ['no ids in the answer', { query: textOf(['x']).replace('project id, ', 'project ') }],
    ['too many rows', { options: { $top: 1001 } }],
    ['rows skipped by number', { options: { $skip: 1 } }],
    ['a token of its own making', { options: { $skipToken: 'x' } }],
  ])('refuses %s', async (_what, changes) => {
    const refused = await reader.query({ ...bodyOf(), ...changes });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { code: 'BadRequest', details: [{ code: 'InvalidQuery' }, expect.anything()] },
    });
  });

  it('refuses who has no right in the subscription', async () => {
    const elsewhere = await reader.query(bodyOf({}, '00000000-0000-4000-8000-000000000000'));
    expect(elsewhere.status).toBe(403);
    expect(await elsewhere.json()).toMatchObject({ error: { code: 'AccessDenied' } });
  });

  it('leaves out what may not be read, and does not say so', async () => {
    const answer = await asOther({
      deniedPaths: [
        '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Web/sites/:server/config',
      ],
    });
    expect(await answer.json()).toMatchObject({ count: 0, totalRecords: 0, data: [] });
  });

  it('is not there in a subscription that never registered it', async () => {
    const refused = await asOther({ unregistered: ['Microsoft.ResourceGraph'] });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      error: { code: 'MissingSubscriptionRegistration' },
    });
  });
});

/** The same question to the same subscription, were it another in this. */
async function asOther(changes: Partial<AzureAccountSpec>): Promise<Response> {
  const [first, ...others] = SPEC.azure ?? [];
  if (!first) throw new Error('there is no account');
  const estate = { ...SPEC, azure: [{ ...first, ...changes }, ...others] };
  const own = await startEmulator({ estate });
  const other = new AzureReader(own);
  await other.signIn();
  const answer = await other.query(bodyOf());
  await own.close();
  return answer;
}

const specs = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../../shared/specs'),
  'azure/resourcegraph-2024-04-01.swagger.json',
);

(existsSync(specs) ? describe : describe.skip)('Resource Graph and its description', () => {
  const { definitions } = existsSync(specs)
    ? (JSON.parse(readFileSync(specs, 'utf8')) as { definitions: Definitions })
    : { definitions: {} };
  const differences = (name: string, value: unknown): string[] => {
    const schema: SwaggerSchema = { $ref: `#/definitions/${name}` };
    return swaggerDifferences(definitions, schema, value);
  };

  it('agree on queries, answers and errors', async () => {
    expect(differences('QueryRequest', bodyOf({ $top: 5 }))).toEqual([]);
    const answer = await ask({ $top: 5 });
    // The description calls rows an object, whatever form they are asked for; its sample has a list.
    expect(differences('QueryResponse', answer)).toEqual(['.data: is no object']);
    const refused = await (await reader.query({ ...bodyOf(), query: 'SELECT 1' })).json();
    expect(differences('ErrorResponse', refused)).toEqual([]);
  });
});
