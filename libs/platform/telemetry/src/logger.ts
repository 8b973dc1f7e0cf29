import { trace } from '@opentelemetry/api';
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import { isError, redact, redactText } from './redaction';

export type { Logger } from 'pino';

export interface LoggerOptions {
  /** Least severe level to write; `info` unless told. */
  readonly level?: string;
  /** Where the lines go; `stdout` unless told. */
  readonly destination?: 'stdout' | 'stderr' | DestinationStream;
}

/**
 * A logger of JSON lines that carry the ids of the active span. Secrets are removed from objects
 * (at any depth), errors, bindings and messages before a line is written.
 */
export function createLogger(service: string, options: LoggerOptions = {}): Logger {
  const { level = 'info', destination: target = 'stdout' } = options;
  const stream =
    typeof target === 'string' ? destination({ dest: target === 'stderr' ? 2 : 1 }) : target;
  const logger = pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      mixin: activeTrace,
      // Errors are plain objects by then.
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }), log: redactObject },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          // pino would take an error's message as it is.
          const [object, ...texts] = isError(first)
            ? [{ err: first }, ...(rest.length === 0 ? [first.message] : rest)]
            : [typeof first === 'string' ? redactText(first) : first, ...rest];
          method.apply(this, [object, ...texts.map(redact)] as never);
        },
      },
    },
    stream,
  );
  const { child } = logger;
  // pino formats the bindings of the first logger only.
  logger.child = function (this: Logger, bindings: object, ...rest: [never]) {
    return child.call(this, redactObject(bindings), ...rest);
  } as typeof child;
  return logger;
}

function activeTrace(): object {
  const context = trace.getActiveSpan()?.spanContext();
  return context === undefined ? {} : { trace_id: context.traceId, span_id: context.spanId };
}

function redactObject(object: object): Record<string, unknown> {
  const copy = redact(object);
  return typeof copy === 'object' && !Array.isArray(copy) ? { ...copy } : { value: copy };
}
