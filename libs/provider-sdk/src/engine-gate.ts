import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError, type ProviderFault } from './provider-error';
import type { QuotaObservation, RequestGate } from './request-gate';

/** What the gate needs of the account's shared limit. */
export interface SharedLimit {
  take(signal: AbortSignal): Promise<void>;
  pause(milliseconds: number): Promise<void>;
}

export interface GateOptions {
  /** The limit that counts requests like this one; without an operation, the provider's general one. */
  limitOf(operation?: string): SharedLimit;
  classify(error: unknown): ProviderFault;
  /** Ends every request and every wait. */
  signal: AbortSignal;
  /** Deadline of one request, in milliseconds. */
  timeoutMs: number;
  /** Requests made at most for one answer. */
  maxAttempts: number;
  /** First delay between attempts; doubles each time, with jitter. */
  baseDelayMs: number;
  /** A wait longer than this is not waited: the request fails as throttled. */
  maxWaitMs: number;
  /** Called for each answer, for metrics. */
  onAnswer?(operation: string): void;
  /** Called for each refusal, for metrics. */
  onFault?(fault: ProviderFault, operation: string): void;
}

const REPEATABLE = new Set(['throttled', 'unavailable', 'malformed']);

/** The gate the engine gives to every client. */
export function createRequestGate(options: GateOptions): RequestGate {
  // Each request under way listens; Node would take so many for a leak.
  setMaxListeners(0, options.signal);
  return {
    async run(operation, send) {
      for (let attempt = 1; ; attempt += 1) {
        await options.limitOf(operation).take(options.signal);
        try {
          const answer = await withDeadline(options, send);
          options.onAnswer?.(operation);
          return answer;
        } catch (error) {
          options.signal.throwIfAborted();
          const fault = error instanceof ProviderError ? error.fault : options.classify(error);
          options.onFault?.(fault, operation);
          const wait = waitBefore(attempt, fault, options.baseDelayMs);
          if (
            !REPEATABLE.has(fault.kind) ||
            attempt >= options.maxAttempts ||
            wait > options.maxWaitMs
          ) {
            throw new ProviderError(fault, operation, { cause: error });
          }
          if (fault.kind === 'throttled') await options.limitOf(operation).pause(wait);
          else await sleep(wait, undefined, { signal: options.signal });
        }
      }
    },
    observe(quota: QuotaObservation, operation?: string) {
      if (quota.remaining !== 0 || quota.resetAt === undefined) return;
      const wait = Math.min(quota.resetAt - Date.now(), options.maxWaitMs);
      // Not awaited: an observation must not delay the answer that carried it.
      if (wait > 0)
        options
          .limitOf(operation)
          .pause(wait)
          .catch(() => undefined);
    },
  };
}

/**
 * One attempt with its deadline. Not by AbortSignal.any of AbortSignal.timeout: in Node 20.20 the
 * garbage collector takes the timeout away, and the request hangs for ever.
 */
async function withDeadline<Result>(
  { signal, timeoutMs }: GateOptions,
  send: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const attempt = new AbortController();
  const stop = (): void => attempt.abort(signal.reason);
  const timeout = setTimeout(
    () => attempt.abort(new DOMException(`no answer in ${timeoutMs} ms`, 'TimeoutError')),
    timeoutMs,
  );
  signal.addEventListener('abort', stop);
  try {
    return await send(attempt.signal);
  } finally {
    clearTimeout(timeout);
    signal.removeEventListener('abort', stop);
  }
}

function waitBefore(attempt: number, fault: ProviderFault, baseDelayMs: number): number {
  const jittered = baseDelayMs * 2 ** (attempt - 1) * (0.5 + Math.random());
  return Math.max(fault.retryAfterMs ?? 0, jittered);
}
