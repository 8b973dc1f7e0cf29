import { Pump } from './pump';

describe('Pump', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Work whose runs end when the test says so. */
  function manualWork(): { work: () => Promise<void>; runs: ((error?: Error) => void)[] } {
    const runs: ((error?: Error) => void)[] = [];
    const work = (): Promise<void> =>
      new Promise((resolve, reject) => {
        runs.push((error) => (error === undefined ? resolve() : reject(error)));
      });
    return { work, runs };
  }
  const settled = (): Promise<void> => jest.advanceTimersByTimeAsync(0).then(() => undefined);

  it('runs once more for any number of wake-ups during a run, and never twice at a time', async () => {
    const { work, runs } = manualWork();
    const pump = new Pump(work, { name: 'test' });
    pump.wake();
    pump.wake();
    pump.wake();
    expect(runs).toHaveLength(1);
    runs[0]?.();
    await settled();
    expect(runs).toHaveLength(2);
    runs[1]?.();
    await settled();
    expect(runs).toHaveLength(2);
  });

  it('polls', async () => {
    const { work, runs } = manualWork();
    const pump = new Pump(work, { name: 'test', pollMs: 1000 });
    pump.wake();
    runs[0]?.();
    await jest.advanceTimersByTimeAsync(999);
    expect(runs).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(runs).toHaveLength(2);
  });

  it('pauses after a failure, whatever wakes it, and goes on by itself', async () => {
    const { work, runs } = manualWork();
    const pump = new Pump(work, { name: 'test', maxPauseMs: 100 });
    pump.wake();
    runs[0]?.(new Error('away'));
    await settled();
    pump.wake();
    expect(runs).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(100);
    expect(runs).toHaveLength(2);
  });

  it('stops after the run under way', async () => {
    const { work, runs } = manualWork();
    const pump = new Pump(work, { name: 'test', pollMs: 10 });
    pump.wake();
    pump.wake();
    const stopped = pump.stop();
    runs[0]?.();
    await stopped;
    pump.wake();
    await jest.advanceTimersByTimeAsync(1000);
    expect(runs).toHaveLength(1);
  });
});
