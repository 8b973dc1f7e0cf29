import type { CallFacts } from '../faults/fault-rule';

export interface CallCount {
  readonly provider: string;
  readonly account: string | null;
  readonly service: string;
  readonly action: string;
  readonly region: string | null;
  /** HTTP status; 0 for requests that were never answered. */
  readonly status: number;
  readonly count: number;
}

export interface StatsSnapshot {
  readonly requests: number;
  /** Bytes of bodies sent. */
  readonly bytes: number;
  /** Requests being worked on, hung ones included. */
  readonly open: number;
  readonly calls: readonly CallCount[];
}

export type CallFilter = Partial<Omit<CallCount, 'count'>>;

/** Counts what was asked and how it was answered. */
export class RequestStats {
  private readonly counts = new Map<string, { facts: CallFacts; status: number; count: number }>();
  private bytes = 0;
  private openRequests = 0;

  opened(): void {
    this.openRequests += 1;
  }

  closed(): void {
    this.openRequests -= 1;
  }

  record(facts: CallFacts, status: number, bytes: number): void {
    const { provider, account, service, action, region } = facts;
    const key = [provider, account, service, action, region, status].join(' ');
    const entry = this.counts.get(key);
    if (entry) entry.count += 1;
    else this.counts.set(key, { facts, status, count: 1 });
    this.bytes += bytes;
  }

  snapshot(): StatsSnapshot {
    const calls = [...this.counts.values()].map(({ facts, status, count }) => ({
      provider: facts.provider,
      account: facts.account,
      service: facts.service,
      action: facts.action,
      region: facts.region,
      status,
      count,
    }));
    const requests = calls.reduce((sum, call) => sum + call.count, 0);
    return { requests, bytes: this.bytes, open: this.openRequests, calls };
  }

  /** Requests that fit every given field. */
  count(filter: CallFilter = {}): number {
    const wanted = Object.entries(filter);
    return this.snapshot().calls.reduce(
      (sum, call) =>
        wanted.every(([field, value]) => call[field as keyof CallCount] === value)
          ? sum + call.count
          : sum,
      0,
    );
  }

  reset(): void {
    this.counts.clear();
    this.bytes = 0;
  }
}
