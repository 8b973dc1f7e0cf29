import { Controller } from '@nestjs/common';
import { eventually } from '@skyledger/testing';
import { event, OnEvent } from '../index';
import { onEachTransport, outboxDepth } from './each-transport';
import { aTestEvent, TENANT, type TestPayload } from './messaging-app';

onEachTransport('outbox', (start) => {
  it('relays the outbox, keeps unroutable rows, and delivers them once there is a queue', async () => {
    const contract = aTestEvent();
    const late = aTestEvent();
    const seen: string[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `relayed.${contract.name}` })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(`relayed ${payload.number}`);
      }
    }
    @Controller()
    class LateHandlers {
      @OnEvent(late, { queue: `late.${late.name}` })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(`late ${payload.number}`);
      }
    }
    const app = await start({ controllers: [Handlers], relay: true });
    await app.database.withTenant(TENANT, async (tx) => {
      await app.outbox.add(tx, [
        event(late, TENANT, { number: 1 }),
        event(contract, TENANT, { number: 2 }),
      ]);
    });
    await eventually(() => expect(seen).toEqual(['relayed 2']));
    await eventually(async () => expect(await outboxDepth(app)).toBe(1));
    await start({ controllers: [LateHandlers] });
    await eventually(() => expect(seen).toEqual(['relayed 2', 'late 1']));
    await eventually(async () => expect(await outboxDepth(app)).toBe(0));
  });

  it('forgets the events of a transaction that rolls back, and of another tenant', async () => {
    const contract = aTestEvent();
    const app = await start();
    const rolledBack = app.database.withTenant(TENANT, async (tx) => {
      await app.outbox.add(tx, [event(contract, TENANT, { number: 1 })]);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    const foreign = app.database.withTenant(TENANT, (tx) =>
      app.outbox.add(tx, [event(contract, '0198a000-0000-7000-8000-0000000000ff', { number: 1 })]),
    );
    await expect(foreign).rejects.toThrow('row-level security');
    expect(await outboxDepth(app)).toBe(0);
  });

  it('loses nothing with two relays at once', async () => {
    const contract = aTestEvent();
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `relays.${contract.name}`, prefetch: 100 })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
      }
    }
    const app = await start({ controllers: [Handlers], relay: true });
    await start({ relay: true });
    const numbers = Array.from({ length: 3000 }, (_, number) => number);
    for (let from = 0; from < numbers.length; from += 300) {
      await app.database.withTenant(TENANT, (tx) =>
        app.outbox.add(
          tx,
          numbers.slice(from, from + 300).map((number) => event(contract, TENANT, { number })),
        ),
      );
    }
    await eventually(() => expect(seen).toHaveLength(3000), { timeoutMs: 30_000 });
    expect([...seen].sort((a, b) => a - b)).toEqual(numbers);
    expect(await outboxDepth(app)).toBe(0);
  });
});
