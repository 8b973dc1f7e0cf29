import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Database } from '@skyledger/database';
import { Pump } from '../delivery/pump';
import { CallRepository } from '../postgres/call.repository';

const EVERY_MS = 600_000;
/** Longer than any redelivery or replay that could be a surprise. */
const INBOX_DAYS = 7;

/** Deletes rows nobody needs any more: inbox entries of old messages, calls nobody took. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #pump = new Pump(() => this.prune(), { name: 'housekeeping', pollMs: EVERY_MS });

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.#pump.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pump.stop();
  }

  async prune(): Promise<void> {
    await this.database.withoutTenant((tx) =>
      tx.query(
        `DELETE FROM messaging.inbox WHERE processed_at < now() - $1::integer * interval '1 day'`,
        [INBOX_DAYS],
      ),
    );
    await new CallRepository(this.database).prune();
  }
}
