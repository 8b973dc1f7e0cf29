import { Logger } from '@nestjs/common';
import { errorText } from '../errors';

const logger = new Logger('Messaging');

export interface PumpOptions {
  /** Names the work in logs. */
  readonly name: string;
  /** Runs the work at least this often. */
  readonly pollMs?: number;
  /** Longest pause after failures; default 10 s. */
  readonly maxPauseMs?: number;
}

/**
 * Repeats one piece of work whenever it is woken, one run at a time; a wake-up during a run causes
 * one more. After a failure it pauses, longer each time, and ignores wake-ups meanwhile.
 */
export class Pump {
  #run: Promise<void> | undefined;
  #again = false;
  #failures = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  #pausing = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly options: PumpOptions,
  ) {}

  wake(): void {
    if (this.#stopped || this.#pausing) return;
    this.#again = true;
    this.#run ??= this.#loop();
  }

  /** Resolves when the run under way has ended; none follows. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#run;
  }

  async #loop(): Promise<void> {
    clearTimeout(this.#timer);
    let pauseMs: number | undefined;
    while (this.#again && !this.#stopped && pauseMs === undefined) {
      this.#again = false;
      try {
        await this.work();
        if (this.#failures > 0) logger.log(`${this.options.name}: works again`);
        this.#failures = 0;
      } catch (error) {
        pauseMs = this.#failed(error);
      }
    }
    this.#run = undefined;
    this.#schedule(pauseMs);
  }

  #failed(error: unknown): number {
    this.#failures += 1;
    if (this.#failures === 1) logger.warn(`${this.options.name}: ${errorText(error)}`);
    const ceiling = this.options.maxPauseMs ?? 10_000;
    return Math.min(100 * 2 ** this.#failures, ceiling) * (0.5 + Math.random() / 2);
  }

  #schedule(pauseMs: number | undefined): void {
    const delayMs = pauseMs ?? this.options.pollMs;
    if (this.#stopped || delayMs === undefined) return;
    this.#pausing = pauseMs !== undefined;
    this.#timer = setTimeout(() => {
      this.#pausing = false;
      this.wake();
    }, delayMs);
  }
}
