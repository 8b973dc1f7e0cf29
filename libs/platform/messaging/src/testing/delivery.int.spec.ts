import { Controller } from '@nestjs/common';
import { eventually } from '@skyledger/testing';
import { event, type MessageContext, OnEvent, UnroutableMessage } from '../index';
import { onEachTransport, aGate, depth } from './each-transport';
import { aTestEvent, type MessagingApp, TENANT, type TestPayload } from './messaging-app';

onEachTransport('deliveries', (start) => {
  it('delivers an event to every queue bound to it, once each', async () => {
    const contract = aTestEvent();
    const seen: string[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `one.${contract.name}` })
      async one(payload: TestPayload, context: MessageContext): Promise<void> {
        seen.push(`one ${payload.number} ${context.envelope.tenantId} ${context.attempt}`);
      }
      @OnEvent(contract, { queue: `two.${contract.name}` })
      async two(payload: TestPayload): Promise<void> {
        seen.push(`two ${payload.number}`);
      }
    }
    const app = await start({ controllers: [Handlers] });
    await app.bus.publish([event(contract, TENANT, { number: 7 })]);
    await eventually(() => expect(seen.sort()).toEqual([`one 7 ${TENANT} 1`, 'two 7']));
    await eventually(async () => expect(await depth(app, `one.${contract.name}`)).toBe(0));
  });

  it('keeps messages for a queue whose consumer is away', async () => {
    const contract = aTestEvent();
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `away.${contract.name}` })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
      }
    }
    const first = await start({ controllers: [Handlers] });
    await first.close();
    const publisher = await start();
    await publisher.bus.publish([event(contract, TENANT, { number: 1 })]);
    expect(seen).toEqual([]);
    await start({ controllers: [Handlers] });
    await eventually(() => expect(seen).toEqual([1]));
  });

  it('gives each route suffix a queue of its own, and no others', async () => {
    const contract = aTestEvent({ routeBy: (payload) => (payload.number > 0 ? 'aws' : 'other') });
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `worker.${contract.name}`, routeSuffixes: () => ['aws'] })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
      }
    }
    const app = await start({ controllers: [Handlers] });
    const messages = [1, -1, 2].map((number) => event(contract, TENANT, { number }));
    await expect(app.bus.publish(messages)).rejects.toMatchObject({
      messages: [{ id: messages[1]?.id }],
    });
    await eventually(() => expect(seen.sort()).toEqual([1, 2]));
    await eventually(async () => expect(await depth(app, `worker.aws.${contract.name}`)).toBe(0));
  });

  it('acknowledges only after the handler resolved', async () => {
    const contract = aTestEvent();
    const queue = `slow.${contract.name}`;
    const gate = aGate();
    let begun = 0;
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue })
      async handle(): Promise<void> {
        begun += 1;
        await gate.open;
      }
    }
    const app = await start({ controllers: [Handlers], drainMs: 50 });
    await app.bus.publish([event(contract, TENANT, { number: 1 })]);
    await eventually(() => expect(begun).toBe(1));
    await app.close();
    gate.release();
    const second = await start({ controllers: [Handlers] });
    await eventually(() => expect(begun).toBe(2));
    await eventually(async () => expect(await depth(second, queue)).toBe(0));
  });

  it('lets an inbox take effect once, however often a message comes', async () => {
    const contract = aTestEvent();
    const queue = `once.${contract.name}`;
    let deliveries = 0;
    let effects = 0;
    const box: { app?: MessagingApp } = {};
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue })
      async handle(_payload: TestPayload, { envelope }: MessageContext): Promise<void> {
        await box.app?.database.withTenant(envelope.tenantId, async (tx) => {
          if (await box.app?.inbox.once(tx, queue, envelope.id)) effects += 1;
        });
        deliveries += 1;
      }
    }
    box.app = await start({ controllers: [Handlers] });
    const message = event(contract, TENANT, { number: 1 });
    for (let copy = 0; copy < 10; copy += 1) await box.app.bus.publish([message]);
    await eventually(() => expect(deliveries).toBe(10));
    expect(effects).toBe(1);
  });

  it('shares a queue among consumers', async () => {
    const contract = aTestEvent();
    const seen = new Map<string, number[]>();
    const gate = aGate();
    const consumer = (name: string): new () => object => {
      seen.set(name, []);
      @Controller()
      class Handlers {
        @OnEvent(contract, { queue: `shared.${contract.name}`, prefetch: 5 })
        async handle(payload: TestPayload): Promise<void> {
          seen.get(name)?.push(payload.number);
          await gate.open;
        }
      }
      return Handlers;
    };
    const app = await start({ controllers: [consumer('a')] });
    await start({ controllers: [consumer('b')] });
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    await app.bus.publish(numbers.map((number) => event(contract, TENANT, { number })));
    await eventually(() => expect([...seen.values()].map((each) => each.length)).toEqual([5, 5]));
    gate.release();
    await eventually(() => {
      const all = [...seen.values()].flat();
      expect(all.sort((a, b) => a - b)).toEqual(numbers);
    });
  });

  it('reports messages without a queue and publishes the others', async () => {
    const bound = aTestEvent();
    const unbound = aTestEvent();
    const optional = aTestEvent({ optional: true });
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(bound, { queue: `bound.${bound.name}` })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
      }
    }
    const { bus } = await start({ controllers: [Handlers] });
    const lost = event(unbound, TENANT, { number: 1 });
    const publishing = bus.publish([
      lost,
      event(optional, TENANT, { number: 2 }),
      event(bound, TENANT, { number: 3 }),
    ]);
    await expect(publishing).rejects.toBeInstanceOf(UnroutableMessage);
    await expect(publishing).rejects.toMatchObject({ messages: [{ id: lost.id }] });
    await eventually(() => expect(seen).toEqual([3]));
  });
});
