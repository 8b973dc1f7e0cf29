import { Logger } from '@nestjs/common';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { errorText, TransportUnavailable } from '../errors';

/** What a channel needs of its connection. */
export interface ChannelSource {
  readonly model: ChannelModel | undefined;
  readonly unavailable: string | undefined;
}

/** A channel that is replaced, and set up again, whenever it breaks. */
export class SupervisedChannel {
  readonly #logger = new Logger(SupervisedChannel.name);
  #current: ConfirmChannel | undefined;
  #opening = false;
  #closed = false;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #waiting: ((channel: ConfirmChannel) => void)[] = [];

  constructor(
    private readonly source: ChannelSource,
    private readonly name: string,
    private readonly setup: (channel: ConfirmChannel) => Promise<void>,
  ) {}

  /** The channel of this moment, if it is open and set up. */
  get current(): ConfirmChannel | undefined {
    return this.#current;
  }

  /** Opens the channel if there is a connection; otherwise the connection calls again. */
  open(): void {
    if (this.#closed || this.#opening || this.#current !== undefined) return;
    const model = this.source.model;
    if (model === undefined) return;
    clearTimeout(this.#timer);
    this.#opening = true;
    void this.#open(model).finally(() => {
      this.#opening = false;
      if (this.#current === undefined) this.#retry();
    });
  }

  /** The open channel, waiting for it at most so long. */
  async ready(timeoutMs: number): Promise<ConfirmChannel> {
    if (this.#current !== undefined) return this.#current;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<ConfirmChannel>((resolve, reject) => {
        this.#waiting.push(resolve);
        timer = setTimeout(() => {
          this.#waiting = this.#waiting.filter((waiting) => waiting !== resolve);
          reject(new TransportUnavailable(this.source.unavailable ?? `${this.name}: no channel`));
        }, timeoutMs);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const channel = this.#current;
    this.#current = undefined;
    await channel?.close().catch(() => undefined);
  }

  async #open(model: ChannelModel): Promise<void> {
    let channel: ConfirmChannel | undefined;
    try {
      channel = await model.createConfirmChannel();
      let broken = false;
      channel.on('error', (error: Error) => {
        this.#logger.warn(`${this.name}: the broker closed the channel: ${errorText(error)}`);
      });
      channel.on('close', () => {
        broken = true;
        if (this.#current !== channel) return;
        this.#current = undefined;
        this.#retry();
      });
      await this.setup(channel);
      if (broken || this.#closed) return void (await channel.close().catch(() => undefined));
      this.#failures = 0;
      this.#current = channel;
      for (const resolve of this.#waiting.splice(0)) resolve(channel);
    } catch (error) {
      this.#logger.warn(`${this.name}: ${errorText(error)}`);
      await channel?.close().catch(() => undefined);
    }
  }

  #retry(): void {
    if (this.#closed) return;
    this.#failures += 1;
    const delayMs = Math.min(50 * 2 ** this.#failures, 5000) * (0.5 + Math.random() / 2);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), delayMs);
    this.#timer.unref();
  }
}
