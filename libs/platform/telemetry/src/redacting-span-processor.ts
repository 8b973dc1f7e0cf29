import type { Attributes } from '@opentelemetry/api';
import type { tracing } from '@opentelemetry/sdk-node';
import { redactText } from './redaction';

/**
 * Removes secrets from the text of every span, those of instrumentations included: a token in a
 * query, a login in the message of a connection error. Comes before the processors that export.
 */
export const redactingSpanProcessor: tracing.SpanProcessor = {
  onStart: () => undefined,
  onEnd: (span) => {
    for (const attributes of [span.attributes, ...span.events.map((event) => event.attributes)]) {
      if (attributes !== undefined) redactInPlace(attributes);
    }
    if (span.status.message !== undefined) span.status.message = redactText(span.status.message);
  },
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

function redactInPlace(attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') attributes[name] = redactText(value);
  }
}
