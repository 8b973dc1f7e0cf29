import type Redis from 'ioredis';
import type { Allowance } from './rate-limiter';

/** What became of asking for a token. */
export interface Taken {
  /** 0 when a token was taken; else milliseconds to wait before asking again. */
  readonly waitMs: number;
  /** Milliseconds until the bucket is full again, if nobody takes more; whole ones. */
  readonly fullAfterMs: number;
}

/**
 * A token bucket, kept as the one moment at which it will be full again: each request moves that
 * moment on by the time one token takes, and it may lie at most a burst ahead.
 */
export interface Bucket {
  /** Takes a token if there is one. */
  take(): Promise<Taken>;
  /** Gives out nothing for so many milliseconds; a longer pause in force stays. */
  pause(milliseconds: number): Promise<void>;
}

/** How long one token takes, and how far ahead of now the bucket may be full, in milliseconds. */
function pace({ perSecond, burst }: Allowance): { each: number; ahead: number } {
  const each = 1000 / perSecond;
  return { each, ahead: each * (Math.max(1, burst) - 1) };
}

/** A bucket of this process alone. */
export function memoryBucket(allowance: Allowance): Bucket {
  const { each, ahead } = pace(allowance);
  let fullAt = 0;
  let pausedUntil = 0;
  return {
    take: async () => {
      const now = performance.now();
      const due = Math.max(fullAt, now);
      const waitMs = Math.max(0, Math.max(due - ahead, pausedUntil) - now);
      if (waitMs === 0) fullAt = due + each;
      return { waitMs, fullAfterMs: Math.max(0, Math.round(fullAt - now)) };
    },
    pause: async (milliseconds) => {
      pausedUntil = Math.max(pausedUntil, performance.now() + milliseconds);
    },
  };
}

/** By the clock of Redis, so that the workers' clocks need not agree. */
const TAKE = `
  local paused = redis.call('PTTL', KEYS[2])
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local due = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
  local wait = math.max(due - tonumber(ARGV[2]) - now, paused)
  if wait > 0 then return { math.ceil(wait), math.floor(due - now + 0.5) } end
  local full = due + tonumber(ARGV[1])
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
  return { 0, math.floor(full - now + 0.5) }`;

const PAUSE = `
  if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
    redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
  end
  return 0`;

/** A bucket shared by every process that uses the same Redis. Rejects while Redis is away. */
export function redisBucket(key: string, allowance: Allowance, redis: Redis): Bucket {
  const { each, ahead } = pace(allowance);
  // The braces keep both keys in one slot of a cluster.
  const [full, pause] = [`skyledger:limit:{${key}}:full`, `skyledger:limit:{${key}}:pause`];
  return {
    take: async () => {
      const taken = await redis.eval(TAKE, 2, full, pause, each, ahead);
      const [waitMs, fullAfterMs] = taken as [number, number];
      return { waitMs, fullAfterMs };
    },
    pause: async (milliseconds) => {
      await redis.eval(PAUSE, 1, pause, milliseconds);
    },
  };
}
