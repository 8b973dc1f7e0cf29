import type { Database } from '@skyledger/database';
import type { EventBinding } from './handlers/bindings';

/** The queues that consumers declared, kept in the database for every transport. */
export class QueueRepository {
  constructor(private readonly database: Database) {}

  /** Makes the queues known, with what they receive from now on. */
  async declare(bindings: readonly EventBinding[]): Promise<void> {
    const rows = bindings.map(({ queue, routingKey, andBelow }) => ({
      queue,
      routing_key: routingKey,
      and_below: andBelow,
    }));
    await this.database.withoutTenant((tx) =>
      tx.query(
        `INSERT INTO messaging.queues AS q (queue, routing_key, and_below)
        SELECT queue, routing_key, and_below
        FROM json_to_recordset($1::json) AS r (queue text, routing_key text, and_below boolean)
        ORDER BY queue
        ON CONFLICT (queue) DO UPDATE SET routing_key = excluded.routing_key, and_below = excluded.and_below
        WHERE (q.routing_key, q.and_below) IS DISTINCT FROM (excluded.routing_key, excluded.and_below)`,
        [JSON.stringify(rows)],
      ),
    );
  }

  async names(): Promise<string[]> {
    const rows = await this.database.withoutTenant((tx) =>
      tx.query<{ queue: string }>('SELECT queue FROM messaging.queues ORDER BY queue'),
    );
    return rows.map((row) => row.queue);
  }
}
