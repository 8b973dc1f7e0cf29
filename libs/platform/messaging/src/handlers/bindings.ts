import type { EventContract, RpcContract } from '@skyledger/contracts';
import type { MessageContext, RequestContext } from '../message';
import type { ResolvedMessagingOptions } from '../messaging-options';
import type { EventHandlerExtras } from './on-event.decorator';
import type { RequestHandlerExtras } from './on-request.decorator';

const DEFAULT_PREFETCH = 10;

/** A queue, what it receives, and who handles it. */
export interface EventBinding {
  readonly queue: string;
  readonly contract: EventContract;
  readonly routingKey: string;
  /** Also keys that continue `routingKey` after a dot. */
  readonly andBelow: boolean;
  readonly prefetch: number;
  readonly maxAttempts: number;
  readonly handle: (payload: unknown, context: MessageContext) => Promise<unknown>;
}

/**
 * One of the two queues behind a binding. A message whose consumer vanished may be what ended it, so
 * it goes to the queue of the suspects. Each process handles one suspect at a time: the one that
 * ends processes is alone when it does so again, and its neighbours are not taken for it.
 */
export interface Lane {
  readonly queue: string;
  readonly prefetch: number;
  readonly suspects: boolean;
}

/** Queue of the messages of this queue whose consumer vanished. */
export const suspectQueue = (queue: string): string => `${queue}.suspects`;

/** The queues behind a binding. */
export function lanesOf({ queue, prefetch }: EventBinding): Lane[] {
  return [
    { queue, prefetch, suspects: false },
    { queue: suspectQueue(queue), prefetch: 1, suspects: true },
  ];
}

/** A request and who answers it. */
export interface RequestBinding {
  readonly queue: string;
  readonly contract: RpcContract;
  readonly prefetch: number;
  readonly handle: (payload: unknown, context: RequestContext) => Promise<unknown>;
}

/** Queue of the requests of one contract. */
export const requestQueue = (contract: Pick<RpcContract, 'name'>): string => `rpc.${contract.name}`;

/** One binding for the handler, or one for each suffix it asks for. */
export function eventBindings(
  extras: EventHandlerExtras,
  handle: EventBinding['handle'],
  options: ResolvedMessagingOptions,
): EventBinding[] {
  const { contract, queue, routeSuffixes } = extras;
  const shared = {
    contract,
    handle,
    prefetch: extras.prefetch ?? DEFAULT_PREFETCH,
    maxAttempts: extras.maxAttempts ?? options.maxAttempts,
  };
  if (routeSuffixes === undefined) {
    return [{ ...shared, queue, routingKey: contract.name, andBelow: true }];
  }
  const service = queue.slice(0, -contract.name.length - 1);
  const suffixes = typeof routeSuffixes === 'function' ? routeSuffixes() : routeSuffixes;
  return suffixes.map((suffix) => ({
    ...shared,
    queue: `${service}.${suffix}.${contract.name}`,
    routingKey: `${contract.name}.${suffix}`,
    andBelow: false,
  }));
}

/** The binding of a responder. */
export function requestBinding(
  extras: RequestHandlerExtras,
  handle: RequestBinding['handle'],
): RequestBinding {
  return {
    queue: requestQueue(extras.contract),
    contract: extras.contract,
    prefetch: extras.prefetch ?? DEFAULT_PREFETCH,
    handle,
  };
}
