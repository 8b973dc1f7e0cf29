import {
  type Attributes,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api';
import { core } from '@opentelemetry/sdk-node';
import { isError } from './redaction';

export type { Attributes, Span } from '@opentelemetry/api';

const TRACER = 'skyledger';
const propagator = new core.W3CTraceContextPropagator();

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Runs the work inside a span that ends with it. What it throws is recorded and thrown on. */
export function withSpan<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
  kind: keyof typeof kinds = 'internal',
): Promise<T> {
  const options = { attributes, kind: kinds[kind] };
  return trace.getTracer(TRACER).startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      recordFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The active trace as W3C headers (`traceparent`, `tracestate`); empty outside of any trace. */
export function injectTraceContext(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagator.inject(context.active(), headers, {
    set: (carrier: Record<string, string>, key, value) => {
      carrier[key] = value;
    },
  });
  return headers;
}

/**
 * Runs the work as a part of the trace that the headers name; of a new trace when they name none.
 * Values may be text or bytes, as brokers deliver them.
 */
export function withTraceContext<T>(headers: Readonly<Record<string, unknown>>, work: () => T): T {
  const parent = propagator.extract(ROOT_CONTEXT, headers, {
    keys: (carrier) => Object.keys(carrier),
    get: (carrier, key) => {
      const value: unknown = carrier[key];
      return typeof value === 'string' || Buffer.isBuffer(value) ? String(value) : undefined;
    },
  });
  return context.with(parent, work);
}

/**
 * Reads trace context from incoming requests, as the API's clients may send it, and adds none to
 * outgoing ones: those go to clouds, which our trace ids do not concern.
 */
export const incomingOnlyPropagator: TextMapPropagator = {
  inject: () => undefined,
  extract: (parent, carrier, getter) => propagator.extract(parent, carrier, getter),
  fields: () => propagator.fields(),
};

function recordFailure(span: Span, error: unknown): void {
  const failure = isError(error) ? error : new Error(String(error));
  span.recordException(failure);
  span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
}
