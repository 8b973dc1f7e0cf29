import type { RpcContract } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { DeadLetter, OutboundMessage } from './message';

/** How full one queue is. */
export interface QueueDepth {
  readonly queue: string;
  /** Messages waiting, those waiting for a retry included. */
  readonly ready: number;
  /** Messages with a handler now; `null` where the transport cannot tell. */
  readonly inFlight: number | null;
}

/** What operators do with messages that were given up. Queues are named without `.dlq`. */
export interface DeadLetters {
  /** Every queue with its number of dead letters. */
  queues(): Promise<{ queue: string; depth: number }[]>;
  /** The oldest `limit` dead letters of a queue. */
  list(queue: string, limit: number): Promise<DeadLetter[]>;
  /** Puts dead letters back into their queue with a fresh count of attempts; tells how many. */
  replay(queue: string, ids: readonly string[] | 'all'): Promise<number>;
  /** Deletes dead letters for good; tells how many. */
  discard(queue: string, ids: readonly string[] | 'all'): Promise<number>;
}

/** The one way to send messages, whatever carries them. */
export abstract class MessageBus {
  abstract readonly deadLetters: DeadLetters;

  /**
   * Resolves when the transport holds the messages durably. Rejects with `UnroutableMessage` when
   * some had no queue (the others were published) and `TransportUnavailable` when the outcome is
   * unknown or none were taken. A transport that lives in the database publishes within `tx`, so
   * that publishing commits with it; any other ignores `tx`.
   */
  abstract publish(messages: readonly OutboundMessage[], tx?: Tx): Promise<void>;

  /**
   * Asks another service and waits for its answer, at most for the contract's deadline. Rejects with
   * the responder's `ProblemError`, with `RpcTimeout`, with `RpcFailed`, or with `TransportUnavailable`
   * when the transport is away or went away meanwhile. A request is carried out at most once.
   */
  abstract request<Request, Response>(
    contract: RpcContract<Request, Response>,
    payload: Request,
  ): Promise<Response>;

  /** Depth of every queue that was ever declared. */
  abstract queueDepths(): Promise<QueueDepth[]>;

  /** Rejects with the reason why messages cannot travel now. */
  abstract healthy(): Promise<void>;

  /** Starts connecting; resolves at once. */
  abstract open(): Promise<void>;

  abstract close(): Promise<void>;
}
