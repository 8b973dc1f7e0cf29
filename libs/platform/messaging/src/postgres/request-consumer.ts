import { Logger } from '@nestjs/common';
import type { InFlight } from '../delivery/in-flight';
import { Pump } from '../delivery/pump';
import { errorText } from '../errors';
import type { RequestBinding } from '../handlers/bindings';
import { answerRequest } from '../rpc/rpc-reply';
import type { Call, CallRepository } from './call.repository';

const logger = new Logger('Messaging');

/** Takes the requests of one contract and sends the replies. */
export class RequestConsumer {
  readonly #pump: Pump;
  #running = 0;
  #stopped = false;

  constructor(
    private readonly binding: RequestBinding,
    private readonly calls: CallRepository,
    private readonly inFlight: InFlight,
  ) {
    this.#pump = new Pump(() => this.#take(), { name: binding.queue });
  }

  get queue(): string {
    return this.binding.queue;
  }

  wake(): void {
    this.#pump.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#pump.stop();
  }

  async #take(): Promise<void> {
    while (!this.#stopped) {
      const free = this.binding.prefetch - this.#running;
      if (free === 0) return;
      const calls = await this.calls.take(this.binding.queue, free);
      for (const call of calls) this.inFlight.track(this.#answer(call));
      if (calls.length < free) return;
    }
  }

  async #answer(call: Call): Promise<void> {
    this.#running += 1;
    const environment = { system: 'postgresql', signal: this.inFlight.signal };
    const body = await answerRequest(this.binding, call, environment);
    const { correlationId, replyTo: queue } = call;
    try {
      if (queue !== null) {
        const reply = { queue, correlationId, replyTo: null, headers: {}, body };
        await this.calls.send(reply, this.binding.contract.deadlineMs);
      }
    } catch (error) {
      logger.warn(`${this.binding.queue}: reply not sent: ${errorText(error)}`);
    }
    this.#running -= 1;
    this.wake();
  }
}
