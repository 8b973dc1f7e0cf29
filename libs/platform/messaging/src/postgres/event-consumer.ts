import { Logger } from '@nestjs/common';
import type { Outcome } from '../delivery/delivery';
import { type DeliveryEnvironment, handleDelivery } from '../delivery/handle-delivery';
import type { InFlight } from '../delivery/in-flight';
import { Pump } from '../delivery/pump';
import { errorText } from '../errors';
import { type EventBinding, type Lane, suspectQueue } from '../handlers/bindings';
import type { Acknowledgements } from './acknowledgements';
import type { ClaimedMessage, MessageRepository } from './message.repository';

const logger = new Logger('Messaging');

/** What the consumers of a process share. */
export interface ConsumerParts {
  readonly messages: MessageRepository;
  readonly acknowledgements: Acknowledgements;
  readonly inFlight: InFlight;
  readonly environment: DeliveryEnvironment;
  readonly leaseMs: number;
  /** Makes the consumer of a queue of this process look for messages. */
  readonly wake: (queue: string) => void;
}

/** Takes the messages of one lane, as many at once as that allows. */
export class EventConsumer {
  readonly held = new Set<ClaimedMessage>();
  readonly #pump: Pump;
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;
  #more = false;

  constructor(
    private readonly binding: EventBinding,
    private readonly lane: Lane,
    private readonly parts: ConsumerParts,
  ) {
    this.#pump = new Pump(() => this.#claim(), { name: lane.queue });
  }

  get queue(): string {
    return this.lane.queue;
  }

  wake(): void {
    this.#pump.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#pump.stop();
  }

  /** Makes what is still held due at once, for another consumer. */
  async handBack(): Promise<void> {
    try {
      for (const claim of this.held) {
        await this.#release(claim);
      }
    } catch (error) {
      logger.warn(`${this.lane.queue}: comes back when its lease ends: ${errorText(error)}`);
    }
    this.held.clear();
  }

  async #claim(): Promise<void> {
    const { messages, leaseMs } = this.parts;
    while (!this.#stopped) {
      const free = this.lane.prefetch - this.held.size;
      if (free === 0) return;
      const claims = await messages.claim(this.lane.queue, free, leaseMs);
      for (const claim of claims) {
        this.held.add(claim);
        this.parts.inFlight.track(this.#handle(claim));
      }
      this.#more = claims.length === free;
      if (!this.#more) return;
    }
  }

  async #handle(claim: ClaimedMessage): Promise<void> {
    const delivery = {
      body: claim.body,
      headers: claim.headers,
      attempt: claim.attempts,
      vanished: claim.unanswered - 1,
      suspect: this.lane.suspects,
    };
    const outcome = await handleDelivery(this.binding, delivery, this.parts.environment);
    try {
      await this.#settle(claim, outcome);
    } catch (error) {
      // The lease ends by itself, and the message is delivered again.
      logger.warn(`${this.lane.queue}: outcome not stored: ${errorText(error)}`);
    }
    this.held.delete(claim);
    if (this.#more) this.wake();
  }

  async #settle(claim: ClaimedMessage, outcome: Outcome): Promise<void> {
    const { messages, acknowledgements } = this.parts;
    const { queue } = this.binding;
    switch (outcome.kind) {
      case 'done':
        return acknowledgements.acknowledge(claim.id);
      case 'dead':
        return messages.bury(claim, { ...outcome, queue });
      case 'release':
        return this.#release(claim);
      case 'suspect':
        return messages.putBack(claim, { ...outcome, queue: suspectQueue(queue) });
      case 'retry':
        await messages.putBack(claim, { ...outcome, queue });
        this.#wakeAfter(outcome.delayMs);
    }
  }

  #release(claim: ClaimedMessage): Promise<void> {
    const { queue } = this.lane;
    return this.parts.messages.putBack(claim, { queue, attempts: claim.attempts - 1 });
  }

  #wakeAfter(delayMs: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.parts.wake(this.binding.queue);
    }, delayMs + 1);
    timer.unref();
    this.#timers.add(timer);
  }
}
