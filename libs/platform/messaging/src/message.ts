import { randomUUID } from 'node:crypto';
import type { Envelope, EventContract } from '@skyledger/contracts';
import { injectTraceContext } from '@skyledger/telemetry';

/** One event on its way: its envelope as JSON, and what the transport needs to know beside it. */
export interface OutboundMessage {
  /** The envelope's id. */
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  readonly routingKey: string;
  /** Publishing without any bound queue is an error. */
  readonly mandatory: boolean;
  /** W3C trace context. */
  readonly headers: Readonly<Record<string, string>>;
  /** The envelope as JSON text. */
  readonly body: string;
}

/**
 * Makes the message of one event, with the trace context of the caller. Throws a `ZodError` when the
 * payload is not what the contract says.
 */
export function event<Payload>(
  contract: EventContract<Payload>,
  tenantId: string,
  payload: Payload,
): OutboundMessage {
  const envelope: Envelope = {
    id: randomUUID(),
    name: contract.name,
    version: contract.version,
    tenantId,
    occurredAt: new Date().toISOString(),
    payload: contract.schema.parse(payload),
  };
  return {
    id: envelope.id,
    name: contract.name,
    tenantId,
    routingKey: contract.routingKey(payload),
    mandatory: contract.optional !== true,
    headers: injectTraceContext(),
    body: JSON.stringify(envelope),
  };
}

/** What a handler learns beside the payload. */
export interface MessageContext {
  readonly envelope: Envelope;
  /** 1 at the first try. */
  readonly attempt: number;
  /** A failure of this attempt sends the message to the dead letters. */
  readonly lastAttempt: boolean;
  /** Aborted when the process must stop: the message is handed back unless the handler finishes. */
  readonly signal: AbortSignal;
}

/** What a request handler learns beside the payload. */
export interface RequestContext {
  /** Aborted when the process must stop. */
  readonly signal: AbortSignal;
}

/** A message that was given up. */
export interface DeadLetter {
  /** Identifies the dead letter in its queue. */
  readonly id: string;
  /** The queue whose handler gave it up. */
  readonly queue: string;
  /** `null` when the message could not be read. */
  readonly name: string | null;
  readonly tenantId: string | null;
  /** The envelope, or the raw text when it is no JSON. */
  readonly envelope: unknown;
  readonly error: string;
  readonly attempts: number;
  readonly failedAt: Date;
}
