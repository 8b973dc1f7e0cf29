import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import { commandLine, isRunning, runningPids, worksIn } from './process-inspection';

/** What postmaster.pid says; see miscadmin.h of Postgres for its lines. */
export interface PostmasterFile {
  pid: number;
  ready: boolean;
}

/** Reads the pid (line 1) and the status (line 8) from the text of a postmaster.pid. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 1
    ? { pid, ready: lines[7]?.trim() === 'ready' }
    : undefined;
}

/** Reads the postmaster.pid of a cluster; undefined when no server is, or died, in it. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  try {
    return parsePostmasterFile(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Signals a process that may be gone already. */
export function signalIfRunning(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isRunning(pid)) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/** How long each way of stopping may take, in milliseconds, before the next harsher one. */
const patience = { fast: 30_000, immediate: 10_000, killed: 10_000 };

/**
 * Stops a server: `fast` ends transactions and writes a checkpoint, `immediate` leaves recovery to
 * the next start. A server that does not obey gets the next harsher signal.
 *
 * @throws EmbeddedPostgresError 'start-failed' when it survives even SIGKILL.
 */
export async function stopServer(pid: number, mode: 'fast' | 'immediate'): Promise<void> {
  if (mode === 'fast') {
    signalIfRunning(pid, 'SIGINT');
    if (await goneWithin(pid, patience.fast)) return;
  }
  signalIfRunning(pid, 'SIGQUIT');
  if (await goneWithin(pid, patience.immediate)) return;
  signalIfRunning(pid, 'SIGKILL');
  if (await goneWithin(pid, patience.killed)) return;
  throw new EmbeddedPostgresError('start-failed', `The Postgres server ${pid} cannot be stopped.`);
}

/** By its working folder where the system tells it, else by the name in its command line. */
function belongsTo(pid: number, cluster: string, clusterName: string): boolean {
  const command = commandLine(pid);
  if (command === undefined || !command.includes('postgres')) return false;
  return worksIn(pid, cluster) ?? command.includes(clusterName);
}

/**
 * Waits until no child of a killed server is left: each ends by itself once it notices, and until
 * then may still write. Only where processes can be listed; elsewhere Postgres' own check of its
 * shared memory refuses the start, which is then repeated.
 */
async function waitForOrphans(cluster: string, clusterName: string): Promise<void> {
  for (const pid of runningPids()) {
    if (!belongsTo(pid, cluster, clusterName)) continue;
    if (await goneWithin(pid, patience.immediate)) continue;
    signalIfRunning(pid, 'SIGQUIT');
    if (await goneWithin(pid, patience.killed)) continue;
    throw new EmbeddedPostgresError(
      'start-failed',
      `Process ${pid} of an earlier Postgres server still works on ${cluster}. Stop it.`,
    );
  }
}

/**
 * Clears the way for a start: stops a server that an earlier crash of ours left running over this
 * cluster. A process is signalled only once it is known to be that server. A postmaster.pid that
 * names an unrelated process (pids are reused) is removed, because Postgres would take that
 * process for a running server.
 *
 * @returns the pid of the server that was stopped, if there was one.
 */
export async function stopLeftoverServer(
  cluster: string,
  clusterName: string,
): Promise<number | undefined> {
  const found = readPostmasterFile(cluster);
  if (found === undefined) return undefined;
  const running = isRunning(found.pid);
  const ours = running && belongsTo(found.pid, cluster, clusterName);
  if (ours) await stopServer(found.pid, 'fast');
  await waitForOrphans(cluster, clusterName);
  if (running && !ours) rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return ours ? found.pid : undefined;
}
