import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRequestGate, type GateOptions, type SharedLimit } from './engine-gate';
import { ProviderError, type FaultKind, type ProviderFault } from './provider-error';
import type { RequestGate } from './request-gate';

class Refused extends Error {
  constructor(
    readonly kind: FaultKind,
    readonly retryAfterMs?: number,
  ) {
    super(`refused: ${kind}`);
  }
}

/** A limit that never waits and remembers what it was asked. */
class RecordingLimit implements SharedLimit {
  taken = 0;
  readonly pauses: number[] = [];

  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.taken += 1;
  }

  async pause(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
  }
}

const classify = (error: unknown): ProviderFault => {
  const { kind, retryAfterMs } = error instanceof Refused ? error : new Refused('bug');
  return {
    kind,
    code: 'Code',
    message: 'words',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
};

let limit: RecordingLimit;
let stop: AbortController;
let faults: [string, string][];

beforeEach(() => {
  limit = new RecordingLimit();
  stop = new AbortController();
  faults = [];
});

function gate(options: Partial<GateOptions> = {}): RequestGate {
  return createRequestGate({
    limitOf: () => limit,
    classify,
    signal: stop.signal,
    timeoutMs: 10_000,
    maxAttempts: 4,
    baseDelayMs: 1,
    maxWaitMs: 60_000,
    onFault: (fault, operation) => faults.push([fault.kind, operation]),
    ...options,
  });
}

/** Fails as told, one entry a request, then answers. */
function server(...refusals: unknown[]): jest.Mock<Promise<string>, [AbortSignal]> {
  const send = jest.fn<Promise<string>, [AbortSignal]>().mockResolvedValue('answer');
  for (const refusal of refusals) send.mockRejectedValueOnce(refusal);
  return send;
}

describe('the request gate', () => {
  it('asks once where the answer comes', async () => {
    const send = server();
    await expect(gate().run('ec2:Describe', send)).resolves.toBe('answer');
    expect(limit).toMatchObject({ taken: 1, pauses: [] });
  });

  it.each<FaultKind>(['throttled', 'unavailable', 'malformed'])('repeats when %s', async (kind) => {
    const send = server(new Refused(kind), new Refused(kind));
    await expect(gate().run('ec2:Describe', send)).resolves.toBe('answer');
    expect(limit.taken).toBe(3);
    expect(faults).toEqual([
      [kind, 'ec2:Describe'],
      [kind, 'ec2:Describe'],
    ]);
  });

  it.each<FaultKind>(['denied', 'expired', 'unauthenticated', 'disabled', 'bug'])(
    'does not repeat when %s',
    async (kind) => {
      const refusal = new Refused(kind);
      const send = server(refusal);
      await expect(gate().run('ec2:Describe', send)).rejects.toMatchObject({
        name: 'ProviderError',
        fault: { kind },
        operation: 'ec2:Describe',
        cause: refusal,
      });
      expect(send).toHaveBeenCalledTimes(1);
    },
  );

  it('gives up after its last attempt, as what it was refused for', async () => {
    const send = jest.fn().mockRejectedValue(new Refused('unavailable'));
    await expect(gate().run('op', send)).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    expect(send).toHaveBeenCalledTimes(4);
  });

  it('keeps a fault that is classified already', async () => {
    const fault: ProviderFault = { kind: 'denied', code: 'Mine', message: 'said so' };
    const send = server(new ProviderError(fault, 'inner'));
    await expect(gate().run('outer', send)).rejects.toMatchObject({ fault, operation: 'outer' });
  });

  describe('throttled', () => {
    it('makes everybody of the account wait, longer each time and never the same', async () => {
      const refusals = Array.from({ length: 5 }, () => new Refused('throttled'));
      await gate({ maxAttempts: 6, baseDelayMs: 100 }).run('op', server(...refusals));
      expect(limit.pauses).toHaveLength(5);
      limit.pauses.forEach((pause, index) => {
        expect(pause).toBeGreaterThanOrEqual(100 * 2 ** index * 0.5);
        expect(pause).toBeLessThan(100 * 2 ** index * 1.5);
      });
      expect(new Set(limit.pauses).size).toBe(5);
    });

    it('waits at least as long as the provider asks', async () => {
      await gate().run('op', server(new Refused('throttled', 7000)));
      expect(limit.pauses).toEqual([7000]);
    });

    it('does not wait longer than it may', async () => {
      const send = server(new Refused('throttled', 60_001));
      await expect(gate().run('op', send)).rejects.toMatchObject({ fault: { kind: 'throttled' } });
      expect(limit.pauses).toEqual([]);
      expect(send).toHaveBeenCalledTimes(1);
    });
  });

  describe('stopped', () => {
    it('ends the request under way, with the reason', async () => {
      const waiting = gate().run(
        'op',
        (signal) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason as Error));
            stop.abort(new Error('the worker stops'));
          }),
      );
      await expect(waiting).rejects.toThrow('the worker stops');
      expect(faults).toEqual([]);
    });

    it('ends the wait before the next attempt', async () => {
      const send = server(new Refused('unavailable'));
      const stopSoon = (): unknown => setImmediate(() => stop.abort());
      const waiting = gate({ baseDelayMs: 10_000, onFault: stopSoon }).run('op', send);
      await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
      expect(send).toHaveBeenCalledTimes(1);
    });

    it('asks nothing more', async () => {
      stop.abort(new Error('the worker stops'));
      const send = server();
      await expect(gate().run('op', send)).rejects.toThrow('the worker stops');
      expect(send).not.toHaveBeenCalled();
    });
  });

  it('ends a request that takes too long, and asks again', async () => {
    const send = server();
    send.mockImplementationOnce(
      (signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
            reject(new Refused('unavailable'));
          }),
        ),
    );
    await expect(gate({ timeoutMs: 5 }).run('op', send)).resolves.toBe('answer');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('does so whatever the garbage collector does', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const collecting = setInterval(collectGarbage, 5);
    const unanswered = gate({ timeoutMs: 60, maxAttempts: 1 }).run(
      'op',
      (signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Refused('unavailable'))),
        ),
    );
    await expect(unanswered).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    clearInterval(collecting);
  });

  it('listens to the end of the work only while a request is under way', async () => {
    const add = jest.spyOn(stop.signal, 'addEventListener');
    const remove = jest.spyOn(stop.signal, 'removeEventListener');
    await gate().run('op', server(new Refused('throttled')));
    expect(add).toHaveBeenCalledTimes(2);
    expect(remove).toHaveBeenCalledTimes(2);
  });

  describe('told of the quota', () => {
    it('waits until it is full again when nothing is left', () => {
      gate().observe({ remaining: 0, resetAt: Date.now() + 5000 });
      expect(limit.pauses).toHaveLength(1);
      expect(limit.pauses[0]).toBeGreaterThan(4000);
      expect(limit.pauses[0]).toBeLessThanOrEqual(5000);
    });

    it('waits with the limit that counts the operation', () => {
      const own = new RecordingLimit();
      const limitOf = (operation?: string): SharedLimit => (operation === 'a:b' ? own : limit);
      gate({ limitOf }).observe({ remaining: 0, resetAt: Date.now() + 5000 }, 'a:b');
      expect(own.pauses).toHaveLength(1);
      expect(limit.pauses).toEqual([]);
    });

    it('never waits longer than it may', () => {
      gate({ maxWaitMs: 1000 }).observe({ remaining: 0, resetAt: Date.now() + 500_000 });
      expect(limit.pauses).toEqual([1000]);
    });

    it.each([
      { remaining: 1, resetAt: Number.MAX_SAFE_INTEGER },
      { remaining: 0 },
      { remaining: 0, resetAt: 1 },
      {},
    ])('goes on where something is left, or nothing is known: %j', (quota) => {
      gate().observe(quota);
      expect(limit.pauses).toEqual([]);
    });
  });
});
