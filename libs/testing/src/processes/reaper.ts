import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { processStartToken } from '@skyledger/embedded-postgres';

/**
 * Runs beside a test process. Each line it reads is the whole list of what to remove, entries
 * separated by tabs. Its input ends when the test process ends, however that happened; then it
 * removes what is still on the list. A process is killed (with its group) only while its start
 * time shows that the pid has not been reused.
 */
const script = `
trap '' INT TERM HUP
last=
while IFS= read -r line; do last=$line; done
set -f
IFS='	'
for entry in $last; do
  value=\${entry#*:}
  case $entry in
  process:*)
    pid=\${value%%:*}
    if [ -r "/proc/$pid/stat" ]; then
      now=$(sed 's/.*) //' "/proc/$pid/stat" | cut -d' ' -f20)
    else
      now=$(ps -o lstart= -p "$pid")
    fi
    if [ "$now" = "\${value#*:}" ]; then kill -s KILL -- "-$pid" "$pid"; fi
    ;;
  container:*) docker rm --force --volumes "$value" ;;
  esac
done
for entry in $last; do
  case $entry in
  folder:/*) rm -rf "\${entry#*:}" || { sleep 1; rm -rf "\${entry#*:}"; } ;;
  esac
done
`;

const entries = new Set<string>();
let reaper: ChildProcess | undefined;

function publish(): void {
  if (entries.size > 0 && reaper === undefined) {
    reaper = spawn('/bin/sh', ['-c', script], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    reaper.unref();
    (reaper.stdin as Socket).unref();
    // The reaper ending early must not end the tests.
    reaper.stdin?.on('error', () => undefined);
  }
  reaper?.stdin?.write(`${[...entries].join('\t')}\n`);
  if (entries.size === 0) {
    reaper?.stdin?.end();
    reaper = undefined;
  }
}

function guard(entry: string): () => void {
  if (/[\t\n]/.test(entry)) throw new Error(`cannot guard ${JSON.stringify(entry)}`);
  entries.add(entry);
  publish();
  return () => {
    if (entries.delete(entry)) publish();
  };
}

/**
 * Has the process and its group killed should this process end first, even by SIGKILL.
 *
 * @returns a function that ends the guard.
 */
export function guardProcess(pid: number): () => void {
  const startToken = processStartToken(pid);
  return startToken === undefined ? () => undefined : guard(`process:${pid}:${startToken}`);
}

/** Has the folder removed should this process end first. @returns a function that ends the guard. */
export function guardFolder(path: string): () => void {
  return guard(`folder:${path}`);
}

/** Has the container removed should this process end first. @returns a function that ends it. */
export function guardContainer(name: string): () => void {
  return guard(`container:${name}`);
}
