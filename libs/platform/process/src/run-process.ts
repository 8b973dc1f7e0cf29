import { ConfigError, type Environment, loadConfig, type SkyledgerConfig } from '@skyledger/config';
import { createLogger, type Logger, startTelemetry, type Telemetry } from '@skyledger/telemetry';

/** Shown in telemetry and in the API's description. */
export const VERSION = '0.1.0';

/** What a process gets to start with. */
export interface ProcessContext {
  /** Name of the service, for telemetry and connections. */
  readonly service: string;
  readonly config: SkyledgerConfig;
  readonly telemetry: Telemetry;
  readonly logger: Logger;
}

/** What a process runs until it is told to stop. */
export interface Running {
  /** Finishes or hands back what is under way. */
  close(): Promise<void>;
}

export interface ProcessOptions {
  readonly form?: SkyledgerConfig['form'];
  readonly env?: Environment;
  /** Where log lines go; `stdout` unless told. */
  readonly logs?: 'stdout' | 'stderr';
  /** Least severe level to write where LOG_LEVEL is not set. */
  readonly logLevel?: string;
}

const EXIT_BAD_CONFIGURATION = 2;

/**
 * Runs a service as this process: reads the configuration, starts telemetry, then the service, and
 * stops it in order on SIGTERM or SIGINT. A second signal, or the deadline, ends the process at once.
 * `start` imports what it runs dynamically, so that telemetry can instrument it.
 */
export async function runProcess(
  service: string,
  start: (context: ProcessContext) => Promise<Running>,
  options: ProcessOptions = {},
): Promise<void> {
  const env = options.env ?? process.env;
  const config = configOrExit(env, options.form);
  const logger = createLogger(service, {
    level: env['LOG_LEVEL'] ? config.logLevel : (options.logLevel ?? config.logLevel),
    destination: options.logs ?? 'stdout',
  });
  const telemetry = startTelemetry({
    service: `skyledger-${service}`,
    version: VERSION,
    otlpEndpoint: config.otlpEndpoint,
  });
  process.on('unhandledRejection', (reason) => {
    logger.fatal({ err: reason }, 'an error was not handled');
    process.exit(1);
  });

  const started = start({ service, config, telemetry, logger });
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info(`stopping on ${signal}`);
    const overdue = setTimeout(() => {
      logger.error('did not stop in time');
      process.exit(1);
    }, config.shutdownSeconds * 1000);
    const running = await started.catch(() => undefined);
    await running?.close();
    await telemetry.shutdown();
    clearTimeout(overdue);
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));

  try {
    await started;
  } catch (error) {
    logger.fatal({ err: error }, `${service} could not start: ${describe(error, config)}`);
    await telemetry.shutdown();
    process.exit(1);
  }
}

/** The reason in words for whoever starts it. */
function describe(error: unknown, config: SkyledgerConfig): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE') {
    return `port ${config.port} or ${config.healthPort} is in use; set PORT or HEALTH_PORT to another`;
  }
  return message ?? String(error);
}

function configOrExit(
  env: Environment,
  form: SkyledgerConfig['form'] | undefined,
): SkyledgerConfig {
  try {
    return loadConfig(env, form);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_BAD_CONFIGURATION);
  }
}
