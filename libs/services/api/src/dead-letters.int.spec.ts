import { Controller } from '@nestjs/common';
import { defineEvent } from '@skyledger/contracts';
import { event, MessageBus, OnEvent, PermanentMessageError } from '@skyledger/messaging';
import { eventually } from '@skyledger/testing';
import { z } from 'zod';
import { DEFAULT_TENANT_ID } from './auth/principal';
import { deadLettersSchema } from './dead-letters/dead-letter.schema';
import { type ApiHarness, startApi } from './testing/api-harness';
import { TokensService } from './tokens/tokens.service';

const happened = defineEvent({
  name: 'test.happened',
  version: 1,
  schema: z.object({ number: z.number() }),
  example: { number: 1 },
});
const QUEUE = 'api.test.happened';

/** Gives every message up until it is mended. */
@Controller()
class Handler {
  static mended = false;
  static readonly handled: number[] = [];

  @OnEvent(happened, { queue: QUEUE })
  async handle(payload: { number: number }): Promise<void> {
    if (!Handler.mended) throw new PermanentMessageError('not yet');
    Handler.handled.push(payload.number);
  }
}

const PATH = '/api/v1/ops/dead-letters';
let api: ApiHarness;
let token: string;

beforeAll(async () => {
  api = await startApi({ responders: [Handler] });
  await api.app.get(TokensService).ensureDefaultTenant();
  token = await api.addToken(DEFAULT_TENANT_ID, ['Ops:manage']);
});

afterAll(() => api?.stop());

beforeEach(async () => {
  Handler.mended = false;
  Handler.handled.length = 0;
  const messages = [1, 2, 3].map((number) => event(happened, DEFAULT_TENANT_ID, { number }));
  await api.app.get(MessageBus).publish(messages);
  await eventually(async () => expect((await list()).items).toHaveLength(3));
});

afterEach(() => api.call('DELETE', `${PATH}?queue=${QUEUE}&all=true`, { token }));

type DeadLetters = z.infer<typeof deadLettersSchema>;

/** Messages are handled side by side, so which of them fails first is open. */
const numberOf = ({ envelope }: DeadLetters['items'][number]): number =>
  z.object({ payload: z.object({ number: z.number() }) }).parse(envelope).payload.number;

const list = async (): Promise<DeadLetters> => {
  const { body } = await api.call('GET', `${PATH}?queue=${QUEUE}`, { token });
  return deadLettersSchema.parse(body);
};

it('shows every queue, and the messages of one', async () => {
  const all = await api.call('GET', PATH, { token });
  expect(all.body).toEqual({ queues: [{ queue: QUEUE, depth: 3 }], items: [] });
  const { items } = await list();
  expect(items).toMatchObject([
    { name: 'test.happened', tenant_id: DEFAULT_TENANT_ID, attempts: 1, queue: QUEUE },
    {},
    {},
  ]);
  expect(items[0]?.error).toContain('not yet');
});

it('replays some, or all', async () => {
  Handler.mended = true;
  const [first] = (await list()).items;
  const replay = (body: object): ReturnType<ApiHarness['call']> =>
    api.call('POST', `${PATH}/replay`, { token, body });
  expect((await replay({ queue: QUEUE, ids: [first!.id] })).body).toEqual({ replayed: 1 });
  await eventually(() => expect(Handler.handled).toEqual([numberOf(first!)]));
  expect((await replay({ queue: QUEUE, all: true })).body).toEqual({ replayed: 2 });
  await eventually(() => expect([...Handler.handled].sort()).toEqual([1, 2, 3]));
  expect((await list()).items).toEqual([]);
});

it('is in the audit log, with who did it', async () => {
  const [first] = (await list()).items;
  await api.call('DELETE', `${PATH}?queue=${QUEUE}&id=${first!.id}`, { token });
  Handler.mended = true;
  await api.call('POST', `${PATH}/replay`, { token, body: { queue: QUEUE, all: true } });
  const auditor = await api.addToken(DEFAULT_TENANT_ID, ['Audit:read']);
  const { body } = await api.call('GET', `/api/v1/audit?target_id=${QUEUE}`, { token: auditor });
  const target = { kind: 'dead_letter', id: QUEUE };
  expect(body.items.slice(0, 2)).toMatchObject([
    { action: 'dead_letter.replayed', target, changes: { ids: { to: 'all' }, count: { to: 2 } } },
    {
      action: 'dead_letter.discarded',
      target,
      actor: { kind: 'token', name: 'a token' },
      changes: { ids: { to: [first!.id] }, count: { to: 1 } },
    },
  ]);
});

it('deletes some', async () => {
  const [first, second] = (await list()).items;
  const query = `queue=${QUEUE}&id=${first!.id}&id=${second!.id}`;
  const { status, body } = await api.call('DELETE', `${PATH}?${query}`, { token });
  expect([status, body]).toEqual([200, { discarded: 2 }]);
  expect((await list()).items).toHaveLength(1);
});

it.each([
  ['POST', '/replay', { queue: QUEUE }, 'ids'],
  ['POST', '/replay', { queue: QUEUE, ids: ['1'], all: true }, 'ids'],
  ['POST', '/replay', { ids: ['1'] }, 'queue'],
  ['DELETE', `?queue=${QUEUE}`, undefined, 'id'],
  ['DELETE', `?queue=${QUEUE}&id=1&all=true`, undefined, 'id'],
] as const)('wants to be told what is meant: %s %s %j', async (method, path, body, field) => {
  const answer = await api.call(method, PATH + path, { token, body });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
});

it.each([
  ['GET', '?queue=other', undefined],
  ['POST', '/replay', { queue: 'other', all: true }],
  ['DELETE', '?queue=other&all=true', undefined],
] as const)('answers 404 for an unknown queue: %s %s', async (method, path, body) => {
  expect((await api.call(method, PATH + path, { token, body })).status).toBe(404);
});
