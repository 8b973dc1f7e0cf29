import type { QuotaObservation } from './request-gate';

/** The part of `Headers` that is read here. */
export interface ResponseHeaders {
  get(name: string): string | null;
}

/**
 * What `Retry-After` asks to wait, in milliseconds: given as seconds or as an HTTP date (RFC 9110,
 * 10.2.3). `undefined` without the header or when it cannot be read.
 */
export function readRetryAfter(headers: ResponseHeaders, now = Date.now()): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** A reset below this is a number of seconds to wait, above it a UNIX time: both are in use. */
const EARLIEST_UNIX_TIME = 1_000_000_000;

/**
 * What `RateLimit-Remaining` and `RateLimit-Reset`, or their `X-` forms, say of the quota.
 * `undefined` when neither can be read.
 */
export function readQuota(
  headers: ResponseHeaders,
  now = Date.now(),
): QuotaObservation | undefined {
  const remaining = readCount(headers, 'remaining');
  const reset = readCount(headers, 'reset');
  if (remaining === undefined && reset === undefined) return undefined;
  return {
    ...(remaining === undefined ? {} : { remaining }),
    ...(reset === undefined
      ? {}
      : { resetAt: reset < EARLIEST_UNIX_TIME ? now + reset * 1000 : reset * 1000 }),
  };
}

function readCount(headers: ResponseHeaders, name: string): number | undefined {
  const value = headers.get(`ratelimit-${name}`) ?? headers.get(`x-ratelimit-${name}`);
  const leading = value === null ? null : /^\s*(\d+)/.exec(value);
  return leading ? Number(leading[1]) : undefined;
}
