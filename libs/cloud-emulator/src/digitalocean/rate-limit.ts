interface Minute {
  readonly number: number;
  count: number;
}

const MS_A_MINUTE = 60_000;

/**
 * The two allowances of a token: one for any hour, and a twentieth of it for any minute. Requests
 * come back an hour after they were made, counted here by whole minutes.
 */
export class RateLimit {
  private minutes: Minute[] = [];

  constructor(readonly perHour: number) {}

  /** Takes a request out of both; else tells how many seconds to wait, or null for the hour's. */
  take(now: Date): { readonly retryAfterSeconds: number | null } | null {
    const minute = this.minuteOf(now);
    if (this.used() >= this.perHour) return { retryAfterSeconds: null };
    if (minute.count >= Math.ceil(this.perHour / 20)) {
      const left = MS_A_MINUTE - (now.getTime() % MS_A_MINUTE);
      return { retryAfterSeconds: Math.ceil(left / 1000) };
    }
    minute.count += 1;
    return null;
  }

  /** `ratelimit-reset` is the UNIX time at which the oldest request comes back. */
  headers(now: Date): Record<string, string> {
    this.minuteOf(now);
    const oldest = this.minutes.find((minute) => minute.count > 0)?.number;
    const reset = oldest === undefined ? now.getTime() / 1000 : (oldest + 60) * 60;
    return {
      'ratelimit-limit': String(this.perHour),
      'ratelimit-remaining': String(this.perHour - this.used()),
      'ratelimit-reset': String(Math.floor(reset)),
    };
  }

  private minuteOf(now: Date): Minute {
    const number = Math.floor(now.getTime() / MS_A_MINUTE);
    this.minutes = this.minutes.filter((minute) => minute.number > number - 60);
    const last = this.minutes.at(-1);
    if (last?.number === number) return last;
    const minute = { number, count: 0 };
    this.minutes.push(minute);
    return minute;
  }

  private used(): number {
    return this.minutes.reduce((sum, minute) => sum + minute.count, 0);
  }
}
