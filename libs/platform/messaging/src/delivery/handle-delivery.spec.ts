import { Logger } from '@nestjs/common';
import { aTestEvent, TENANT } from '../testing/messaging-app';
import type { EventBinding } from '../handlers/bindings';
import { event } from '../message';
import type { Delivery, Outcome } from './delivery';
import { handleDelivery } from './handle-delivery';

const contract = aTestEvent();
const { body } = event(contract, TENANT, { number: 1 });
const refused = (): Error => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
const broken = (): Error => new Error('Connection terminated unexpectedly');

function handle(
  handler: EventBinding['handle'],
  delivery: Partial<Delivery> = {},
  signal = new AbortController().signal,
): Promise<Outcome> {
  const binding = {
    contract: contract as EventBinding['contract'],
    handle: handler,
    queue: 'some.queue',
    routingKey: contract.name,
    andBelow: false,
    prefetch: 1,
    maxAttempts: 3,
  };
  return handleDelivery(
    binding,
    { body, headers: {}, attempt: 1, vanished: 0, suspect: false, ...delivery },
    { system: 'test', retryBaseMs: 1, signal },
  );
}

describe('a delivery', () => {
  beforeEach(() => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    jest.spyOn(Logger.prototype, 'error').mockImplementation();
  });

  it('is held while there is no database, and uses up no try', async () => {
    let calls = 0;
    const handler = async (): Promise<void> => {
      calls += 1;
      if (calls < 8) throw refused();
      if (calls === 8) throw broken();
    };
    expect(await handle(handler, { attempt: 2 })).toMatchObject({ kind: 'retry', attempts: 2 });
    expect(calls).toBe(8);
    expect(await handle(handler, { attempt: 3 })).toEqual({ kind: 'done' });
  });

  it('uses up a try when the database went away under it', async () => {
    const handler = async (): Promise<void> => {
      throw broken();
    };
    expect(await handle(handler, { attempt: 2 })).toMatchObject({ kind: 'retry', attempts: 2 });
    expect(await handle(handler, { attempt: 3 })).toMatchObject({ kind: 'dead', attempts: 3 });
  });

  it('is handed back when the process stops while there is no database', async () => {
    const stop = new AbortController();
    const handler = async (): Promise<void> => {
      setImmediate(() => stop.abort());
      throw refused();
    };
    expect(await handle(handler, {}, stop.signal)).toEqual({ kind: 'release' });
  });

  describe('whose consumers vanished', () => {
    const handler = jest.fn(async () => undefined);

    beforeEach(() => handler.mockClear());

    it.each([
      { attempt: 2, vanished: 1, attempts: 1 },
      { attempt: 4, vanished: 3, attempts: 2 },
      { attempt: 6, vanished: 3, attempts: 2 },
    ])('among others $vanished times is to be tried alone', async ({ attempts, ...delivery }) => {
      expect(await handle(handler, delivery)).toEqual({ kind: 'suspect', attempts });
      expect(handler).not.toHaveBeenCalled();
    });

    it('is tried alone as long as there are tries', async () => {
      const delivery = { attempt: 3, vanished: 1, suspect: true };
      expect(await handle(handler, delivery)).toEqual({ kind: 'done' });
      expect(handler).toHaveBeenCalledTimes(1);
    });

    it('is given up when they vanished from it alone', async () => {
      const delivery = { attempt: 4, vanished: 1, suspect: true };
      expect(await handle(handler, delivery)).toEqual({
        kind: 'dead',
        error: 'no outcome after 3 deliveries',
        attempts: 3,
      });
      expect(handler).not.toHaveBeenCalled();
    });
  });
});
