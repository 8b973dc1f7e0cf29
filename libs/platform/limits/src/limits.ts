import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { productMetrics } from '@skyledger/telemetry';
import Redis from 'ioredis';
import { redisBucket, type Taken } from './bucket';
import { RecentBuckets } from './recent-buckets';
import { type Allowance, createRateLimiter, type RateLimiter } from './rate-limiter';

/** How long a caller may be held up by Redis that does not answer. */
const PATIENCE_MS = 250;
const WARN_EVERY_MS = 60_000;

/** Hands out one limiter a key; in Redis where there is one, else in this process. */
export class Limits {
  private readonly limiters = new Map<string, RateLimiter>();
  private readonly redis: Redis | undefined;
  private readonly local = new RecentBuckets();
  private readonly logger = new Logger(Limits.name);
  private warnedAt = 0;

  constructor(redisUrl: string | null) {
    if (redisUrl === null) return;
    this.redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
    // The insurance limiter takes over; readiness reports the outage.
    this.redis.on('error', () => undefined);
  }

  /** The limiter of `key`. All callers must name the same allowance for the same key. */
  limiter(key: string, allowance: Allowance): RateLimiter {
    let limiter = this.limiters.get(key);
    if (limiter === undefined) {
      limiter = createRateLimiter(key, allowance, this.redis);
      this.limiters.set(key, limiter);
    }
    return limiter;
  }

  /**
   * Takes one of what `key` is allowed, and never waits for it. For keys without number, such as
   * callers: nothing is kept of those that were not seen for long. While Redis does not answer, the
   * limit holds in this process alone.
   */
  async tryTake(key: string, allowance: Allowance): Promise<Taken> {
    if (this.redis === undefined) return this.local.bucket(key, allowance).take();
    try {
      const shared = redisBucket(key, allowance, this.redis).take();
      return await within(PATIENCE_MS, shared);
    } catch (error) {
      productMetrics.limiterFallbacks.add(1, {});
      this.warn(error);
      return this.local.bucket(key, allowance).take();
    }
  }

  private warn(error: unknown): void {
    if (Date.now() - this.warnedAt < WARN_EVERY_MS) return;
    this.warnedAt = Date.now();
    this.logger.warn(`Redis does not answer, so limits hold for each process: ${String(error)}`);
  }

  /** @throws when Redis is configured and does not answer */
  async healthy(): Promise<void> {
    await this.redis?.ping();
  }

  async close(): Promise<void> {
    this.redis?.disconnect();
  }
}

async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  const abort = new AbortController();
  const tooLate = sleep(milliseconds, undefined, { signal: abort.signal }).then(() => {
    throw new Error(`no answer within ${milliseconds} ms`);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    abort.abort();
    // Whichever lost the race may still fail.
    void Promise.allSettled([answer, tooLate]);
  }
}
