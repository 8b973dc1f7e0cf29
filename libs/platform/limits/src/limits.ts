import Redis from 'ioredis';
import { type Allowance, createRateLimiter, type RateLimiter } from './rate-limiter';

/** Hands out one limiter a key; in Redis where there is one, else in this process. */
export class Limits {
  private readonly limiters = new Map<string, RateLimiter>();
  private readonly redis: Redis | undefined;

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

  /** @throws when Redis is configured and does not answer */
  async healthy(): Promise<void> {
    await this.redis?.ping();
  }

  async close(): Promise<void> {
    this.redis?.disconnect();
  }
}
