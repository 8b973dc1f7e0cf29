import { injectTraceContext, withSpan, withTraceContext } from '@skyledger/telemetry';
import type { OutboundMessage } from '../message';

/**
 * Publishes the messages, each inside a producer span of the trace it was made in; the copies handed
 * to `publish` name that span as the parent of whoever handles them.
 */
export async function withPublishSpans(
  system: string,
  messages: readonly OutboundMessage[],
  publish: (traced: OutboundMessage[]) => Promise<void>,
): Promise<void> {
  const traced: OutboundMessage[] = [];
  let begin = (): void => undefined;
  const published = new Promise<void>((resolve, reject) => {
    begin = () => void publish(traced).then(resolve, reject);
  });
  const spans = messages.map((message) =>
    withTraceContext(message.headers, () =>
      withSpan(
        `publish ${message.name}`,
        {
          'messaging.system': system,
          'messaging.operation.type': 'send',
          'messaging.operation.name': 'publish',
          'messaging.destination.name': message.routingKey,
          'messaging.message.id': message.id,
          'skyledger.tenant.id': message.tenantId,
        },
        () => {
          traced.push({ ...message, headers: { ...message.headers, ...injectTraceContext() } });
          return published;
        },
        'producer',
      ),
    ),
  );
  begin();
  await Promise.allSettled(spans);
  await published;
}
