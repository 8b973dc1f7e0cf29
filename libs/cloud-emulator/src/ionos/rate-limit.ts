/** A bucket of `burst` requests that refills at `perMinute`. */
export class IonosRateLimit {
  private left: number;
  private updatedAt: number | null = null;

  constructor(
    private readonly perMinute: number,
    private readonly burst: number,
  ) {
    this.left = burst;
  }

  /** Takes one request; false when there is none left. */
  take(now: Date): boolean {
    const at = now.getTime();
    const elapsed = this.updatedAt === null ? 0 : Math.max(0, at - this.updatedAt);
    this.updatedAt = at;
    this.left = Math.min(this.burst, this.left + (elapsed / 60_000) * this.perMinute);
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  /** How long until the next request is served, in whole seconds. */
  retryAfterSeconds(): number {
    return Math.max(1, Math.ceil(((1 - this.left) / this.perMinute) * 60));
  }

  headers(): Record<string, string> {
    return {
      'x-ratelimit-burst': String(this.burst),
      'x-ratelimit-limit': String(this.perMinute),
      'x-ratelimit-remaining': String(Math.max(0, Math.floor(this.left))),
    };
  }
}
