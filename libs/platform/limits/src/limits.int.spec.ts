import { describeWith, type PrivateRedis, startPrivateRedis } from '@skyledger/testing';
import Redis from 'ioredis';
import { Limits } from './limits';
import type { RateLimiter } from './rate-limiter';

const forever = new AbortController().signal;

async function takeAll(limiters: readonly RateLimiter[], count: number): Promise<number> {
  const started = performance.now();
  await Promise.all(
    Array.from({ length: count }, (_, index) => limiters[index % limiters.length]!.take(forever)),
  );
  return performance.now() - started;
}

async function untilTaken(limiter: RateLimiter): Promise<number> {
  const started = performance.now();
  await limiter.take(forever);
  return performance.now() - started;
}

describe('limits of one process', () => {
  it('allow the burst at once and then the sustained rate, no more', async () => {
    const limiter = new Limits(null).limiter('burst', { perSecond: 50, burst: 10 });
    expect(await takeAll([limiter], 10)).toBeLessThan(200);
    // Twenty more than the burst, at fifty a second.
    expect(await takeAll([limiter], 20)).toBeGreaterThanOrEqual(380);
  });

  it('keep a rate below one a second', async () => {
    const limiter = new Limits(null).limiter('slow', { perSecond: 0.8, burst: 1 });
    await limiter.take(forever);
    expect(await untilTaken(limiter)).toBeGreaterThanOrEqual(1240);
  });

  it('stop waiting when told to', async () => {
    const limiter = new Limits(null).limiter('abort', { perSecond: 0.001, burst: 1 });
    await limiter.take(forever);
    const abort = new AbortController();
    const waiting = limiter.take(abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow();
    await expect(limiter.take(abort.signal)).rejects.toThrow('enough');
  });

  it('give the same limiter for the same key', () => {
    const limits = new Limits(null);
    const allowance = { perSecond: 1, burst: 1 };
    expect(limits.limiter('a', allowance)).toBe(limits.limiter('a', allowance));
    expect(limits.limiter('a', allowance)).not.toBe(limits.limiter('b', allowance));
  });
});

describeWith(['redis'], 'limits shared through Redis', () => {
  let server: PrivateRedis;
  let redis: Redis;
  let workers: Limits[];

  beforeAll(async () => {
    server = await startPrivateRedis();
    redis = new Redis(server.url, { retryStrategy: () => 50 }).on('error', () => undefined);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.dispose();
  });
  beforeEach(async () => {
    workers = [new Limits(server.url), new Limits(server.url)];
    await Promise.all(workers.map(ready));
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
  });

  const of = (key: string, perSecond: number, burst: number): RateLimiter[] =>
    workers.map((worker) => worker.limiter(key, { perSecond, burst }));

  it('hold for all workers together', async () => {
    expect(await takeAll(of('together', 50, 10), 30)).toBeGreaterThanOrEqual(380);
  });

  it('hold below one request a second', async () => {
    const [first, second] = of('slow', 0.8, 1);
    await first!.take(forever);
    expect(await untilTaken(second!)).toBeGreaterThanOrEqual(1240);
  });

  it('pause every worker for as long as the provider asked, also for less than a second', async () => {
    const [first, second] = of('pause', 1000, 1000);
    await first!.pause(700.5);
    expect(await untilTaken(second!)).toBeGreaterThanOrEqual(690);
  });

  it('never shorten a pause in force', async () => {
    const [first, second] = of('longer', 1000, 1000);
    await first!.pause(900);
    await second!.pause(10);
    expect(await untilTaken(second!)).toBeGreaterThanOrEqual(850);
  });

  it('leave no key behind for good', async () => {
    // Slow, so that neither key ends before it is looked at.
    const [first] = of('traces', 0.1, 10);
    await first!.take(forever);
    await first!.pause(60_000);
    const keys = await redis.keys('skyledger:limit:{traces}:*');
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0);
  });

  it('go on, each worker by itself, while Redis is away, and together again after it', async () => {
    const [first, second] = of('away', 20, 2);
    await server.kill();
    await expect(workers[0]!.healthy()).rejects.toThrow();
    // Two workers for themselves: each has its burst and then its own rate.
    expect(await takeAll([first!], 6)).toBeGreaterThanOrEqual(190);
    await second!.pause(300);
    expect(await untilTaken(second!)).toBeGreaterThanOrEqual(290);

    await server.start();
    await Promise.all(workers.map(ready));
    await redis.ping();
    await first!.pause(400);
    expect(await untilTaken(second!)).toBeGreaterThanOrEqual(390);
  });
});

async function ready(limits: Limits): Promise<void> {
  for (;;) {
    const answered = await limits.healthy().then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise(setImmediate);
  }
}
