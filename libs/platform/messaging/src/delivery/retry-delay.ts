const MAX_DELAY_MS = 300_000;
const JITTER = 0.5;

/** The shortest wait before the retry that follows this attempt (1 is the first), without jitter. */
export function retryStep(attempt: number, baseMs: number): number {
  return Math.min(baseMs * 2 ** (attempt - 1), MAX_DELAY_MS);
}

/** Milliseconds to wait after a failed attempt: the step and up to half of it again, at random. */
export function retryDelay(
  attempt: number,
  baseMs: number,
  random: () => number = Math.random,
): number {
  return Math.round(retryStep(attempt, baseMs) * (1 + JITTER * random()));
}
