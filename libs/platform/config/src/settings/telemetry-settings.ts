import { define, type Setting } from '../setting';
import { httpUrl, oneOf } from '../setting-schemas';

/** What is told of a process. */
export const telemetrySettings = {
  logLevel: define({
    env: 'LOG_LEVEL',
    schema: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    description: 'Least severe log lines to write.',
  }),
  otlpEndpoint: define({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    schema: httpUrl(),
    default: null,
    otherwise: 'traces are not exported',
    description: 'OpenTelemetry collector that receives traces over OTLP/HTTP.',
  }),
} satisfies Record<string, Setting>;
