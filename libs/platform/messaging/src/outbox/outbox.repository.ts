import type { Database, Tx } from '@skyledger/database';
import type { OutboundMessage } from '../message';

/** A row of the outbox, locked by the transaction that took it. */
export interface OutboxRow {
  readonly rowId: string;
  readonly message: OutboundMessage;
}

interface TakenRow {
  id: string;
  tenant_id: string;
  message_id: string;
  name: string;
  routing_key: string;
  mandatory: boolean;
  headers: Record<string, string>;
  body: string;
}

/** The relay's side of the outbox, across all tenants. */
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /** Locks and returns due rows, at most so many and (beyond the first) so many bytes. */
  async take(tx: Tx, maxRows: number, maxBytes: number): Promise<OutboxRow[]> {
    const rows = await tx.query<TakenRow>('SELECT * FROM outbox_take($1, $2)', [maxRows, maxBytes]);
    return rows.map((row) => ({
      rowId: row.id,
      message: {
        id: row.message_id,
        name: row.name,
        tenantId: row.tenant_id,
        routingKey: row.routing_key,
        mandatory: row.mandatory,
        headers: row.headers,
        body: row.body,
      },
    }));
  }

  async delete(tx: Tx, rows: readonly OutboxRow[]): Promise<void> {
    await tx.query('SELECT outbox_delete($1::bigint[])', [rows.map((row) => row.rowId)]);
  }

  /** Leaves rows that could not be routed for a later try. */
  async postpone(tx: Tx, rows: readonly OutboxRow[]): Promise<void> {
    await tx.query('SELECT outbox_postpone($1::bigint[])', [rows.map((row) => row.rowId)]);
  }

  /** How many rows wait, and for how long the oldest of them has. */
  async backlog(): Promise<{ depth: number; oldestSeconds: number }> {
    const [row] = await this.database.withoutTenant((tx) =>
      tx.query<{ depth: number; oldestSeconds: number }>(
        'SELECT depth::integer, oldest_seconds AS "oldestSeconds" FROM outbox_backlog()',
      ),
    );
    return row ?? { depth: 0, oldestSeconds: 0 };
  }
}
