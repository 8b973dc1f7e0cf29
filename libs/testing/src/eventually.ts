import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long to go on trying, in milliseconds. */
  timeoutMs?: number;
  /** Pause between two tries, in milliseconds. */
  everyMs?: number;
}

/**
 * Repeats `attempt` until it returns something truthy (or nothing at all, as assertions do)
 * without throwing, and returns that. This is how a test waits: for a condition, never for a time.
 *
 * @throws Error with the last failure in its message (and as its cause) when time is up.
 */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { timeoutMs = 60_000, everyMs = 25 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const result = await attempt();
      if (Boolean(result) || result === undefined) return result;
      failure = new Error(`the condition returned ${String(result)}`);
    } catch (error) {
      failure = error;
    }
    if (Date.now() >= deadline) {
      const reason = failure instanceof Object && 'message' in failure ? failure.message : failure;
      throw new Error(`Not so within ${timeoutMs} ms: ${String(reason)}`, { cause: failure });
    }
    await delay(everyMs);
  }
}
