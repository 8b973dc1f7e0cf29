import { InFlight } from './in-flight';

describe('InFlight', () => {
  it('drains at once when nothing runs', async () => {
    const inFlight = new InFlight();
    expect(await inFlight.drain(60_000, 60_000)).toBe(true);
    expect(inFlight.signal.aborted).toBe(false);
  });

  it('waits for what runs, and for what that begins', async () => {
    const inFlight = new InFlight();
    const ended: string[] = [];
    const later = async (name: string, then?: () => void): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      then?.();
      ended.push(name);
    };
    inFlight.track(later('first', () => inFlight.track(later('second'))));
    expect(await inFlight.drain(60_000, 60_000)).toBe(true);
    expect(ended).toEqual(['first', 'second']);
  });

  it('aborts after the deadline and waits for those that heed it', async () => {
    const inFlight = new InFlight();
    inFlight.track(
      new Promise((resolve) => inFlight.signal.addEventListener('abort', () => resolve())),
    );
    expect(await inFlight.drain(1, 60_000)).toBe(true);
  });

  it('tells when something never ended', async () => {
    const inFlight = new InFlight();
    inFlight.track(new Promise(() => undefined));
    expect(await inFlight.drain(1, 1)).toBe(false);
    expect(inFlight.size).toBe(1);
  });
});
