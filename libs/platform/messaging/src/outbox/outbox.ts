import { Injectable } from '@nestjs/common';
import type { Tx } from '@skyledger/database';
import type { OutboundMessage } from '../message';

/** Where events are written in the transaction that makes them true; the relay publishes them. */
@Injectable()
export class Outbox {
  /** Adds the events of the transaction's tenant in one statement; they exist when it commits. */
  async add(tx: Tx, events: readonly OutboundMessage[]): Promise<void> {
    if (events.length === 0) return;
    const rows = events.map((event) => ({
      message_id: event.id,
      tenant_id: event.tenantId,
      name: event.name,
      routing_key: event.routingKey,
      mandatory: event.mandatory,
      headers: event.headers,
      body: event.body,
    }));
    await tx.prepared(
      `INSERT INTO outbox (tenant_id, message_id, name, routing_key, mandatory, headers, body)
      SELECT tenant_id, message_id, name, routing_key, mandatory, headers, body
      FROM json_to_recordset($1::json) AS r (tenant_id uuid, message_id uuid, name text,
        routing_key text, mandatory boolean, headers jsonb, body text)`,
      [JSON.stringify(rows)],
    );
  }
}
