import { Controller } from '@nestjs/common';
import { eventually } from '@skyledger/testing';
import { event, type MessageContext, OnEvent } from '../index';
import { aGate, onEachTransport } from './each-transport';
import { aTestEvent, type MessagingApp, TENANT, type TestPayload } from './messaging-app';

const FOREVER = new Promise<void>(() => undefined);

const LEASE_MS = 300;

/** Waits until the lease of the queue's one message was renewed for several times its length. */
async function outliveLeases({ database }: MessagingApp, queue: string): Promise<void> {
  let first: number | undefined;
  await eventually(async () => {
    const [lease] = await database.withoutTenant((tx) =>
      tx.query<{ ends: Date }>(
        'SELECT visible_at AS ends FROM messaging.messages WHERE queue = $1',
        [queue],
      ),
    );
    first ??= lease?.ends.getTime();
    expect(Number(lease?.ends) - Number(first)).toBeGreaterThan(3 * LEASE_MS);
  });
}

onEachTransport('crashes', (start, startDoomed, transport) => {
  it('delivers again what a process took with it', async () => {
    const contract = aTestEvent();
    const attempts: number[] = [];
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue: `crash.${contract.name}` })
      async handle(_payload: TestPayload, { attempt }: MessageContext): Promise<void> {
        attempts.push(attempt);
        if (attempts.length === 1) await FOREVER;
      }
    }
    const publisher = await start();
    const { vanish } = await startDoomed({ controllers: [Handlers] });
    await publisher.bus.publish([event(contract, TENANT, { number: 1 })]);
    await eventually(() => expect(attempts).toEqual([1]));
    vanish();
    await start({ controllers: [Handlers] });
    await eventually(() => expect(attempts).toEqual([1, 2]));
  });

  it('holds a message for as long as its handler lives', async () => {
    const contract = aTestEvent();
    const queue = `long.${contract.name}`;
    const begun: number[] = [];
    const { open, release } = aGate();
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue })
      async handle(payload: TestPayload): Promise<void> {
        begun.push(payload.number);
        await open;
      }
    }
    const app = await start({ controllers: [Handlers], leaseMs: LEASE_MS });
    await start({ controllers: [Handlers], leaseMs: LEASE_MS });
    await app.bus.publish([event(contract, TENANT, { number: 1 })]);
    await eventually(() => expect(begun).toEqual([1]));
    if (transport === 'postgres') await outliveLeases(app, queue);
    release();
    await eventually(async () => {
      const depths = await app.bus.queueDepths();
      const mine = depths.find((each) => each.queue === queue);
      expect(begun.length > 0 && mine?.ready === 0 && !mine.inFlight).toBe(true);
    });
    expect(begun).toEqual([1]);
  });

  it('parks a message that ends every process it meets, and spares its neighbours', async () => {
    const contract = aTestEvent();
    const queue = `deadly.${contract.name}`;
    const seen = new Set<number>();
    // The message may come before the start has returned: what it ends is the process being started.
    let doomed: ReturnType<typeof startDoomed>;
    let crashes = 0;
    let down = true;
    @Controller()
    class Handlers {
      @OnEvent(contract, { queue, maxAttempts: 3 })
      async handle(payload: TestPayload): Promise<void> {
        if (payload.number !== 13) return void seen.add(payload.number);
        crashes += 1;
        down = true;
        (await doomed).vanish();
        await FOREVER;
      }
    }
    const publisher = await start();
    const startNext = async (): Promise<void> => {
      down = false;
      doomed = startDoomed({ controllers: [Handlers], retryBaseMs: 100, leaseMs: 600 });
      await doomed;
    };
    await startNext();
    await publisher.bus.publish([13, 1, 2].map((number) => event(contract, TENANT, { number })));
    const letters = await eventually(
      async () => {
        if (down) await startNext();
        const found = await publisher.bus.deadLetters.list(queue, 5);
        expect(found).not.toEqual([]);
        expect([...seen].sort()).toEqual([1, 2]);
        return found;
      },
      { timeoutMs: 90_000 },
    );
    for (const letter of letters) {
      expect(letter).toMatchObject({ envelope: { payload: { number: 13 } }, attempts: 3 });
      expect(letter.error).toContain('no outcome');
    }
    // A crash between passing it on and acknowledging it makes a second copy of it.
    expect(crashes).toBeGreaterThanOrEqual(3);
    expect(crashes).toBeLessThanOrEqual(6);
  });
});
