const WINDOW_MS = 5000;

/** Queries left to one identity: so many in each window of five seconds. */
export class QueryQuota {
  private used = 0;
  private since = 0;

  constructor(private readonly perWindow: number) {}

  /** Takes one query out; false when there is none. */
  take(now: Date): boolean {
    this.open(now);
    if (this.used >= this.perWindow) return false;
    this.used += 1;
    return true;
  }

  /**
   * What every answer tells.
   * Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
   */
  headers(now: Date): Readonly<Record<string, string>> {
    this.open(now);
    const seconds = Math.ceil((this.since + WINDOW_MS - now.getTime()) / 1000);
    return {
      'x-ms-user-quota-remaining': String(this.perWindow - this.used),
      'x-ms-user-quota-resets-after': `00:00:${String(seconds).padStart(2, '0')}`,
    };
  }

  private open(now: Date): void {
    if (now.getTime() - this.since < WINDOW_MS) return;
    this.since = now.getTime();
    this.used = 0;
  }
}
