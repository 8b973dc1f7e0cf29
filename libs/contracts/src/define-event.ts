import type { z } from 'zod';

/**
 * The contract of one event: what happened, in which version, and in which shape. Additive change
 * happens in place; anything else is a new version beside the old one.
 */
export interface EventContract<Payload = unknown> {
  /** Past tense, for example `resource.upserted`. */
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<Payload>;
  /** Topic of one message: the name, or the name and a suffix that consumers may select by. */
  routingKey(payload: Payload): string;
  /** A complete, valid payload: documentation, and what the contract's test parses. */
  readonly example: Payload;
  /** Nobody has to consume it. Publishing any other event without a bound queue is an error. */
  readonly optional?: boolean;
}

/** Declares an event. Without `routeBy` its topic is its name. */
export function defineEvent<Payload>(definition: {
  name: string;
  version: number;
  schema: z.ZodType<Payload>;
  example: Payload;
  optional?: boolean;
  /** Suffix of the routing key, for example the provider. */
  routeBy?: (payload: Payload) => string;
}): EventContract<Payload> {
  const { routeBy, ...contract } = definition;
  return {
    ...contract,
    routingKey: (payload) =>
      routeBy === undefined ? contract.name : `${contract.name}.${routeBy(payload)}`,
  };
}

/** The contract of one request that another service answers within a deadline. */
export interface RpcContract<Request = unknown, Response = unknown> {
  /** Imperative, for example `accounts.create`. */
  readonly name: string;
  readonly request: z.ZodType<Request>;
  readonly response: z.ZodType<Response>;
  /** How long the caller waits, in milliseconds. */
  readonly deadlineMs: number;
}

/** Declares a request. */
export function defineRpc<Request, Response>(
  contract: RpcContract<Request, Response>,
): RpcContract<Request, Response> {
  return contract;
}
