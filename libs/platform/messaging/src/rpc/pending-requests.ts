import { RpcTimeout } from '../errors';
import { readReply, type ResponseContract } from './rpc-reply';

interface Pending {
  /** @throws when the reply is an error */
  readonly accept: (body: string) => void;
  readonly reject: (error: Error) => void;
}

/** Requests of this process that wait for their reply, by correlation id. */
export class PendingRequests {
  readonly #pending = new Map<string, Pending>();

  get size(): number {
    return this.#pending.size;
  }

  has(correlationId: string): boolean {
    return this.#pending.has(correlationId);
  }

  /** Resolves with the response; rejects with the responder's error, or when the deadline passes. */
  async wait<Response>(
    correlationId: string,
    contract: ResponseContract<Response>,
    timeoutMs: number = contract.deadlineMs,
  ): Promise<Response> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Response>((resolve, reject) => {
        const accept = (body: string): void => resolve(readReply(contract, body));
        this.#pending.set(correlationId, { accept, reject });
        timer = setTimeout(
          () => reject(new RpcTimeout(contract.name, contract.deadlineMs)),
          timeoutMs,
        );
      });
    } finally {
      clearTimeout(timer);
      this.#pending.delete(correlationId);
    }
  }

  /** Ignores replies nobody waits for any more. */
  settle(correlationId: string, body: string): void {
    const pending = this.#pending.get(correlationId);
    try {
      pending?.accept(body);
    } catch (error) {
      pending?.reject(error as Error);
    }
  }

  /** Ends one request, or all of them, with an error. */
  fail(error: Error, correlationId?: string): void {
    const ended =
      correlationId === undefined
        ? [...this.#pending.values()]
        : [this.#pending.get(correlationId)];
    for (const pending of ended) pending?.reject(error);
  }
}
