import type { Database } from '@skyledger/database';

const CHANNEL = 'skyledger_messages';

/** Tells the parts of this process when something was put into their queues. */
export class Wakeups {
  readonly #wake = new Map<string, () => void>();
  #listening: Promise<() => Promise<void>> | undefined;

  constructor(private readonly database: Database) {}

  /** Calls `wake` after each message for the queue, and whenever some may have been missed. */
  async subscribe(queue: string, wake: () => void): Promise<void> {
    this.#wake.set(queue, wake);
    // When the first connection fails, listening goes on trying by itself, and polling covers for it.
    this.#listening ??= this.database
      .listen(CHANNEL, (payload) => this.#notified(payload))
      .catch(() => async () => undefined);
    await this.#listening;
  }

  unsubscribe(queue: string): void {
    this.#wake.delete(queue);
  }

  async close(): Promise<void> {
    const stop = await this.#listening;
    this.#listening = undefined;
    await stop?.();
  }

  #notified(queue: string): void {
    if (queue === '') for (const wake of this.#wake.values()) wake();
    else this.#wake.get(queue)?.();
  }
}
