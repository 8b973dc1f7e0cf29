/** Reads left to one subscription: a bucket that fills steadily. */
export class ReadBucket {
  private left: number;
  private at: number | null = null;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {
    this.left = burst;
  }

  /** Takes one read out; false when there is none. */
  take(now: Date): boolean {
    this.refill(now);
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  /** Whole reads left, as the header tells. */
  remaining(now: Date): number {
    this.refill(now);
    return Math.floor(this.left);
  }

  private refill(now: Date): void {
    const at = now.getTime();
    const seconds = this.at === null ? 0 : Math.max(0, at - this.at) / 1000;
    this.at = at;
    this.left = Math.min(this.burst, this.left + seconds * this.perSecond);
  }
}
