import { startEmbeddedPostgres } from '@skyledger/embedded-postgres';
import { guardProcess } from '../processes/reaper';
import { makeScratchFolder } from '../processes/scratch-folder';
import { createDatabase } from './postgres-databases';

export interface PrivatePostgresOptions {
  /** Brings the schema of an empty database up to date; run once, on the template. */
  migrate?(url: string): Promise<void>;
  /** True to keep fsync and full_page_writes on; off they are faster and survive `kill` as well. */
  durable?: boolean;
  /** Further Postgres settings. */
  settings?: Readonly<Record<string, string>>;
}

/** A Postgres of our own, which keeps committed data over `kill` and `start`. */
export interface PrivatePostgres {
  readonly port: number;
  /** Process id of the postmaster; 0 while stopped. */
  readonly pid: number;
  /** Name of the migrated template; undefined without `migrate`. */
  readonly template: string | undefined;
  /** URL of the superuser; the database is `postgres` unless named. */
  url(database?: string): string;
  /** Makes a database from `template` (the migrated one unless named) and returns its URL. */
  createDatabase(template?: string): Promise<string>;
  /** Starts it again on the same port. No effect while it runs. */
  start(): Promise<void>;
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  dispose(): Promise<void>;
}

const templateName = 'skyledger_template';

/** Starts an empty Postgres on a free port of 127.0.0.1, with its data in a temporary folder. */
export async function startPrivatePostgres(
  options: PrivatePostgresOptions = {},
): Promise<PrivatePostgres> {
  const { migrate, durable = false } = options;
  const folder = makeScratchFolder('postgres');
  const fast = { fsync: 'off', full_page_writes: 'off' };
  const server = await startEmbeddedPostgres({
    dataDir: folder.path,
    settings: { max_connections: '200', ...(durable ? {} : fast), ...options.settings },
  });
  let release = guardProcess(server.pid);

  const guarded = async (change: () => Promise<void>): Promise<void> => {
    await change();
    release();
    release = server.pid === 0 ? () => undefined : guardProcess(server.pid);
  };
  const dispose = async (): Promise<void> => {
    await guarded(() => server.stop('immediate'));
    await folder.remove();
  };

  if (migrate !== undefined) {
    try {
      await migrate(await createDatabase(server.url(), { name: templateName }));
    } catch (error) {
      await dispose();
      throw error;
    }
  }
  const template = migrate === undefined ? undefined : templateName;
  return {
    get port() {
      return server.port;
    },
    get pid() {
      return server.pid;
    },
    template,
    url: (database) => server.url(database),
    createDatabase: (from = template) => createDatabase(server.url(), { template: from }),
    start: () => (server.pid === 0 ? guarded(() => server.restart()) : Promise.resolve()),
    stop: (mode) => guarded(() => server.stop(mode)),
    kill: () => guarded(() => server.kill()),
    restart: () => guarded(() => server.restart()),
    dispose,
  };
}
