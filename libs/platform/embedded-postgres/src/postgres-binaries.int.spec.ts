import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeBinaries, copyBinaries, locateBinaries } from './postgres-binaries';

describe('the installed server programs', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skyledger-binaries-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('get their links and modes when install scripts were skipped', () => {
    const installed = locateBinaries();
    const native = join(folder, 'native');
    cpSync(installed.native, native, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    for (const { target } of links) rmSync(join(folder, target), { force: true });
    const bare = {
      ...installed,
      native,
      initdb: join(native, 'bin/initdb'),
      postgres: join(native, 'bin/postgres'),
    };
    chmodSync(bare.postgres, 0o644);

    completeBinaries(bare);

    expect(execFileSync(bare.postgres, ['--version'], { encoding: 'utf8' })).toContain('18.');
    for (const { target } of links) {
      expect(lstatSync(join(folder, target)).isSymbolicLink()).toBe(true);
      expect(readlinkSync(join(folder, target))).not.toContain('/');
    }
  });

  it('are copied once, and never run from a folder that others can write', () => {
    const copy = copyBinaries(locateBinaries(), folder);
    const before = lstatSync(copy.postgres).ino;
    expect(lstatSync(copyBinaries(locateBinaries(), folder).postgres).ino).toBe(before);
    chmodSync(folder, 0o777);
    expect(() => copyBinaries(locateBinaries(), folder)).toThrow('another user');
  });
});
