import { get } from 'node:http';
import { dirname } from 'node:path';
import { OwnProcess } from './own-process';
import type { ProcessEnd } from './own-process';

export interface SpawnAppOptions {
  /** The compiled entry file, for example dist/apps/gateway/src/main.js. */
  script: string;
  args?: readonly string[];
  /** The whole environment besides PATH, HOME, TMPDIR and LANG. */
  env?: Readonly<Record<string, string>>;
  /** Working directory; the script's folder unless given. */
  cwd?: string;
  /** Wait until this http URL answers with a status below 400. */
  readyUrl?: string;
  /** Wait until a line of the output matches. */
  readyLine?: RegExp;
  /** How long to wait until it is ready, in milliseconds. */
  timeoutMs?: number;
}

/** One of our processes, under a test's control. */
export interface SpawnedApp {
  readonly pid: number;
  /** Settles when the process has ended. */
  readonly exited: Promise<ProcessEnd>;
  /** How it ended; undefined while it runs. */
  readonly ended: ProcessEnd | undefined;
  /** Standard output and standard error so far (the last million characters). */
  readonly output: string;
  /** Waits until a line of the output matches, and returns the match. */
  waitForLine(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  /** SIGKILL: no chance to clean up. */
  kill(): Promise<ProcessEnd>;
  /** SIGTERM; SIGKILL after `timeoutMs` (30 seconds). Settles when it has ended. */
  terminate(timeoutMs?: number): Promise<ProcessEnd>;
  /** SIGINT to the whole group, as Ctrl-C in a terminal does. */
  interrupt(): void;
  /** SIGSTOP: it stands still, with its connections open. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
}

const readyTimeoutMs = 60_000;

/** What every program needs of the environment; the rest could change how the app behaves. */
function baseEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
  const present = names.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(
    present.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Whether an http URL answers with a status below 400 within 2 seconds. */
export async function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 2000 }, (response) => {
      response.resume();
      resolve((response.statusCode ?? 500) < 400);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}

/** The match in the first line that matches; lines lose what a `g` or `y` flag would remember. */
export function matchLine(output: string, pattern: RegExp): RegExpMatchArray | undefined {
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  for (const line of output.split('\n')) {
    const match = stateless.exec(line);
    if (match !== null) return match;
  }
  return undefined;
}

/**
 * Runs a compiled app in a Node process of its own and waits until it is ready. It does not
 * outlive the test process.
 *
 * @throws Error with the end of its output when it ends first or does not become ready in time.
 */
export async function spawnApp(options: SpawnAppOptions): Promise<SpawnedApp> {
  const { script, readyUrl, readyLine, timeoutMs = readyTimeoutMs } = options;
  const app = await OwnProcess.spawn({
    command: process.execPath,
    args: [script, ...(options.args ?? [])],
    env: { ...baseEnvironment(), ...options.env },
    cwd: options.cwd ?? dirname(script),
  });

  const waitForLine = async (
    pattern: RegExp,
    lineTimeoutMs = readyTimeoutMs,
  ): Promise<RegExpMatchArray> => {
    let match: RegExpMatchArray | undefined;
    await app.waitUntil(
      () => (match = matchLine(app.output, pattern)) !== undefined,
      lineTimeoutMs,
      `${script} printed no line like ${String(pattern)}`,
    );
    return match as RegExpMatchArray;
  };

  try {
    if (readyLine !== undefined) await waitForLine(readyLine, timeoutMs);
    if (readyUrl !== undefined) {
      await app.waitUntil(() => answers(readyUrl), timeoutMs, `${script} is not ready`);
    }
  } catch (error) {
    await app.kill();
    throw error;
  }
  return {
    pid: app.pid,
    exited: app.exited,
    get ended() {
      return app.ended;
    },
    get output() {
      return app.output;
    },
    waitForLine,
    kill: () => app.kill(),
    terminate: (terminateTimeoutMs) => app.terminate(terminateTimeoutMs),
    interrupt: () => app.signal('SIGINT'),
    pause: () => app.signal('SIGSTOP'),
    resume: () => app.signal('SIGCONT'),
  };
}
