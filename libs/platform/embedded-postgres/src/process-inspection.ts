import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';

const hasProc = process.platform === 'linux';

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

function readPs(pid: number, column: string): string | undefined {
  const { status, stdout } = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
    encoding: 'utf8',
  });
  const text = status === 0 ? stdout.trim() : '';
  return text === '' ? undefined : text;
}

/**
 * Takes the state letter and the start time (clock ticks since boot) from the text of
 * /proc/<pid>/stat. The command name in it may contain blanks and parentheses, so fields are
 * counted from the last one: state is field 3 and starttime field 22 of proc_pid_stat(5).
 */
export function parseProcStat(stat: string): { state: string; startTime: string } | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  return state === undefined || startTime === undefined ? undefined : { state, startTime };
}

/**
 * A token that differs between two processes which had the same pid one after the other;
 * undefined when no such process runs. A zombie counts as gone: where pid 1 does not reap, it
 * would otherwise look alive for ever.
 */
export function processStartToken(pid: number): string | undefined {
  if (!hasProc) return readPs(pid, 'lstart');
  const stat = readProc(pid, 'stat');
  const parsed = stat === undefined ? undefined : parseProcStat(stat);
  return parsed === undefined || parsed.state === 'Z' ? undefined : parsed.startTime;
}

/** True while the process runs (and is more than a zombie). */
export function isRunning(pid: number): boolean {
  return processStartToken(pid) !== undefined;
}

/** The command line of a process, arguments separated by blanks; undefined when it is gone. */
export function commandLine(pid: number): string | undefined {
  return hasProc ? readProc(pid, 'cmdline')?.replaceAll('\0', ' ') : readPs(pid, 'command');
}

/**
 * Whether a process has `folder` as its working directory; undefined where the system does not
 * tell (another user's process in a container without CAP_SYS_PTRACE, or no /proc).
 */
export function worksIn(pid: number, folder: string): boolean | undefined {
  try {
    const [cwd, wanted] = [statSync(`/proc/${pid}/cwd`), statSync(folder)];
    return cwd.dev === wanted.dev && cwd.ino === wanted.ino;
  } catch {
    return undefined;
  }
}

/** The pids of all running processes; empty where there is no /proc to list. */
export function runningPids(): number[] {
  if (!hasProc) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
