import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { guardProcess } from './reaper';

export interface ProcessSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Characters of output kept. */
const outputLimit = 1_000_000;
const stopTimeoutMs = 30_000;

/**
 * A process in a group of its own (Ctrl-C does not reach it; it is stopped by us), that is killed
 * when the test process ends.
 */
export class OwnProcess {
  private text = '';
  private end: ProcessEnd | undefined;

  /** Settles when the process has ended. */
  readonly exited: Promise<ProcessEnd>;

  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
  ) {
    const release = guardProcess(pid);
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        release();
        this.end = { code, signal };
        resolve(this.end);
      });
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.text = (this.text + chunk).slice(-outputLimit);
      });
    }
  }

  /** @throws Error when the program cannot be run. */
  static async spawn({ command, args, env, cwd }: ProcessSpec): Promise<OwnProcess> {
    const child = spawn(command, args, {
      env,
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid === undefined) {
      throw await new Promise<Error>((resolve) => child.once('error', resolve));
    }
    child.on('error', () => undefined);
    return new OwnProcess(child, child.pid);
  }

  /** The last million characters of standard output and standard error. */
  get output(): string {
    return this.text;
  }

  /** How it ended; undefined while it runs. */
  get ended(): ProcessEnd | undefined {
    return this.end;
  }

  /** Signals the process and those of its group. No effect once it has ended. */
  signal(signal: NodeJS.Signals): void {
    if (this.end !== undefined) return;
    try {
      process.kill(-this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** Ends it by SIGKILL. */
  async kill(): Promise<ProcessEnd> {
    this.signal('SIGKILL');
    return this.exited;
  }

  /** Asks it to end by SIGTERM (the process alone, not its group); kills it after 30 seconds. */
  async terminate(timeoutMs = stopTimeoutMs): Promise<ProcessEnd> {
    if (this.end === undefined) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), timeoutMs);
    try {
      return await this.exited;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Waits until `isReady` holds.
   *
   * @throws Error with the end of the output when the process ends first or time is up.
   */
  async waitUntil(
    isReady: () => boolean | Promise<boolean>,
    timeoutMs: number,
    what: string,
  ): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await isReady())) {
      const ended = this.end;
      const reason =
        ended !== undefined
          ? `it ended (${ended.signal ?? `exit code ${ended.code}`})`
          : Date.now() > deadline
            ? `${timeoutMs} ms passed`
            : undefined;
      if (reason !== undefined) {
        throw new Error(`${what}: ${reason}. Its output:\n${this.text.slice(-4000)}`);
      }
      await delay(20);
    }
  }
}
