import { Controller } from '@nestjs/common';
import { eventually } from '@skyledger/testing';
import { event, type MessageContext, OnEvent } from '../index';
import { onEachTransport, aGate, depth } from './each-transport';
import { aTestEvent, TENANT, type TestPayload } from './messaging-app';

onEachTransport('shutdown', (start) => {
  it('finishes running work on shutdown and lets the rest be', async () => {
    const contract = aTestEvent();
    const queue = `drained.${contract.name}`;
    const gate = aGate();
    const begun: number[] = [];
    const finished: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue, prefetch: 2 })
      async handle(payload: TestPayload): Promise<void> {
        begun.push(payload.number);
        await gate.open;
        finished.push(payload.number);
      }
    }
    const app = await start({ controllers: [Handlers] });
    await app.bus.publish([1, 2, 3, 4].map((number) => event(contract, TENANT, { number })));
    await eventually(() => expect(begun).toHaveLength(2));
    const closed = app.close();
    gate.release();
    await closed;
    expect([...finished].sort()).toEqual([...begun].sort());
    const observer = await start();
    await eventually(async () => expect(await depth(observer, queue)).toBe(4 - begun.length));
  });

  it('aborts what does not end in time and hands it back', async () => {
    const contract = aTestEvent();
    const attempts: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `aborted.${contract.name}`, maxAttempts: 5 })
      handle(_payload: TestPayload, { attempt, signal }: MessageContext): Promise<void> {
        attempts.push(attempt);
        if (attempts.length > 1) return Promise.resolve();
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        });
      }
    }
    const app = await start({ controllers: [Handlers], drainMs: 50 });
    await app.bus.publish([event(contract, TENANT, { number: 1 })]);
    await eventually(() => expect(attempts).toHaveLength(1));
    await app.close();
    await start({ controllers: [Handlers] });
    await eventually(() => expect(attempts).toHaveLength(2));
  });
});
