import type { Database } from '@skyledger/database';

/** A request or a reply. */
export interface Call {
  readonly queue: string;
  readonly correlationId: string;
  /** Queue of the reply; `null` in a reply. */
  readonly replyTo: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests and replies on their way. Taking one deletes it: it is carried out at most once. */
export class CallRepository {
  constructor(private readonly database: Database) {}

  async send(call: Call, expiresInMs: number): Promise<void> {
    await this.database.withoutTenant((tx) =>
      tx.query(
        `WITH sent AS (
          INSERT INTO messaging.calls (queue, correlation_id, reply_to, headers, body, expires_at)
          VALUES ($1, $2, $3, $4, $5, now() + $6::integer * interval '1 millisecond')
        )
        SELECT pg_notify('skyledger_messages', $1)`,
        [
          call.queue,
          call.correlationId,
          call.replyTo,
          JSON.stringify(call.headers),
          call.body,
          expiresInMs,
        ],
      ),
    );
  }

  /** Takes up to `limit` calls out of the queue; drops those that expired. */
  async take(queue: string, limit: number): Promise<Call[]> {
    const rows = await this.database.withoutTenant((tx) =>
      tx.query<Call & { expired: boolean }>(
        `DELETE FROM messaging.calls WHERE id = ANY (ARRAY(
          SELECT id FROM messaging.calls WHERE queue = $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
        ))
        RETURNING queue, correlation_id AS "correlationId", reply_to AS "replyTo", headers, body,
          expires_at <= now() AS expired`,
        [queue, limit],
      ),
    );
    return rows.filter((row) => !row.expired);
  }

  /** Drops what nobody took: requests without a responder, replies that came too late. */
  async prune(): Promise<void> {
    await this.database.withoutTenant((tx) =>
      tx.query(`DELETE FROM messaging.calls WHERE expires_at < now() - interval '1 minute'`),
    );
  }
}
