import type { Database } from '@skyledger/database';
import { deadLetter } from '../delivery/dead-letter';
import type { DeadLetter } from '../message';
import type { DeadLetters } from '../message-bus';

interface DeadLetterRow {
  id: string;
  queue: string;
  body: string;
  error: string;
  attempts: number;
  failed_at: Date;
}

const CHOSEN = `queue = $1 AND ($2::bigint[] IS NULL OR id = ANY ($2::bigint[]))`;

/** Dead letters of the Postgres transport. */
export class DeadLetterRepository implements DeadLetters {
  constructor(private readonly database: Database) {}

  async queues(): Promise<{ queue: string; depth: number }[]> {
    return this.database.withoutTenant((tx) =>
      tx.query<{ queue: string; depth: number }>(
        `SELECT q.queue, count(d.id)::integer AS depth
        FROM messaging.queues q LEFT JOIN messaging.dead_letters d USING (queue)
        GROUP BY q.queue ORDER BY q.queue`,
      ),
    );
  }

  async list(queue: string, limit: number): Promise<DeadLetter[]> {
    const rows = await this.database.withoutTenant((tx) =>
      tx.query<DeadLetterRow>(
        `SELECT id, queue, body, error, attempts, failed_at FROM messaging.dead_letters
        WHERE queue = $1 ORDER BY id LIMIT $2`,
        [queue, limit],
      ),
    );
    return rows.map(({ failed_at: failedAt, ...row }) => deadLetter({ ...row, failedAt }));
  }

  async replay(queue: string, ids: readonly string[] | 'all'): Promise<number> {
    const rows = await this.database.withoutTenant((tx) =>
      tx.query<{ replayed: number }>(
        `WITH gone AS (
          DELETE FROM messaging.dead_letters WHERE ${CHOSEN}
          RETURNING id, queue, message_id, headers, body
        ), replayed AS (
          INSERT INTO messaging.messages (queue, message_id, headers, body)
          SELECT queue, message_id, headers, body FROM gone ORDER BY id
          RETURNING id
        )
        SELECT count(*)::integer AS replayed, pg_notify('skyledger_messages', $1) FROM replayed`,
        [queue, chosen(ids)],
      ),
    );
    return rows[0]?.replayed ?? 0;
  }

  async discard(queue: string, ids: readonly string[] | 'all'): Promise<number> {
    const rows = await this.database.withoutTenant((tx) =>
      tx.query<{ discarded: number }>(
        `WITH gone AS (DELETE FROM messaging.dead_letters WHERE ${CHOSEN} RETURNING id)
        SELECT count(*)::integer AS discarded FROM gone`,
        [queue, chosen(ids)],
      ),
    );
    return rows[0]?.discarded ?? 0;
  }
}

/** Ids of another form name nothing. */
function chosen(ids: readonly string[] | 'all'): string[] | null {
  return ids === 'all' ? null : ids.filter((id) => /^\d{1,18}$/.test(id));
}
