import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireDirectoryLock } from './directory-lock';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import { processStartToken } from './process-inspection';

describe('acquireDirectoryLock', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skyledger-lock-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const writeLock = (owner: unknown): void =>
    writeFileSync(join(folder, 'lock'), JSON.stringify(owner));

  it('refuses a second claim until the first is released', () => {
    const lock = acquireDirectoryLock(folder);
    expect(() => acquireDirectoryLock(folder)).toThrow(EmbeddedPostgresError);
    lock.release();
    acquireDirectoryLock(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names the process that holds the folder', () => {
    const pid = process.ppid;
    writeLock({ pid, startToken: processStartToken(pid) });
    expect(() => acquireDirectoryLock(folder)).toThrow(`process ${pid}`);
  });

  it('takes over from a dead process', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeLock({ pid, startToken: '1' });
    acquireDirectoryLock(folder).release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('takes over when the pid now belongs to another process', () => {
    writeLock({ pid: process.ppid, startToken: 'of an earlier process' });
    acquireDirectoryLock(folder).release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('takes over an unreadable lock', () => {
    writeFileSync(join(folder, 'lock'), '{');
    acquireDirectoryLock(folder).release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('does not remove a lock that somebody else took meanwhile', () => {
    const lock = acquireDirectoryLock(folder);
    writeLock({ pid: process.ppid, startToken: 'theirs' });
    lock.release();
    expect(existsSync(join(folder, 'lock'))).toBe(true);
  });
});
