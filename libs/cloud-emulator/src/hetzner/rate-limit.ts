/** The hourly allowance of one project: a bucket that refills steadily and allows bursts. */
export class RateLimit {
  private remaining: number;
  private updatedAt: number | null = null;

  constructor(readonly perHour: number) {
    this.remaining = perHour;
  }

  /** Takes one request out of the allowance; false when there is none left. */
  take(now: Date): boolean {
    this.refill(now);
    if (this.remaining < 1) return false;
    this.remaining -= 1;
    return true;
  }

  /** `RateLimit-Reset` is the UNIX time at which the full allowance is back. */
  headers(now: Date): Record<string, string> {
    this.refill(now);
    const missing = this.perHour - this.remaining;
    const seconds = Math.ceil((missing / this.perHour) * 3600);
    return {
      'ratelimit-limit': String(this.perHour),
      'ratelimit-remaining': String(Math.floor(this.remaining)),
      'ratelimit-reset': String(Math.floor(now.getTime() / 1000) + seconds),
    };
  }

  private refill(now: Date): void {
    const at = now.getTime();
    const elapsed = this.updatedAt === null ? 0 : Math.max(0, at - this.updatedAt);
    this.updatedAt = at;
    this.remaining = Math.min(this.perHour, this.remaining + (elapsed / 3_600_000) * this.perHour);
  }
}
