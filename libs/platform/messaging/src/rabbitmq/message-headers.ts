import type { MessageProperties } from 'amqplib';

/** Attempts used up before this copy of the message was published. */
export const ATTEMPTS_HEADER = 'skyledger-attempts';
export const ERROR_HEADER = 'skyledger-error';
/** ISO 8601. */
export const FAILED_AT_HEADER = 'skyledger-failed-at';

const TRACE_HEADERS = ['traceparent', 'tracestate'];
/** Counted by quorum queues: deliveries of this copy that ended without an acknowledgement. */
const DELIVERY_COUNT = 'x-delivery-count';

function header(properties: MessageProperties, name: string): unknown {
  return (properties.headers as Record<string, unknown> | undefined)?.[name];
}

/** A header as a whole number, 0 when it is none. */
export function numberHeader(properties: MessageProperties, name: string): number {
  const value = header(properties, name);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}

/** A header as text, if it is one. */
export function textHeader(properties: MessageProperties, name: string): string | undefined {
  const value = header(properties, name);
  return typeof value === 'string' ? value : undefined;
}

/** How often this copy was delivered before, without an outcome. */
export function redeliveries(properties: MessageProperties): number {
  return numberHeader(properties, DELIVERY_COUNT);
}

/** The headers that travel with a message wherever it goes: its trace context. */
export function carriedHeaders(properties: MessageProperties): Record<string, string> {
  const carried: Record<string, string> = {};
  for (const name of TRACE_HEADERS) {
    const value = textHeader(properties, name);
    if (value !== undefined) carried[name] = value;
  }
  return carried;
}
