import { setTimeout as sleep } from 'node:timers/promises';
import type Redis from 'ioredis';
import { type Bucket, memoryBucket, redisBucket } from './bucket';

/** How much may be taken: sustained, and at once after a pause. */
export interface Allowance {
  perSecond: number;
  burst: number;
}

/** A limit shared by every worker that names the same key. */
export interface RateLimiter {
  /** Waits until one more request may be made. @throws the signal's reason when aborted */
  take(signal: AbortSignal): Promise<void>;
  /** Makes every worker of the key wait this long, because the provider asked for it. Never shortens a wait. */
  pause(milliseconds: number): Promise<void>;
}

/**
 * Makes the limiter of one key. With Redis the limit holds across processes; while Redis is away
 * each process keeps the limit on its own.
 */
export function createRateLimiter(key: string, allowance: Allowance, redis?: Redis): RateLimiter {
  const local = memoryBucket(allowance);
  const shared = redis === undefined ? undefined : redisBucket(key, allowance, redis);
  const ask = async <T>(question: (bucket: Bucket) => Promise<T>): Promise<T> => {
    if (shared === undefined) return question(local);
    return question(shared).catch(() => question(local));
  };

  return {
    async take(signal) {
      for (;;) {
        signal.throwIfAborted();
        const { waitMs } = await ask((bucket) => bucket.take());
        if (waitMs <= 0) return;
        await delay(waitMs, signal);
      }
    },
    async pause(milliseconds) {
      await ask((bucket) => bucket.pause(Math.max(1, Math.ceil(milliseconds))));
    },
  };
}

/** Spreads the waiters over a quarter of the wait, so that they do not all come back at once. */
async function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  const spread = Math.random() * Math.min(250, milliseconds / 4);
  await sleep(Math.max(1, milliseconds + spread), undefined, { signal });
}
