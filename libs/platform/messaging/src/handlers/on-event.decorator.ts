import { applyDecorators, SetMetadata, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import type { EventContract } from '@skyledger/contracts';
import { HANDLES_MESSAGES } from './handler-check';
import { HandlerParameters } from './handler-parameters';
import { KeepErrorsFilter } from './keep-errors.filter';

export interface OnEventOptions {
  /** `<service>.<event name>`: one queue, whose messages all replicas of the service share. */
  readonly queue: string;
  /** Messages a process handles at once; default 10. */
  readonly prefetch?: number;
  /** Default: that of the module. */
  readonly maxAttempts?: number;
  /**
   * Receive only routing keys with these suffixes, each through a queue of its own named
   * `<service>.<suffix>.<event name>`. A function is asked when the transport starts.
   */
  readonly routeSuffixes?: readonly string[] | (() => readonly string[]);
}

/** What the decorator leaves for the transport. */
export interface EventHandlerExtras extends OnEventOptions {
  readonly contract: EventContract;
}

/**
 * Makes a controller's method the handler of an event. It receives the parsed payload and a
 * `MessageContext`; the message is acknowledged when it resolves. A `PermanentMessageError` gives the
 * message up at once, any other error has it tried again later.
 */
export function OnEvent<Payload>(
  contract: EventContract<Payload>,
  options: OnEventOptions,
): MethodDecorator {
  if (!options.queue.endsWith(`.${contract.name}`)) {
    throw new Error(`queue ${options.queue} must be named <service>.${contract.name}`);
  }
  const extras: EventHandlerExtras = { ...options, contract: contract as EventContract };
  return applyDecorators(
    EventPattern<string>(contract.name, extras),
    UseFilters(new KeepErrorsFilter()),
    SetMetadata(HANDLES_MESSAGES, true),
    HandlerParameters,
  );
}
