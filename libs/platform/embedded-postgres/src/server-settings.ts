import { EmbeddedPostgresError } from './embedded-postgres.error';

/**
 * Settings of an embedded server: one application on the same machine, modest memory, durable,
 * no replication. They are given on the command line, so that each start has this version's.
 */
const defaults: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and details of errors carry users' data and, in CREATE ROLE, passwords.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** What the launcher relies on; callers cannot change it. */
interface FixedSettings {
  port: number;
  clusterName: string;
}

/**
 * The server's arguments for its settings.
 *
 * @throws EmbeddedPostgresError 'start-failed' for a name that is no setting's.
 */
export function settingArguments(
  fixed: FixedSettings,
  overrides: Readonly<Record<string, string>> = {},
): string[] {
  const settings: Record<string, string> = {
    ...defaults,
    ...overrides,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'off',
    log_destination: 'stderr',
    port: String(fixed.port),
    cluster_name: fixed.clusterName,
  };
  return Object.entries(settings).flatMap(([name, value]) => {
    if (!/^[a-z][a-z0-9_.]*$/i.test(name)) {
      throw new EmbeddedPostgresError('start-failed', `"${name}" is no name of a setting.`);
    }
    return ['-c', `${name}=${value}`];
  });
}
