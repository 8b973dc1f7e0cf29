import type { ProcessContext, Running } from './run-process';
import { runProcess } from './run-process';

const ENV = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing', LOG_LEVEL: 'silent' };

let exit: jest.SpyInstance;
let timers: jest.SpyInstance<NodeJS.Timeout, [() => void, number]>;
let codes: number[];
let written: string;
let contexts: ProcessContext[];
let listeners: Map<string | symbol, Set<unknown>>;

const EVENTS = ['SIGTERM', 'SIGINT', 'unhandledRejection'] as const;

beforeEach(() => {
  codes = [];
  contexts = [];
  timers = jest.spyOn(globalThis, 'setTimeout') as never;
  written = '';
  // The process would end at the first of these; what comes after it here is of no account.
  exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    codes.push(Number(code));
    return undefined as never;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
  listeners = new Map(EVENTS.map((name) => [name, new Set(process.listeners(name as 'SIGTERM'))]));
});
afterEach(async () => {
  // It outlives the test file otherwise, and acts on servers that later ones start.
  for (const { telemetry } of contexts) await telemetry.shutdown();
  for (const { value } of timers.mock.results) clearTimeout(value as NodeJS.Timeout);
  jest.restoreAllMocks();
  for (const name of EVENTS) {
    for (const listener of process.listeners(name as 'SIGTERM')) {
      if (listeners.get(name)?.has(listener) !== true) process.off(name, listener);
    }
  }
});

const run = (
  start: (context: ProcessContext) => Promise<Running>,
  env: Record<string, string> = {},
): Promise<void> =>
  runProcess(
    'test',
    (context) => {
      contexts.push(context);
      return start(context);
    },
    { form: 'distributed', env: { ...ENV, ...env } },
  );

/** Sends a signal to the handlers that `runProcess` added. */
function send(signal: 'SIGTERM' | 'SIGINT'): void {
  for (const listener of process.listeners(signal)) {
    if (listeners.get(signal)?.has(listener) !== true) listener(signal);
  }
}

async function ended(): Promise<number> {
  while (codes.length === 0) await new Promise(setImmediate);
  return codes[0]!;
}

describe('runProcess', () => {
  it('starts with the configuration and the name of the service', async () => {
    const start = jest.fn<Promise<Running>, [ProcessContext]>();
    await run(start, { DATABASE_POOL_SIZE: '3' });
    expect(start.mock.calls[0]![0]).toMatchObject({
      service: 'test',
      config: { databasePoolSize: 3 },
    });
    expect(exit).not.toHaveBeenCalled();
  });

  it('refuses a wrong configuration with a message and an end of its own, and starts nothing', async () => {
    const start = jest.fn();
    await run(start, { DATABASE_POOL_SIZE: 'many' }).catch(() => undefined);
    expect(codes[0]).toBe(2);
    expect(written).toContain('DATABASE_POOL_SIZE');
    expect(start).not.toHaveBeenCalled();
  });

  it('ends with a failure when the service cannot start', async () => {
    await run(() => Promise.reject(new Error('no port')));
    expect(codes).toEqual([1]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'closes in order on %s, and ends well',
    async (signal) => {
      const close = jest.fn(async () => undefined);
      await run(async () => ({ close }));
      send(signal);
      expect(await ended()).toBe(0);
      expect(close).toHaveBeenCalledTimes(1);
    },
  );

  it('closes what was still starting', async () => {
    const close = jest.fn(async () => undefined);
    let finish: (running: Running) => void = () => undefined;
    const starting = run(() => new Promise((resolve) => (finish = resolve)));
    send('SIGTERM');
    finish({ close });
    await starting;
    expect(await ended()).toBe(0);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('ends at once on a second signal', async () => {
    await run(async () => ({ close: () => new Promise(() => undefined) }));
    send('SIGINT');
    send('SIGINT');
    expect(await ended()).toBe(1);
  });

  it('ends when closing takes too long', async () => {
    await run(async () => ({ close: () => new Promise(() => undefined) }), {
      SKYLEDGER_SHUTDOWN_SECONDS: '7',
    });
    send('SIGTERM');
    const [overdue] = timers.mock.calls.filter(([, delay]) => delay === 7000);
    expect(codes).toEqual([]);
    overdue![0]();
    expect(codes).toEqual([1]);
  });
});
