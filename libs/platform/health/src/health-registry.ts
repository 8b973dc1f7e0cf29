/** Succeeds when the dependency can be used, throws with the reason when not. */
export type HealthCheck = () => Promise<void> | void;

export interface CheckResult {
  readonly status: 'ok' | 'failing';
  /** Why it fails, in words for the operator. */
  readonly reason?: string;
}

/** The answer of `/health/ready`. */
export interface ReadinessReport {
  readonly status: 'ready' | 'not_ready';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

const DEADLINE_MILLISECONDS = 2_000;

/** What a process depends on, as the modules that need it register it. */
export class HealthRegistry {
  readonly #checks = new Map<string, HealthCheck>();

  constructor(private readonly deadlineMilliseconds = DEADLINE_MILLISECONDS) {}

  /**
   * Adds a check under the name it is reported by (`database`, `broker`, ...).
   *
   * @throws RangeError when the name is taken.
   */
  register(name: string, check: HealthCheck): void {
    if (this.#checks.has(name)) throw new RangeError(`A health check named ${name} is registered`);
    this.#checks.set(name, check);
  }

  /** Runs all checks at once. One that hangs is failing when its deadline has passed. */
  async report(): Promise<ReadinessReport> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await this.#run(check)] as const),
    );
    return {
      status: results.every(([, { status }]) => status === 'ok') ? 'ready' : 'not_ready',
      checks: Object.fromEntries(results),
    };
  }

  async #run(check: HealthCheck): Promise<CheckResult> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      const hung = new Error(`no answer within ${this.deadlineMilliseconds} ms`);
      timer = setTimeout(() => reject(hung), this.deadlineMilliseconds);
    });
    try {
      await Promise.race([Promise.resolve().then(check), deadline]);
      return { status: 'ok' };
    } catch (error) {
      return { status: 'failing', reason: reasonOf(error) };
    } finally {
      clearTimeout(timer);
    }
  }
}

function reasonOf(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  // Anyone may ask for health: a login in a connection error is not for them.
  return String(message).replace(/:\/\/[^\s/@]+@/g, '://***@') || 'failed without a reason';
}
