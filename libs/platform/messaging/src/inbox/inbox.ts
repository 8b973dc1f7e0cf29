import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import { productMetrics } from '@skyledger/telemetry';

/** Makes a handler's effect happen once, where it is not idempotent by nature. */
@Injectable()
export class Inbox {
  /**
   * Remembers, in the handler's own transaction, that the queue's message takes effect. `false`: it
   * has done so before, and the handler has nothing left to do.
   */
  async once(tx: Tx, queue: string, messageId: string): Promise<boolean> {
    const inserted = await tx.query(
      `INSERT INTO messaging.inbox (queue, message_id) VALUES ($1, $2)
      ON CONFLICT DO NOTHING RETURNING message_id`,
      [queue, messageId],
    );
    if (inserted.length > 0) return true;
    productMetrics.messages.add(1, { 'messaging.destination.name': queue, outcome: 'duplicate' });
    return false;
  }
}
