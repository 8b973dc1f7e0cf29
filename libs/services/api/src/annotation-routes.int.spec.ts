import { annotationsSchema } from './annotations/annotation.schema';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';

const WRITTEN = {
  owner: 'payments@example.com',
  description: 'Takes card payments.\nAsk first: "ops".',
  entity_id: null,
  environment: 'staging',
  labels: { 'cost-centre': '4711', empty: '' },
  links: [
    { title: 'Checkout', url: 'https://cmdb.example.com/applications/checkout?view=all' },
    { title: 'Order to cash', url: 'http://processes.example.com/7' },
  ],
};
const NOTHING = {
  owner: null,
  description: null,
  entity_id: null,
  environment: null,
  labels: {},
  links: [],
};

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());
beforeEach(async () => {
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  rows = await insertLedgerRows(api.database, tenantId);
});

const path = (id: string): string => `/api/v1/cloud/resources/${id}/annotations`;
const read = (id = rows.vmId): Promise<Answer> => api.call('GET', path(id), { token });
const write = (body: unknown, ifMatch = '*', id = rows.vmId): Promise<Answer> =>
  api.call('PUT', path(id), { token, body, headers: { 'if-match': ifMatch } });
const query = async (sql: string, parameters: unknown[] = []): Promise<object[]> =>
  api.database.withTenant(tenantId, (tx) => tx.query<object>(sql, parameters));

describe('annotations', () => {
  it('are empty until somebody writes, and then as written', async () => {
    const before = await read();
    expect([before.status, before.headers['etag']]).toEqual([200, '"v0"']);
    expect(before.body).toEqual({ ...NOTHING, updated_at: null, updated_by: null });

    const written = await write(WRITTEN, '"v0"');
    expect([written.status, written.headers['etag']]).toEqual([200, '"v1"']);
    expect(annotationsSchema.parse(written.body)).toEqual(written.body);
    expect(written.body).toEqual({
      ...WRITTEN,
      updated_at: expect.any(String),
      updated_by: 'a token',
    });
    const after = await read();
    expect([after.headers['etag'], after.body]).toEqual(['"v1"', written.body]);
  });

  it('are part of the resource', async () => {
    const detail = async (): Promise<Answer['body']> =>
      (await api.call('GET', `/api/v1/cloud/resources/${rows.vmId}`, { token })).body.annotations;
    expect(await detail()).toEqual((await read()).body);
    const { body } = await write(WRITTEN);
    expect(await detail()).toEqual(body);
  });

  it('are replaced as a whole: what is left out is emptied', async () => {
    await write(WRITTEN);
    const { body } = await write({ owner: 'other' });
    expect(body).toMatchObject({ ...NOTHING, owner: 'other' });
  });

  it('are of one resource', async () => {
    await write(WRITTEN);
    expect((await read(rows.subnetId)).body).toMatchObject(NOTHING);
  });

  it('can be written about a retired resource, and stay when it is restored', async () => {
    const written = await write(WRITTEN, '"v0"', rows.removedId);
    expect(written.status).toBe(200);
    await query('UPDATE cloud_resources SET is_active = true, removed_at = NULL WHERE id = $1', [
      rows.removedId,
    ]);
    const restored = await read(rows.removedId);
    expect([restored.headers['etag'], restored.body]).toEqual(['"v1"', written.body]);
  });
});

describe('the entity tag', () => {
  it('has to be sent', async () => {
    const { status, body } = await api.call('PUT', path(rows.vmId), { token, body: WRITTEN });
    expect([status, body.errors[0].field]).toEqual([428, 'If-Match']);
    expect((await read()).headers['etag']).toBe('"v0"');
  });

  it.each(['"v0"', '"v2"', '"v9999999999999999999"', 'W/"v1"', '"other"'])(
    'must be the current one: %s is not',
    async (tag) => {
      await write(WRITTEN);
      const late = await write({}, tag);
      expect([late.status, late.body.type, late.body.version]).toEqual([
        412,
        'version-mismatch',
        '1',
      ]);
      expect(late.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect((await read()).body).toMatchObject(WRITTEN);
    },
  );

  it('of something written is none of what was never written', async () => {
    const answer = await write(WRITTEN, '"v1"');
    expect([answer.status, answer.body.version]).toEqual([412, '0']);
    expect(await query('SELECT FROM cloud_resource_annotations')).toEqual([]);
  });

  it('may be one of several, or any', async () => {
    expect((await write(WRITTEN, '"v7", "v0"')).headers['etag']).toBe('"v1"');
    expect((await write(WRITTEN, '"v7", "v1"')).headers['etag']).toBe('"v2"');
    expect((await write(WRITTEN, '*')).headers['etag']).toBe('"v3"');
  });

  it.each(['"v0"', '"v1"'])('lets one of those through who come together with %s', async (tag) => {
    if (tag === '"v1"') await write(WRITTEN);
    const owners = ['a', 'b', 'c', 'd', 'e', 'f'];
    const answers = await Promise.all(owners.map((owner) => write({ owner }, tag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await read()).body).toEqual(winner?.body);
  });
});

describe('a body', () => {
  const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const link = { title: 'x', url: 'https://example.com/' };

  it('may be as large as it is told', async () => {
    const { status } = await write({
      owner: 'o'.repeat(200),
      description: 'ü'.repeat(4000),
      labels: Object.fromEntries(many(50).map((index) => [`key-${index}`, 'v'.repeat(200)])),
      links: many(50).map(() => ({
        title: 't'.repeat(200),
        url: `https://example.com/${'u'.repeat(1980)}`,
      })),
    });
    expect(status).toBe(200);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', [], ['body']],
    ['an unknown field', { note: 'x' }, ['note']],
    ['fields that the ledger writes', { version: 7, updated_by: 'x' }, ['version', 'updated_by']],
    ['an empty owner', { owner: ' ' }, ['owner']],
    ['a long owner', { owner: 'o'.repeat(201) }, ['owner']],
    ['an owner of two lines', { owner: 'a\nb' }, ['owner']],
    ['a description that cannot be stored', { description: 'a\u0000b' }, ['description']],
    ['half a character', { description: '\ud800' }, ['description']],
    ['a long description', { description: 'd'.repeat(4001) }, ['description']],
    ['an unknown environment', { environment: 'prod' }, ['environment']],
    ['a label that is no text', { labels: { a: 1 } }, ['labels.a']],
    ['a label without a key', { labels: { '': 'x' } }, ['labels.']],
    ['labels in a list', { labels: ['a'] }, ['labels']],
    [
      'too many labels',
      { labels: Object.fromEntries(many(51).map((index) => [`k${index}`, ''])) },
      ['labels'],
    ],
    ['too many links', { links: many(51).map(() => link) }, ['links']],
    ['a link without a title', { links: [link, { url: link.url }] }, ['links.1.title']],
    ['a link with more', { links: [{ ...link, kind: 'x' }] }, ['links.0.kind']],
    ['a link to a script', { links: [{ ...link, url: 'javascript:alert(1)' }] }, ['links.0.url']],
    ['a link to nowhere', { links: [{ ...link, url: 'https://' }] }, ['links.0.url']],
    [
      'a link to half a character',
      { links: [{ ...link, url: 'http://x/\ud800' }] },
      ['links.0.url'],
    ],
    [
      'much at once',
      { owner: 1, environment: '', labels: { a: null }, links: [{ title: '', url: 'x' }] },
      ['owner', 'environment', 'labels.a', 'links.0.title', 'links.0.url'],
    ],
  ])('with %s is refused, field by field', async (_, body, fields) => {
    const answer = await write(body);
    expect([answer.status, answer.body.type]).toEqual([400, 'validation-failed']);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    for (const { expected } of answer.body.errors) expect(expected).toEqual(expect.any(String));
    expect((await read()).headers['etag']).toBe('"v0"');
  });
});

describe('another tenant', () => {
  it('is told nothing, and changes nothing', async () => {
    const { body } = await write(WRITTEN);
    const other = await api.addToken(await api.addTenant(), BUILT_IN_ROLES.admin);
    const headers = { 'if-match': '*' };
    const ask = async (id: string): Promise<unknown[]> => {
      const answers = await Promise.all([
        api.call('GET', path(id), { token: other }),
        api.call('PUT', path(id), { token: other, body: { owner: 'theirs' }, headers }),
        // Nothing is said of the header or the body either.
        api.call('PUT', path(id), { token: other, body: { owner: 7 } }),
      ]);
      return answers.map((answer) => [answer.status, answer.text]);
    };
    const real = await ask(rows.vmId);
    expect(real).toEqual(await ask('987654321'));
    expect(real).toEqual(await ask('none'));
    expect(real).toEqual(Array(3).fill([404, expect.stringContaining('no such resource')]));
    expect((await read()).body).toEqual(body);
  });

  it('has annotations of its own', async () => {
    const theirs = await api.addTenant();
    const { vmId } = await insertLedgerRows(api.database, theirs);
    const other = await api.addToken(theirs, BUILT_IN_ROLES.admin);
    await write(WRITTEN);
    const headers = { 'if-match': '"v0"' };
    const written = await api.call('PUT', path(vmId), { token: other, body: {}, headers });
    expect(written.body).toMatchObject(NOTHING);
    expect((await read()).body).toMatchObject(WRITTEN);
  });
});

it('is written by who may change things, and by nobody else', async () => {
  const reader = await api.addToken(tenantId, BUILT_IN_ROLES.viewer);
  const headers = { 'if-match': '*' };
  const refused = await api.call('PUT', path(rows.vmId), { token: reader, body: WRITTEN, headers });
  expect([refused.status, refused.body.type]).toEqual([403, 'forbidden']);
  expect((await api.call('GET', path(rows.vmId), { token: reader })).status).toBe(200);
});
