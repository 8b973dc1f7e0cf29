import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error';
import { programEnvironment } from './run-as';
import type { Launch, Runner } from './run-as';

/** Name of the superuser of every embedded server. */
export const superuser = 'postgres';

/** What is known about one embedded server besides its data; kept beside them, mode 0600. */
export interface ServerIdentity {
  readonly password: string;
  /** Unique to the data folder; shown in the server's command line, by which it is recognised. */
  readonly clusterName: string;
}

/** Paths inside the folder given to `startEmbeddedPostgres`. */
export interface DataFolder {
  readonly root: string;
  readonly cluster: string;
  readonly identity: string;
  readonly log: string;
}

/**
 * Makes the folder where needed, closed to other users.
 *
 * @throws EmbeddedPostgresError 'not-permitted' when this user cannot write to it.
 */
export function openDataFolder(root: string): DataFolder {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'not-permitted',
      `The data folder ${root} cannot be made or written by this user: ` + (error as Error).message,
      { cause: error },
    );
  }
  return {
    root,
    cluster: join(root, 'cluster'),
    identity: join(root, 'identity.json'),
    log: join(root, 'server.log'),
  };
}

/** Reads the identity, or makes one where no cluster exists yet. */
export function loadIdentity(folder: DataFolder): ServerIdentity {
  if (existsSync(folder.identity)) {
    return JSON.parse(readFileSync(folder.identity, 'utf8')) as ServerIdentity;
  }
  if (existsSync(folder.cluster)) {
    throw new EmbeddedPostgresError(
      'start-failed',
      `${folder.identity} is missing, and with it the password of the data in ${folder.cluster}. ` +
        'Restore it from a backup, or move the data folder away to start afresh.',
    );
  }
  const identity = {
    password: randomBytes(24).toString('base64url'),
    clusterName: `skyledger-${randomBytes(6).toString('hex')}`,
  };
  const partial = `${folder.identity}.partial`;
  writeFileSync(partial, JSON.stringify(identity), { mode: 0o600 });
  renameSync(partial, folder.identity);
  return identity;
}

function chownTree(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) chownTree(child, uid, gid);
    else if (entry.isFile()) chownSync(child, uid, gid);
  }
}

/** Gives the data to the user the server will run as; an earlier start may have used another. */
function giveTo(runner: Runner, cluster: string): void {
  const uid = runner.identity?.uid ?? process.getuid?.();
  const gid = runner.identity?.gid ?? process.getgid?.();
  if (uid === undefined || gid === undefined || lstatSync(cluster).uid === uid) return;
  try {
    chownTree(cluster, uid, gid);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'not-permitted',
      `The data in ${cluster} belong to another user. Start as that user, or change the owner.`,
      { cause: error },
    );
  }
}

/** What matters when a cluster is made. */
export interface ClusterOptions {
  readonly password: string;
  /** Whether the new files are flushed to disk before first use. */
  readonly durable: boolean;
}

/** C.UTF-8 sorts by code point everywhere; macOS has no C.UTF-8 of its own for characters. */
const characterType = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

function runInitdb(launch: Launch, cluster: string, options: ClusterOptions): void {
  // initdb reads the password from a file, as the user it runs as, who may not see the data folder.
  const scratch = mkdtempSync(join(tmpdir(), 'skyledger-initdb-'));
  const passwordFile = join(scratch, 'password');
  try {
    writeFileSync(passwordFile, options.password, { mode: 0o600 });
    const { identity } = launch.runner;
    if (identity !== undefined) chownTree(scratch, identity.uid, identity.gid);
    const command = [
      ...launch.runner.prefix,
      launch.binaries.initdb,
      `--pgdata=${launch.dataArgument(cluster)}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${characterType}`,
      '--no-instructions',
      ...(options.durable ? [] : ['--no-sync']),
    ];
    const [program, ...args] = command as [string, ...string[]];
    const { status, stderr, error } = spawnSync(program, args, {
      ...identity,
      cwd: cluster,
      env: programEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) {
      throw new EmbeddedPostgresError(
        'start-failed',
        `initdb failed: ${error?.message ?? stderr.trim()}`,
      );
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Makes the database cluster unless it exists, and hands it to the launch's user. A cluster gets
 * its final name only when complete, so an interrupted first start leaves nothing half-made.
 *
 * @throws EmbeddedPostgresError 'version-mismatch' for data of another major version, and
 *   'not-permitted' for data of another user.
 * @returns true when the cluster is new.
 */
export function prepareCluster(
  folder: DataFolder,
  launch: Launch,
  options: ClusterOptions,
): boolean {
  if (!existsSync(folder.cluster)) {
    const partial = `${folder.cluster}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { mode: 0o700 });
    giveTo(launch.runner, partial);
    runInitdb(launch, partial, options);
    renameSync(partial, folder.cluster);
    return true;
  }
  const found = readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  const wanted = launch.binaries.version.split('.')[0];
  if (found !== wanted) {
    throw new EmbeddedPostgresError(
      'version-mismatch',
      `The data in ${folder.cluster} are of Postgres ${found}; this Skyledger brings Postgres ` +
        `${wanted}. Start the Skyledger that made them, or choose another data folder.`,
    );
  }
  giveTo(launch.runner, folder.cluster);
  return false;
}
