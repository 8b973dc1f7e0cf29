/** What the headers of a response said of the remaining quota. */
export interface QuotaObservation {
  /** Requests left in the current window. */
  remaining?: number;
  /** When the window is full again, in milliseconds since the epoch. */
  resetAt?: number;
}

/**
 * Every request to a provider goes through the gate: it waits for the account's share of the
 * provider's quota, gives the request a deadline, classifies what went wrong, and repeats what may
 * be repeated with growing, jittered delays. Clients therefore switch their own retries off.
 */
export interface RequestGate {
  /**
   * @param operation the permission the request needs, for example `ec2:DescribeInstances`
   * @param send one attempt; must honour the signal
   * @throws ProviderError when the request was refused or the attempts are used up
   */
  run<Result>(operation: string, send: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /**
   * Tells the gate what a response's headers said.
   * @param operation that was answered; a service with a limit of its own tells of that one alone
   */
  observe(quota: QuotaObservation, operation?: string): void;
}
