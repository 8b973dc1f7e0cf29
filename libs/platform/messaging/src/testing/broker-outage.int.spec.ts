import { Controller } from '@nestjs/common';
import {
  createTestDatabase,
  describeWith,
  eventually,
  type PrivateRabbit,
  startPrivateRabbit,
  type TestResource,
} from '@skyledger/testing';
import { event, OnEvent, OnRequest, TransportUnavailable } from '../index';
import { aGate, outboxDepth } from './each-transport';
import {
  aTestEvent,
  aTestRequest,
  type MessagingApp,
  type MessagingAppOptions,
  startMessagingApp,
  TENANT,
  type TestPayload,
} from './messaging-app';

describeWith(['rabbitmq'], 'broker outages', () => {
  let rabbit: PrivateRabbit;
  let database: TestResource;
  const apps: MessagingApp[] = [];

  const start = async (options: Partial<MessagingAppOptions>): Promise<MessagingApp> => {
    const place = {
      transport: 'rabbitmq' as const,
      databaseUrl: database.url,
      amqpUrl: rabbit.url,
    };
    const app = await startMessagingApp({ ...place, publishTimeoutMs: 2000, ...options });
    apps.push(app);
    return app;
  };
  const add = (app: MessagingApp, contract: ReturnType<typeof aTestEvent>, numbers: number[]) =>
    app.database.withTenant(TENANT, (tx) =>
      app.outbox.add(
        tx,
        numbers.map((number) => event(contract, TENANT, { number })),
      ),
    );

  beforeAll(async () => {
    [rabbit, database] = await Promise.all([startPrivateRabbit(), createTestDatabase()]);
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
  });
  afterAll(async () => {
    await rabbit?.dispose();
    await database?.drop();
  });

  it('loses nothing when the broker is killed, and delivers what was written meanwhile', async () => {
    const contract = aTestEvent();
    const request = aTestRequest();
    const seen = new Set<number>();
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `outage.${contract.name}`, maxAttempts: 10 })
      async handle(payload: TestPayload): Promise<void> {
        seen.add(payload.number);
      }
      @OnRequest(request)
      async double(payload: TestPayload): Promise<{ doubled: number }> {
        return { doubled: payload.number * 2 };
      }
    }
    const app = await start({ controllers: [Handlers], relay: true });
    await add(app, contract, [1, 2, 3]);
    await eventually(() => expect(seen.size).toBe(3));

    await rabbit.saveQueues();
    const storm = add(app, contract, [4, 5, 6]);
    await rabbit.kill();
    await storm;
    await eventually(() => expect(app.bus.healthy()).rejects.toBeInstanceOf(TransportUnavailable));
    const refused = Date.now();
    const asked = app.bus.request({ ...request, deadlineMs: 60_000 }, { number: 4 });
    await expect(asked).rejects.toBeInstanceOf(TransportUnavailable);
    expect(Date.now() - refused).toBeLessThan(10_000);
    await add(app, contract, [7, 8, 9]);
    expect(await outboxDepth(app)).toBeGreaterThanOrEqual(3);

    await rabbit.start();
    await eventually(() => expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]), {
      timeoutMs: 60_000,
    });
    await eventually(async () => expect(await outboxDepth(app)).toBe(0));
    expect(await app.bus.request(request, { number: 4 })).toEqual({ doubled: 8 });
    await app.bus.healthy();
  });

  it('keeps events while the broker blocks publishers for want of memory', async () => {
    const contract = aTestEvent();
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `blocked.${contract.name}` })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
      }
    }
    const app = await start({ controllers: [Handlers], relay: true });
    await rabbit.control('set_vm_memory_high_watermark', '0');
    try {
      await add(app, contract, [1]);
      await eventually(() => expect(app.bus.healthy()).rejects.toThrow('blocks'), {
        timeoutMs: 30_000,
      });
      const asked = app.bus.request(aTestRequest(60_000), { number: 1 });
      await expect(asked).rejects.toThrow('blocks');
      await add(app, contract, [2]);
      expect(await outboxDepth(app)).toBeGreaterThanOrEqual(1);
    } finally {
      await rabbit.control('set_vm_memory_high_watermark', '0.6');
    }
    await eventually(() => expect([...new Set(seen)].sort()).toEqual([1, 2]), {
      timeoutMs: 60_000,
    });
    await eventually(async () => expect(await outboxDepth(app)).toBe(0), { timeoutMs: 30_000 });
  });

  it('declares and consumes its queue again when somebody deleted it', async () => {
    const contract = aTestEvent();
    const queue = `deleted.${contract.name}`;
    const seen: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
      }
    }
    const app = await start({ controllers: [Handlers], relay: true });
    await rabbit.control('delete_queue', queue);
    await add(app, contract, [1]);
    await eventually(() => expect(seen).toEqual([1]), { timeoutMs: 30_000 });
  });

  it('starts without a broker, and joins it when it comes', async () => {
    const contract = aTestEvent();
    const seen: number[] = [];
    const gate = aGate();
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `early.${contract.name}` })
      async handle(payload: TestPayload): Promise<void> {
        seen.push(payload.number);
        gate.release();
      }
    }
    await rabbit.stop();
    const app = await start({ controllers: [Handlers], relay: true });
    await add(app, contract, [1]);
    await rabbit.start();
    await Promise.race([gate.open, eventually(() => seen.length > 0, { timeoutMs: 60_000 })]);
    expect(seen).toEqual([1]);
  });
});
