import type { Database, Tx } from '@skyledger/database';
import { suspectQueue } from '../handlers/bindings';
import type { OutboundMessage } from '../message';
import type { QueueDepth } from '../message-bus';

/** A message this process may handle until its lease ends. */
export interface ClaimedMessage {
  readonly id: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly attempts: number;
  readonly unanswered: number;
}

/** SQL: the queue of the suspects of queue q, as `suspectQueue` names it. */
const SUSPECTS_OF = `q.queue || '${suspectQueue('')}'`;

/**
 * The queues' rows. A claim counts as an attempt and hides the message until its lease ends; every
 * report carries the claim's attempt, so that one that comes too late changes nothing.
 */
export class MessageRepository {
  constructor(private readonly database: Database) {}

  /** Puts each message into every queue it is routed to; gives the ids that had at least one. */
  async publish(tx: Tx, messages: readonly OutboundMessage[]): Promise<Set<string>> {
    const rows = messages.map(({ id, routingKey, headers, body }) => ({
      id,
      routing_key: routingKey,
      headers,
      body,
    }));
    const routed = await tx.query<{ message_id: string }>(
      `WITH routed AS (
        INSERT INTO messaging.messages (queue, message_id, headers, body)
        SELECT q.queue, m.id, m.headers, m.body
        FROM ROWS FROM (json_to_recordset($1::json) AS (id uuid, routing_key text, headers jsonb, body text))
          WITH ORDINALITY AS m (id, routing_key, headers, body, position)
        JOIN messaging.queues q ON m.routing_key = q.routing_key
          OR (q.and_below AND starts_with(m.routing_key, q.routing_key || '.'))
        ORDER BY m.position
        RETURNING message_id, queue
      ), woken AS (
        SELECT pg_notify('skyledger_messages', r.queue) FROM (SELECT DISTINCT queue FROM routed) r
      )
      SELECT DISTINCT message_id FROM routed WHERE (SELECT count(*) FROM woken) > 0`,
      [JSON.stringify(rows)],
    );
    return new Set(routed.map((row) => row.message_id));
  }

  /** Takes up to `limit` due messages, oldest first. */
  async claim(queue: string, limit: number, leaseMs: number): Promise<ClaimedMessage[]> {
    return this.database.withoutTenant((tx) =>
      tx.query<ClaimedMessage>(
        `WITH due AS (
          SELECT id FROM messaging.messages
          WHERE queue = $1 AND visible_at <= now()
          ORDER BY visible_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
        )
        UPDATE messaging.messages m
        SET visible_at = now() + $3::integer * interval '1 millisecond',
          attempts = m.attempts + 1, unanswered = m.unanswered + 1
        FROM due WHERE m.id = due.id
        RETURNING m.id, m.headers, m.body, m.attempts, m.unanswered`,
        [queue, limit, leaseMs],
      ),
    );
  }

  /** Which of the queues have a due message or a request. */
  async dueQueues(queues: readonly string[]): Promise<string[]> {
    const rows = await this.database.withoutTenant((tx) =>
      tx.query<{ queue: string }>(
        `SELECT queue FROM unnest($1::text[]) AS queue
        WHERE EXISTS (SELECT FROM messaging.messages m WHERE m.queue = queue.queue AND m.visible_at <= now())
          OR EXISTS (SELECT FROM messaging.calls c WHERE c.queue = queue.queue)`,
        [queues],
      ),
    );
    return rows.map((row) => row.queue);
  }

  /** Prolongs the leases of messages still being handled. */
  async prolong(claims: readonly ClaimedMessage[], leaseMs: number): Promise<void> {
    await this.database.withoutTenant((tx) =>
      tx.query(
        `UPDATE messaging.messages m SET visible_at = now() + $3::integer * interval '1 millisecond'
        FROM unnest($1::bigint[], $2::integer[]) AS held (id, attempts)
        WHERE m.id = held.id AND m.attempts = held.attempts AND m.unanswered > 0`,
        [claims.map((claim) => claim.id), claims.map((claim) => claim.attempts), leaseMs],
      ),
    );
  }

  /** Deletes messages whose handler is done, even when another consumer holds them by now. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.database.withoutTenant((tx) =>
      tx.query('DELETE FROM messaging.messages WHERE id = ANY ($1::bigint[])', [ids]),
    );
  }

  /** Puts a message into a queue, due after a delay, with this number of attempts used up. */
  async putBack(
    claim: ClaimedMessage,
    { queue, attempts, delayMs = 0 }: { queue: string; attempts: number; delayMs?: number },
  ): Promise<void> {
    await this.database.withoutTenant((tx) =>
      tx.query(
        `WITH back AS (
          UPDATE messaging.messages
          SET queue = $5, visible_at = now() + $4::integer * interval '1 millisecond',
            attempts = $3, unanswered = 0
          WHERE id = $1 AND attempts = $2
          RETURNING queue
        )
        SELECT pg_notify('skyledger_messages', queue) FROM back WHERE $4::integer = 0`,
        [claim.id, claim.attempts, attempts, delayMs, queue],
      ),
    );
  }

  /** Moves a message to the dead letters of a queue. */
  async bury(
    claim: ClaimedMessage,
    { queue, attempts, error }: { queue: string; attempts: number; error: string },
  ): Promise<void> {
    await this.database.withoutTenant((tx) =>
      tx.query(
        `WITH gone AS (
          DELETE FROM messaging.messages WHERE id = $1 AND attempts = $2
          RETURNING message_id, headers, body
        )
        INSERT INTO messaging.dead_letters (queue, message_id, headers, body, error, attempts)
        SELECT $5, message_id, headers, body, $4, $3 FROM gone`,
        [claim.id, claim.attempts, attempts, error, queue],
      ),
    );
  }

  async depths(): Promise<QueueDepth[]> {
    return this.database.withoutTenant((tx) =>
      tx.query<QueueDepth>(
        `SELECT q.queue,
          count(m.id) FILTER (WHERE m.unanswered = 0 OR m.visible_at <= now())::integer AS ready,
          count(m.id) FILTER (WHERE m.unanswered > 0 AND m.visible_at > now())::integer AS "inFlight"
        FROM messaging.queues q
        LEFT JOIN messaging.messages m ON m.queue IN (q.queue, ${SUSPECTS_OF})
        GROUP BY q.queue ORDER BY q.queue`,
      ),
    );
  }
}
