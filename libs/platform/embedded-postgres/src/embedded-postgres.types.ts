export interface EmbeddedPostgresOptions {
  /** Folder for the data, the password and the log; made when absent. Local disk only. */
  dataDir: string;
  /** TCP port on 127.0.0.1; 0 or absent for a free one. */
  port?: number;
  /** Postgres settings over the defaults, for example `{ fsync: 'off' }` in tests. */
  settings?: Readonly<Record<string, string>>;
  /** Told what the launcher does; the server's own log is the file server.log in `dataDir`. */
  onLog?(line: string): void;
}

/** A running (or stopped) server over one data folder. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** Process id of the postmaster; 0 while stopped. */
  readonly pid: number;
  /** Connection URL of the superuser; the database is `postgres` unless named. */
  url(database?: string): string;
  /**
   * Stops the server and gives the data folder free. `fast` (default) rolls back what is open and
   * writes a checkpoint; `immediate` leaves recovery to the next start.
   */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Kills the server as a power cut would; the data folder stays claimed, `restart` goes on. */
  kill(): Promise<void>;
  /** Stops the server if it runs and starts it again with the same port and data. */
  restart(): Promise<void>;
}
