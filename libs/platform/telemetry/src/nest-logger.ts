import type { LoggerService } from '@nestjs/common';
import type { Level, Logger } from 'pino';
import { isError } from './redaction';

/** Lets Nest, and every `new Logger(context)` of a service, write through our logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.#write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  /** Nest puts the context last and, for errors, a stack or an error before it. */
  #write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' && !isStack(last) ? last : undefined;
    const details = rest
      .slice(0, context === undefined ? rest.length : -1)
      .filter((detail) => detail !== undefined);
    const fields = {
      ...(context === undefined ? {} : { context }),
      ...(details.length === 0 ? {} : { details }),
    };
    if (typeof message === 'string') this.logger[level](fields, message);
    else if (isError(message)) this.logger[level]({ ...fields, err: message }, message.message);
    else this.logger[level]({ ...fields, ...Object(message) });
  }
}

function isStack(text: string): boolean {
  return /\n\s+at /.test(text);
}
