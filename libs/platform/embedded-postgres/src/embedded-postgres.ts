import { resolve } from 'node:path';
import { loadIdentity, openDataFolder } from './data-folder';
import { acquireDirectoryLock } from './directory-lock';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.types';
import { completeBinaries, copyBinaries, locateBinaries } from './postgres-binaries';
import type { PostgresBinaries } from './postgres-binaries';
import { PostgresServer } from './postgres-server';
import { availableRunners, chooseLaunch } from './run-as';
import type { Runner } from './run-as';

/** The installed programs, in a folder of ours when the installed one is read-only. */
function usableBinaries(copyFolder: string): PostgresBinaries {
  const installed = locateBinaries();
  try {
    completeBinaries(installed);
    return installed;
  } catch {
    return copyBinaries(installed, copyFolder);
  }
}

/** As `startEmbeddedPostgres`, with the ways to run the server given. */
export async function startWithRunners(
  options: EmbeddedPostgresOptions,
  runners: readonly Runner[],
): Promise<EmbeddedPostgres> {
  const folder = openDataFolder(resolve(options.dataDir));
  const lock = acquireDirectoryLock(folder.root);
  try {
    const binaries = usableBinaries(folder.root);
    const launch = chooseLaunch(binaries, folder.root, runners);
    const identity = loadIdentity(folder);
    const server = new PostgresServer(options, folder, identity, launch, lock);
    await server.start();
    return server;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Starts a Postgres server of our own over `dataDir`, listening on 127.0.0.1 only. Makes the
 * database cluster on the first start and stops a server that an earlier crash left running.
 *
 * The server outlives the calling process unless `stop` is called: it must not vanish while the
 * application still drains. What a crash leaves behind is stopped by the next start.
 *
 * @throws EmbeddedPostgresError; see its codes.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  return startWithRunners(options, availableRunners());
}
