import { applyDecorators, SetMetadata, UseFilters } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { RpcContract } from '@skyledger/contracts';
import { HANDLES_MESSAGES } from './handler-check';
import { HandlerParameters } from './handler-parameters';
import { KeepErrorsFilter } from './keep-errors.filter';

export interface OnRequestOptions {
  /** Requests a process answers at once; default 10. */
  readonly prefetch?: number;
}

/** What the decorator leaves for the transport. */
export interface RequestHandlerExtras extends OnRequestOptions {
  readonly contract: RpcContract;
}

/**
 * Makes a controller's method the responder of a request. It receives the parsed request and a
 * `RequestContext` and returns the response. A `ProblemError` reaches the caller as it is; of any
 * other error the caller learns only that there was one.
 */
export function OnRequest<Request, Response>(
  contract: RpcContract<Request, Response>,
  options: OnRequestOptions = {},
): MethodDecorator {
  const extras: RequestHandlerExtras = { ...options, contract: contract as RpcContract };
  return applyDecorators(
    MessagePattern<string>(contract.name, extras),
    UseFilters(new KeepErrorsFilter()),
    SetMetadata(HANDLES_MESSAGES, true),
    HandlerParameters,
  );
}
