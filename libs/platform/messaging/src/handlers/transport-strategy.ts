import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { from, isObservable, lastValueFrom, mergeMap, of } from 'rxjs';
import { InFlight } from '../delivery/in-flight';
import type { ResolvedMessagingOptions } from '../messaging-options';
import { eventBindings, requestBinding, type EventBinding, type RequestBinding } from './bindings';
import type { EventHandlerExtras } from './on-event.decorator';
import type { RequestHandlerExtras } from './on-request.decorator';

/** What handlers that heed the abort signal get before their messages are handed back. */
const ABORT_GRACE_MS = 2_000;

/**
 * The consuming side of a transport, as Nest starts and stops it:
 * `app.connectMicroservice({ strategy: app.get(TransportStrategy) })`. Nest's own dispatch is by
 * pattern and joins all handlers of an event into one; here each handler has a queue of its own.
 */
export abstract class TransportStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  protected readonly inFlight = new InFlight();
  readonly #events: EventBinding[] = [];
  readonly #requests: RequestBinding[] = [];
  readonly #beforeClosed: (() => Promise<void>)[] = [];
  #closing: Promise<void> | undefined;

  constructor(protected readonly options: ResolvedMessagingOptions) {
    super();
  }

  override addHandler(
    _pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: object = {},
  ): void {
    if (!('contract' in extras)) {
      throw new Error('handlers are declared with @OnEvent or @OnRequest');
    }
    const handle = (payload: unknown, context: unknown): Promise<unknown> =>
      lastValueFrom(
        from(callback(payload, context)).pipe(
          mergeMap((result: unknown) => (isObservable(result) ? result : of(result))),
        ),
        { defaultValue: undefined },
      );
    if (isEventHandler) {
      const bindings = eventBindings(extras as EventHandlerExtras, handle, this.options);
      for (const binding of bindings) this.#addEvent(binding);
    } else {
      this.#requests.push(requestBinding(extras as RequestHandlerExtras, handle));
    }
  }

  override listen(callback: (error?: unknown) => void): void {
    this.consume(this.#events, this.#requests).then(() => {
      this.#logBindings();
      callback();
    }, callback);
  }

  /**
   * Takes no further messages, lets running handlers finish until the deadline, then aborts them;
   * what is still unfinished is handed back.
   */
  override close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Registers work to be done when consuming has ended and the process still has all its parts. */
  beforeClosed(work: () => Promise<void>): void {
    this.#beforeClosed.push(work);
  }

  override on(): never {
    throw new Error('a transport emits no events');
  }

  override unwrap<T>(): T {
    throw new Error('a transport hides its client');
  }

  /** Declares the queues and starts taking messages. */
  protected abstract consume(
    events: readonly EventBinding[],
    requests: readonly RequestBinding[],
  ): Promise<void>;

  /** Takes no further messages. */
  protected abstract stopConsuming(): Promise<void>;

  /** Hands back what no handler finished and lets go of what consuming needed. */
  protected abstract handBack(): Promise<void>;

  async #close(): Promise<void> {
    await this.stopConsuming();
    const finished = await this.inFlight.drain(this.options.drainMs, ABORT_GRACE_MS);
    if (!finished) this.logger.warn(`${this.inFlight.size} messages are handed back unfinished`);
    await this.handBack();
    for (const work of this.#beforeClosed) await work();
  }

  #addEvent(binding: EventBinding): void {
    if (this.#events.some((other) => other.queue === binding.queue)) {
      throw new Error(`two handlers consume the queue ${binding.queue}`);
    }
    this.#events.push(binding);
  }

  #logBindings(): void {
    for (const { queue, routingKey, andBelow, prefetch, maxAttempts } of this.#events) {
      const topic = andBelow ? `${routingKey}[.*]` : routingKey;
      this.logger.log(`queue ${queue} <- ${topic} (${prefetch} at once, ${maxAttempts} attempts)`);
    }
    for (const { queue } of this.#requests) this.logger.log(`answers ${queue}`);
  }
}
