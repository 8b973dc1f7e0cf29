import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OwnProcess } from '../processes/own-process';
import type { ProcessSpec } from '../processes/own-process';
import { guardContainer } from '../processes/reaper';
import { eventually } from '../eventually';

/** A service that keeps its data and its ports from one start to the next. */
export interface ServiceHost {
  /** Starts it and waits until it is ready. */
  start(): Promise<void>;
  /** Stops it in good order. No effect while stopped. */
  stop(): Promise<void>;
  /** Kills it as a power cut would. No effect while stopped. */
  kill(): Promise<void>;
  /** Removes what `stop` leaves, apart from folders. */
  dispose(): Promise<void>;
}

/** Whether the service answers as a client would need it to. */
export type ReadyCheck = () => Promise<boolean>;

const startTimeoutMs = 60_000;
const dockerTimeoutMs = 300_000;

/** Runs the service as a process. */
export function hostProcess(name: string, spec: ProcessSpec, isReady: ReadyCheck): ServiceHost {
  let current: OwnProcess | undefined;
  const end = async (how: (running: OwnProcess) => Promise<unknown>): Promise<void> => {
    const running = current;
    current = undefined;
    if (running !== undefined) await how(running);
  };
  const kill = (): Promise<void> => end((running) => running.kill());
  return {
    async start() {
      if (current !== undefined && current.ended === undefined) return;
      current = await OwnProcess.spawn(spec);
      try {
        await current.waitUntil(isReady, startTimeoutMs, `${name} is not ready`);
      } catch (error) {
        await kill();
        throw error;
      }
    },
    stop: () => end((running) => running.terminate()),
    kill,
    dispose: kill,
  };
}

export interface ContainerSpec {
  /** Unique on the machine. */
  readonly name: string;
  readonly image: string;
  /** Ports of 127.0.0.1 and the ports inside which they lead to. */
  readonly ports: readonly (readonly [outside: number, inside: number])[];
  readonly env: Readonly<Record<string, string>>;
  /** The image's own command unless given. */
  readonly command?: readonly string[];
}

/** Runs a docker command and returns its standard output. */
export async function docker(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('docker', args, { timeout: dockerTimeoutMs });
  return stdout;
}

/** Runs the service in a container, which keeps its files until it is disposed of. */
export function hostContainer(
  spec: ContainerSpec,
  isReady: ReadyCheck,
  run: (args: readonly string[]) => Promise<string> = docker,
): ServiceHost {
  let release: (() => void) | undefined;
  let running = false;
  const end = async (command: readonly string[]): Promise<void> => {
    if (running) await run([...command, spec.name]);
    running = false;
  };
  return {
    async start() {
      if (running) return;
      if (release === undefined) {
        release = guardContainer(spec.name);
        const ports = spec.ports.flatMap(([outside, inside]) => [
          '--publish',
          `127.0.0.1:${outside}:${inside}`,
        ]);
        const env = Object.entries(spec.env).flatMap(([key, value]) => [
          '--env',
          `${key}=${value}`,
        ]);
        const name = ['--name', spec.name, '--hostname', spec.name];
        await run(['create', ...name, ...ports, ...env, spec.image, ...(spec.command ?? [])]);
      }
      await run(['start', spec.name]);
      running = true;
      await eventually(isReady, { timeoutMs: startTimeoutMs, everyMs: 100 });
    },
    stop: () => end(['stop', '--time', '30']),
    kill: () => end(['kill']),
    async dispose() {
      if (release === undefined) return;
      await run(['rm', '--force', '--volumes', spec.name]);
      running = false;
      release();
      release = undefined;
    },
  };
}
