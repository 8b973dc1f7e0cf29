import { randomUUID } from 'node:crypto';
import type { RpcContract } from '@skyledger/contracts';
import type { Database, Tx } from '@skyledger/database';
import { injectTraceContext, withSpan } from '@skyledger/telemetry';
import { withPublishSpans } from '../delivery/publish-spans';
import { Pump } from '../delivery/pump';
import { TransportUnavailable, UnroutableMessage } from '../errors';
import { requestQueue } from '../handlers/bindings';
import type { OutboundMessage } from '../message';
import { MessageBus, type QueueDepth } from '../message-bus';
import { PendingRequests } from '../rpc/pending-requests';
import { CallRepository } from './call.repository';
import { DeadLetterRepository } from './dead-letter.repository';
import { MessageRepository } from './message.repository';
import type { Wakeups } from './wakeups';

const POLL_MS = 1000;
const REPLIES_AT_ONCE = 100;

/** Messages through tables of the product's own database. */
export class PostgresBus extends MessageBus {
  readonly deadLetters: DeadLetterRepository;
  readonly #messages: MessageRepository;
  readonly #calls: CallRepository;
  readonly #pending = new PendingRequests();
  readonly #replyQueue = `reply.${randomUUID()}`;
  readonly #replies: Pump;
  #subscribed: Promise<void> | undefined;
  #poll: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly wakeups: Wakeups,
  ) {
    super();
    this.deadLetters = new DeadLetterRepository(database);
    this.#messages = new MessageRepository(database);
    this.#calls = new CallRepository(database);
    this.#replies = new Pump(() => this.#takeReplies(), { name: 'replies', maxPauseMs: 1000 });
  }

  async publish(messages: readonly OutboundMessage[], tx?: Tx): Promise<void> {
    if (messages.length === 0) return;
    await withPublishSpans('postgresql', messages, async (traced) => {
      const routed =
        tx === undefined ? await this.#commit(traced) : await this.#messages.publish(tx, traced);
      const unroutable = messages.filter(({ id, mandatory }) => mandatory && !routed.has(id));
      if (unroutable.length > 0) throw new UnroutableMessage(unroutable);
    });
  }

  async request<Request, Response>(
    contract: RpcContract<Request, Response>,
    payload: Request,
  ): Promise<Response> {
    const queue = requestQueue(contract);
    const attributes = { 'messaging.system': 'postgresql', 'messaging.destination.name': queue };
    this.#subscribed ??= this.#subscribe();
    await this.#subscribed;
    return withSpan(
      `request ${contract.name}`,
      attributes,
      async () => {
        const correlationId = randomUUID();
        const reply = this.#pending.wait(correlationId, contract);
        const call = {
          queue,
          correlationId,
          replyTo: this.#replyQueue,
          headers: injectTraceContext(),
          body: JSON.stringify(payload),
        };
        this.#calls
          .send(call, contract.deadlineMs)
          .catch((error: Error) => this.#pending.fail(error, correlationId));
        return reply;
      },
      'client',
    );
  }

  queueDepths(): Promise<QueueDepth[]> {
    return this.#messages.depths();
  }

  async healthy(): Promise<void> {
    await this.database.withoutTenant((tx) => tx.query('SELECT 1'));
  }

  async open(): Promise<void> {}

  async close(): Promise<void> {
    clearInterval(this.#poll);
    this.#pending.fail(new TransportUnavailable('the process is shutting down'));
    await this.#replies.stop();
    await this.wakeups.close();
  }

  async #commit(messages: readonly OutboundMessage[]): Promise<Set<string>> {
    try {
      return await this.database.withoutTenant((tx) => this.#messages.publish(tx, messages));
    } catch (error) {
      throw new TransportUnavailable('the database did not take the messages', { cause: error });
    }
  }

  async #subscribe(): Promise<void> {
    await this.wakeups.subscribe(this.#replyQueue, () => this.#replies.wake());
    this.#poll = setInterval(() => {
      if (this.#pending.size > 0) this.#replies.wake();
    }, POLL_MS);
    this.#poll.unref();
  }

  async #takeReplies(): Promise<void> {
    for (;;) {
      const replies = await this.#calls.take(this.#replyQueue, REPLIES_AT_ONCE);
      for (const reply of replies) this.#pending.settle(reply.correlationId, reply.body);
      if (replies.length < REPLIES_AT_ONCE) return;
    }
  }
}
