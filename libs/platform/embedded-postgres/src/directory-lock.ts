import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import { processStartToken } from './process-inspection';

/** A claim on a data folder; it ends with `release` or with the death of the process. */
export interface DirectoryLock {
  release(): void;
}

interface LockOwner {
  pid: number;
  startToken: string;
}

const isCode = (error: unknown, code: string): boolean =>
  (error as NodeJS.ErrnoException).code === code;

function parseOwner(text: string): LockOwner | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockOwner>;
    return typeof value.pid === 'number' && typeof value.startToken === 'string'
      ? { pid: value.pid, startToken: value.startToken }
      : undefined;
  } catch {
    return undefined;
  }
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Moves a dead owner's lock away; a lock that changed hands meanwhile is put back. */
function removeStale(path: string, stale: string, scratch: string): void {
  try {
    renameSync(path, scratch);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (readFileSync(scratch, 'utf8') !== stale) tryLink(scratch, path);
  rmSync(scratch, { force: true });
}

/**
 * Claims `folder` for this process. The lock file names its owner by pid and start time, so that
 * neither a crash nor a reused pid leaves the folder locked. It appears by link(2), complete or
 * not at all.
 *
 * @throws EmbeddedPostgresError 'locked' when a living process (this one included) holds it.
 */
export function acquireDirectoryLock(folder: string): DirectoryLock {
  const path = join(folder, 'lock');
  const unique = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const mine = JSON.stringify({
    pid: process.pid,
    startToken: processStartToken(process.pid) ?? '',
    nonce: randomBytes(8).toString('hex'),
  });
  writeFileSync(unique, mine, { mode: 0o600 });
  try {
    while (!tryLink(unique, path)) {
      const current = readIfPresent(path);
      if (current === undefined) continue;
      const owner = parseOwner(current);
      if (owner !== undefined && processStartToken(owner.pid) === owner.startToken) {
        throw new EmbeddedPostgresError(
          'locked',
          owner.pid === process.pid
            ? `This process already runs an embedded Postgres in ${folder}.`
            : `The data folder ${folder} is in use by another running Skyledger (process ` +
                `${owner.pid}). Stop that one, or choose another data folder.`,
        );
      }
      removeStale(path, current, `${unique}.stale`);
    }
  } finally {
    rmSync(unique, { force: true });
  }
  return {
    release: () => {
      if (readIfPresent(path) === mine) rmSync(path, { force: true });
    },
  };
}
