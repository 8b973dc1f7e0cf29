import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareCluster, superuser } from './data-folder';
import type { DataFolder, ServerIdentity } from './data-folder';
import { acquireDirectoryLock } from './directory-lock';
import type { DirectoryLock } from './directory-lock';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.types';
import { findFreePort } from './free-port';
import {
  readPostmasterFile,
  signalIfRunning,
  stopLeftoverServer,
  stopServer,
} from './leftover-server';
import { programEnvironment } from './run-as';
import type { Launch } from './run-as';
import { ServerLog } from './server-log';
import { settingArguments } from './server-settings';

const startTimeoutMs = 300_000;
const attempts = 60;

/** Why one attempt to start ended, as far as repeating it can help. */
function classifyFailure(log: string): 'port-in-use' | 'orphans' | 'other' {
  if (/could not bind .*Address already in use/.test(log)) return 'port-in-use';
  return /shared memory block .* is still in use/.test(log) ? 'orphans' : 'other';
}

/** One server process after another over one claimed data folder. */
export class PostgresServer implements EmbeddedPostgres {
  private readonly log: ServerLog;
  private child: ChildProcess | undefined;
  private currentPort: number;
  private lock: DirectoryLock | undefined;
  private stopping = false;

  constructor(
    private readonly options: EmbeddedPostgresOptions,
    private readonly folder: DataFolder,
    private readonly identity: ServerIdentity,
    private readonly launch: Launch,
    lock: DirectoryLock,
  ) {
    this.log = new ServerLog(folder.log);
    this.currentPort = options.port ?? 0;
    this.lock = lock;
  }

  get port(): number {
    return this.currentPort;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  url(database = 'postgres'): string {
    const { password } = this.identity;
    return `postgres://${superuser}:${password}@127.0.0.1:${this.port}/${encodeURIComponent(database)}`;
  }

  /**
   * Starts the server, after clearing away what a crash left and making the cluster if needed.
   *
   * @throws EmbeddedPostgresError with the end of the server's log when it does not come up.
   */
  async start(): Promise<void> {
    const anyPort = this.currentPort === 0;
    const orphan = await stopLeftoverServer(this.folder.cluster, this.identity.clusterName);
    if (orphan !== undefined) this.say(`stopped server ${orphan}, left by an earlier crash`);
    const durable = this.options.settings?.['fsync'] !== 'off';
    const { password } = this.identity;
    if (prepareCluster(this.folder, this.launch, { password, durable })) {
      this.say(`made a new database cluster in ${this.folder.root}`);
    }
    for (let attempt = 1; ; attempt += 1) {
      if (anyPort) this.currentPort = await findFreePort();
      const failure = await this.attempt();
      if (failure === undefined) break;
      const kind = classifyFailure(failure);
      if (attempt < attempts && (kind === 'orphans' || (kind === 'port-in-use' && anyPort))) {
        await delay(250);
        continue;
      }
      this.log.close();
      throw kind === 'port-in-use'
        ? new EmbeddedPostgresError('port-in-use', `Port ${this.port} is used by another program.`)
        : new EmbeddedPostgresError('start-failed', `Postgres did not start: ${failure}`);
    }
    this.say(`listening on 127.0.0.1:${this.port}, data in ${this.folder.root}`);
  }

  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    await this.halt((pid) => stopServer(pid, mode));
    this.log.close();
    this.lock?.release();
    this.lock = undefined;
  }

  async kill(): Promise<void> {
    await this.halt((pid) => {
      signalIfRunning(pid, 'SIGKILL');
      return Promise.resolve();
    });
  }

  async restart(): Promise<void> {
    await this.halt((pid) => stopServer(pid, 'fast'));
    this.lock ??= acquireDirectoryLock(this.folder.root);
    await this.start();
  }

  private say(line: string): void {
    this.options.onLog?.(`postgres: ${line}`);
  }

  /** Ends the child by `how` and waits until it is reaped. */
  private async halt(how: (pid: number) => Promise<void>): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined) return;
    const exited = new Promise<void>((done) => child.once('exit', () => done()));
    child.ref();
    this.stopping = true;
    try {
      await how(child.pid);
      await exited;
    } finally {
      this.stopping = false;
    }
  }

  /** Runs the server; resolves when it is ready, or with its log when it ended instead. */
  private async attempt(): Promise<string | undefined> {
    const { cluster } = this.folder;
    const { runner, binaries } = this.launch;
    const command = [
      ...runner.prefix,
      binaries.postgres,
      '-D',
      this.launch.dataArgument(cluster),
      ...settingArguments(
        { port: this.port, clusterName: this.identity.clusterName },
        this.options.settings,
      ),
    ];
    const [program, ...args] = command as [string, ...string[]];
    const output = this.log.open();
    // A session of its own: Ctrl-C reaches the application, which stops the server when drained.
    const child = spawn(program, args, {
      ...runner.identity,
      cwd: cluster,
      env: programEnvironment,
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    child.unref();
    this.child = child;
    let isReady = false;
    let ended: string | undefined;
    const end = (reason: string): void => {
      ended = reason;
      if (this.child === child) this.child = undefined;
      if (!this.stopping && isReady) this.say(`server ended unexpectedly (${reason})`);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));

    const deadline = Date.now() + startTimeoutMs;
    while (ended === undefined) {
      const file = readPostmasterFile(cluster);
      if (file?.ready === true && file.pid === child.pid) {
        isReady = true;
        return undefined;
      }
      if (Date.now() > deadline) {
        await this.kill();
        return `not ready within ${startTimeoutMs / 1000} s\n${this.log.tail()}`;
      }
      await delay(10);
    }
    return `${ended}\n${this.log.tail()}`;
  }
}
