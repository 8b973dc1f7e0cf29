import { join } from 'node:path';
import { findFreePort } from '@skyledger/embedded-postgres';
import { eventually, spawnApp, type ProcessEnd, type SpawnedApp } from '@skyledger/testing';

/** Services that run as processes of their own. */
export const SERVICES = [
  'gateway',
  'accounts',
  'scheduler',
  'discovery-worker',
  'check-evaluator',
  'agent-matcher',
] as const;
export type ServiceName = (typeof SERVICES)[number];

const dist = join(__dirname, '../../../../dist');

/** Environment variables of a process. */
export type Environment = Readonly<Record<string, string>>;

/** Sets the clock of a process so many hours ahead, or behind where they are negative. */
export function clockOff(hours: number): Environment {
  return {
    NODE_OPTIONS: `--require ${join(dist, 'libs/testing/src/processes/skewed-clock.js')}`,
    CLOCK_AHEAD_MS: String(hours * 3_600_000),
  };
}

/** One service in a process of its own. */
export class ServiceProcess {
  /** Set where a test ends the process, so that its end is no surprise. */
  private awaited = false;

  private constructor(
    readonly name: ServiceName,
    readonly app: SpawnedApp,
    /** Base address of its HTTP server. */
    readonly origin: string,
  ) {}

  /** Starts it; does not wait until it is ready. */
  static async spawn(name: ServiceName, env: Environment): Promise<ServiceProcess> {
    const port = String(await findFreePort());
    const app = await spawnApp({
      script: join(dist, 'apps', name, 'src', 'main.js'),
      cwd: join(dist, '..'),
      env: { ...env, SKYLEDGER_HOST: '127.0.0.1', PORT: port, HEALTH_PORT: port },
    });
    return new ServiceProcess(name, app, `http://127.0.0.1:${port}`);
  }

  /** @throws Error when it ends first, or is not ready in time */
  async ready(timeoutMs = 60_000): Promise<this> {
    await eventually(
      async () => {
        if (this.app.ended !== undefined) return;
        const { status } = await fetch(`${this.origin}/health/ready`);
        if (status >= 400) throw new Error(`${this.name} is not ready: ${status}`);
      },
      { timeoutMs, everyMs: 100 },
    );
    if (this.app.ended !== undefined && !this.awaited) throw new Error(this.describeEnd());
    return this;
  }

  get running(): boolean {
    return this.app.ended === undefined;
  }

  /** Whether it ended though no test wanted it to. */
  get crashed(): boolean {
    return !this.awaited && !this.running;
  }

  describeEnd(): string {
    const { code, signal } = this.app.ended ?? {};
    return `${this.name} ended (${signal ?? code}): ${this.app.output.slice(-4000)}`;
  }

  /** kill -9. */
  async kill(): Promise<ProcessEnd> {
    this.awaited = true;
    return this.app.kill();
  }

  /** SIGTERM, and waits for the end. */
  async terminate(timeoutMs?: number): Promise<ProcessEnd> {
    this.awaited = true;
    return this.app.terminate(timeoutMs);
  }

  /** Waits until it ends by itself, as at a failpoint. @throws Error when it goes on running */
  async ended(timeoutMs = 60_000): Promise<ProcessEnd> {
    this.awaited = true;
    await eventually(() => !this.running, { timeoutMs });
    return this.app.exited;
  }

  /** The text of its metrics. */
  async metrics(): Promise<string> {
    return (await fetch(`${this.origin}/metrics`)).text();
  }
}
