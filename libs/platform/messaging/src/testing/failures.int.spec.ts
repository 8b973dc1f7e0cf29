import { Controller } from '@nestjs/common';
import { eventually } from '@skyledger/testing';
import { event, type MessageContext, OnEvent, PermanentMessageError } from '../index';
import { onEachTransport, deadLetters } from './each-transport';
import { aTestEvent, TENANT, type TestPayload } from './messaging-app';

onEachTransport('failures', (start) => {
  it('retries with growing delay, then parks the message with its error', async () => {
    const contract = aTestEvent();
    const queue = `failing.${contract.name}`;
    const tries: { at: number; attempt: number; last: boolean }[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue })
      async handle(_payload: TestPayload, context: MessageContext): Promise<void> {
        tries.push({ at: Date.now(), attempt: context.attempt, last: context.lastAttempt });
        throw new Error('no luck with postgres://user:hunter2@db/x');
      }
    }
    const app = await start({ controllers: [Handlers], retryBaseMs: 200 });
    const message = event(contract, TENANT, { number: 1 });
    await app.bus.publish([message]);
    const [letter] = await deadLetters(app, queue, 1);
    expect(tries.map(({ attempt, last }) => ({ attempt, last }))).toEqual([
      { attempt: 1, last: false },
      { attempt: 2, last: false },
      { attempt: 3, last: true },
    ]);
    const [first, second, third] = tries.map(({ at }) => at) as [number, number, number];
    expect(second - first).toBeGreaterThanOrEqual(190);
    expect(third - second).toBeGreaterThanOrEqual(390);
    expect(letter).toMatchObject({
      queue,
      name: contract.name,
      tenantId: TENANT,
      attempts: 3,
      envelope: { id: message.id, payload: { number: 1 } },
    });
    expect(letter?.error).toContain('no luck');
    expect(letter?.error).not.toContain('hunter2');
    expect(Date.now() - (letter?.failedAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it('parks what cannot be understood at once, while its neighbours flow', async () => {
    const contract = aTestEvent();
    const queue = `picky.${contract.name}`;
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue, prefetch: 1 })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
        if (payload.number === 13) throw new PermanentMessageError('thirteen never works');
      }
    }
    const app = await start({ controllers: [Handlers], maxAttempts: 5, retryBaseMs: 60_000 });
    const good = event(contract, TENANT, { number: 1 });
    const body = (change: object): string =>
      JSON.stringify({ ...JSON.parse(good.body), ...change });
    await app.bus.publish([
      { ...event(contract, TENANT, { number: 2 }), body: '{"id": "cut off' },
      { ...event(contract, TENANT, { number: 3 }), body: body({ version: 99 }) },
      { ...event(contract, TENANT, { number: 4 }), body: body({ payload: { number: 'x' } }) },
      event(contract, TENANT, { number: 13 }),
      good,
    ]);
    await eventually(() => expect(seen).toEqual([13, 1]));
    const letters = await deadLetters(app, queue, 4);
    expect(letters.map((letter) => letter.error).sort()).toEqual([
      expect.stringContaining('version 99'),
      expect.stringContaining('payload.number'),
      expect.stringContaining('the message is not JSON'),
      expect.stringContaining('thirteen never works'),
    ]);
    expect(letters.find((letter) => letter.name === null)?.envelope).toBe('{"id": "cut off');
  });

  it('lets the messages behind a failing one pass', async () => {
    const contract = aTestEvent();
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `mixed.${contract.name}`, prefetch: 1 })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
        if (payload.number === 0) throw new Error('not now');
      }
    }
    const app = await start({ controllers: [Handlers], retryBaseMs: 60_000 });
    await app.bus.publish([0, 1, 2].map((number) => event(contract, TENANT, { number })));
    await eventually(() => expect(seen.sort()).toEqual([0, 1, 2]));
  });

  it('lists, replays and discards dead letters', async () => {
    const contract = aTestEvent();
    const queue = `repaired.${contract.name}`;
    const seen: number[] = [];
    let broken = true;
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue })
      async handle(payload: TestPayload, context: MessageContext): Promise<void> {
        if (broken) throw new PermanentMessageError('broken');
        seen.push(payload.number * 10 + context.attempt);
      }
    }
    const app = await start({ controllers: [Handlers] });
    const letterBox = app.bus.deadLetters;
    await app.bus.publish([1, 2, 3, 4].map((number) => event(contract, TENANT, { number })));
    const parked = async (): Promise<number | undefined> =>
      (await letterBox.queues()).find((each) => each.queue === queue)?.depth;
    await eventually(async () => expect(await parked()).toBe(4));
    broken = false;
    const letters = await letterBox.list(queue, 3);
    expect(letters).toHaveLength(3);
    const numbered = (number: number): string =>
      letters.find(
        ({ envelope }) => (envelope as { payload: TestPayload }).payload.number === number,
      )?.id ?? '';
    const [one, two] = letters.map(
      ({ envelope }) => (envelope as { payload: TestPayload }).payload.number,
    ) as [number, number];
    expect(await letterBox.replay(queue, [numbered(one), 'unknown'])).toBe(1);
    await eventually(() => expect(seen).toEqual([one * 10 + 1]));
    expect(await letterBox.discard(queue, [numbered(two)])).toBe(1);
    await eventually(async () => expect(await parked()).toBe(2));
    expect(await letterBox.replay(queue, 'all')).toBe(2);
    await eventually(() => expect(seen).toHaveLength(3));
    await eventually(async () => expect(await parked()).toBe(0));
    expect(seen.map((each) => Math.floor(each / 10))).not.toContain(two);
    expect(await letterBox.list('nobody.knows.this', 5)).toEqual([]);
  });
});
