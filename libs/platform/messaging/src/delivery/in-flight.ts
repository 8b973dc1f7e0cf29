/** The work a process has begun and must finish, or hand back, before it ends. */
export class InFlight {
  readonly #running = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  get size(): number {
    return this.#running.size;
  }

  /** Aborted when the drain's deadline has passed. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Counts the work until it settles; the work must not reject. */
  track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  /**
   * Waits for everything under way, at most `deadlineMs`; then aborts the signal and waits `graceMs`
   * more. Tells whether everything ended.
   */
  async drain(deadlineMs: number, graceMs: number): Promise<boolean> {
    if (await this.#settled(deadlineMs)) return true;
    this.#abort.abort(new Error('the process is shutting down'));
    return this.#settled(graceMs);
  }

  async #settled(timeoutMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), timeoutMs);
    });
    const all = this.#allEnded();
    try {
      return await Promise.race([all, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #allEnded(): Promise<true> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    return true;
  }
}
