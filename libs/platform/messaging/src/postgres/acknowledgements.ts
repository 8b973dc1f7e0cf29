import { Pump } from '../delivery/pump';
import type { MessageRepository } from './message.repository';

/** Deletes handled messages, as many in one statement as came up during the one before. */
export class Acknowledgements {
  #waiting: { id: string; done: () => void }[] = [];
  readonly #pump: Pump;

  constructor(messages: MessageRepository) {
    this.#pump = new Pump(
      async () => {
        const batch = [...this.#waiting];
        if (batch.length === 0) return;
        await messages.remove(batch.map(({ id }) => id));
        this.#waiting = this.#waiting.slice(batch.length);
        for (const { done } of batch) done();
      },
      { name: 'acknowledging', maxPauseMs: 1000 },
    );
  }

  /** Resolves when the message is gone; waits as long as the database is away. */
  acknowledge(id: string): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push({ id, done });
      this.#pump.wake();
    });
  }

  stop(): Promise<void> {
    return this.#pump.stop();
  }
}
