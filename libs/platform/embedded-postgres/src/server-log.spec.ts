import { appendFileSync, closeSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerLog } from './server-log';

describe('ServerLog', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skyledger-log-'));
    path = join(folder, 'server.log');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps the current and one previous file, each small', () => {
    const log = new ServerLog(path, 100);
    closeSync(log.open());
    appendFileSync(path, 'a'.repeat(101));
    log.trim();
    appendFileSync(path, 'b'.repeat(102));
    log.trim();
    log.close();
    expect(statSync(path).size).toBe(0);
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('b'.repeat(102));
  });

  it('shows only what was written since the latest start', () => {
    appendFileSync(path, 'earlier\n');
    const log = new ServerLog(path);
    closeSync(log.open());
    appendFileSync(path, 'FATAL: now\n');
    log.close();
    expect(log.tail()).toBe('FATAL: now');
  });
});
