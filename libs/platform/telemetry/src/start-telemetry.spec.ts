import { context, propagation, trace } from '@opentelemetry/api';
import { productMetrics } from './product-metrics';
import { injectTraceContext, withSpan, withTraceContext } from './spans';
import { InMemorySpanExporter, startTelemetry, type Telemetry } from './start-telemetry';

const CANARY = 'c4n4ry-v4lue';
const service = { service: 'worker', version: '1.2.3' };
let telemetry: Telemetry | undefined;

afterEach(() => telemetry?.shutdown());

describe('spans', () => {
  it('are one trace across a message', async () => {
    const spanExporter = new InMemorySpanExporter();
    telemetry = startTelemetry({ ...service, spanExporter });
    const headers = await withSpan('send', { a: 1 }, async () => injectTraceContext(), 'producer');
    expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);

    const delivered = { traceparent: Buffer.from(headers['traceparent'] ?? ''), attempts: 1 };
    await withTraceContext(delivered, () => withSpan('handle', {}, async () => 1, 'consumer'));
    await withTraceContext({}, () => withSpan('other', {}, async () => 1));

    const [send, handle, other] = spanExporter.getFinishedSpans();
    expect(send).toMatchObject({ name: 'send', attributes: { a: 1 } });
    expect(handle?.spanContext().traceId).toBe(send?.spanContext().traceId);
    expect(handle?.parentSpanContext?.spanId).toBe(send?.spanContext().spanId);
    expect(other?.spanContext().traceId).not.toBe(send?.spanContext().traceId);
  });

  it('record what went wrong, without secrets, and throw it on', async () => {
    const spanExporter = new InMemorySpanExporter();
    telemetry = startTelemetry({ ...service, spanExporter });
    const error = new Error(`password=${CANARY}`);
    const query = { 'url.query': `page=2&token=${CANARY}` };
    await expect(withSpan('fail', query, () => Promise.reject(error))).rejects.toBe(error);
    const [span] = spanExporter.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: 2 }, events: [{ name: 'exception' }] });
    expect(span?.attributes).toEqual({ 'url.query': 'page=2&token=[redacted]' });
    expect(JSON.stringify([span?.status, span?.events])).not.toContain(CANARY);
  });

  it('keep and hand on their ids although nobody records them', async () => {
    telemetry = startTelemetry(service);
    await withSpan('outer', {}, async (outer) => {
      expect(outer.isRecording()).toBe(false);
      const headers = injectTraceContext();
      expect(headers['traceparent']).toBe(
        `00-${outer.spanContext().traceId}-${outer.spanContext().spanId}-00`,
      );
      await withTraceContext(headers, () =>
        withSpan('inner', {}, async (inner) => {
          expect(inner.spanContext().traceId).toBe(outer.spanContext().traceId);
        }),
      );
    });
  });

  it('run the work and give no headers where telemetry was not started', async () => {
    expect(await withSpan('work', {}, async () => injectTraceContext())).toEqual({});
    expect(withTraceContext({ traceparent: 'nonsense' }, () => 7)).toBe(7);
  });

  it('do not travel to the clouds with ordinary requests', async () => {
    telemetry = startTelemetry({ ...service, spanExporter: new InMemorySpanExporter() });
    await withSpan('call', {}, async () => {
      const headers = {};
      propagation.inject(context.active(), headers);
      expect(headers).toEqual({});
    });
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const extracted = propagation.extract(context.active(), { traceparent });
    expect(trace.getSpanContext(extracted)?.traceId).toBe('a'.repeat(32));
  });
});

describe('metrics', () => {
  it('are served as Prometheus text', async () => {
    telemetry = startTelemetry(service);
    const queue = { 'messaging.destination.name': 'worker.pass' };
    productMetrics.messages.add(2, { ...queue, outcome: 'handled' });
    productMetrics.messageDuration.record(0.02, queue);
    productMetrics.outboxDepth.record(5, {});
    productMetrics.outboxDepth.record(3, {});
    const text = await telemetry.metricsText();
    expect(text).toMatch(
      /^skyledger_messages_total\{messaging_destination_name="worker.pass",outcome="handled".*\} 2$/m,
    );
    expect(text).toMatch(/^skyledger_message_duration_bucket\{.*le="0.025".*\} 1$/m);
    expect(text).toMatch(/^skyledger_outbox_depth(\{.*\})? 3$/m);
    expect(text).toMatch(/service_name="worker"/);
  });

  it('start anew with each telemetry, whenever the instrument was first used', async () => {
    productMetrics.findings.add(1, { change: 'opened', severity: 'high' });
    telemetry = startTelemetry(service);
    productMetrics.findings.add(1, { change: 'opened', severity: 'high' });
    expect(await telemetry.metricsText()).toMatch(/^skyledger_findings_total\{.*\} 1$/m);
  });

  it('are absent when they are not wanted', async () => {
    telemetry = startTelemetry({ ...service, metrics: false });
    productMetrics.outboxAge.record(1, {});
    expect(await telemetry.metricsText()).toBe('');
  });
});

describe('shutdown', () => {
  const exporting = (shutdown: () => Promise<void>): Telemetry =>
    startTelemetry({ ...service, spanExporter: { export: () => undefined, shutdown } });

  it('lets the exporter send what is waiting', async () => {
    let sent = false;
    await exporting(async () => {
      sent = true;
    }).shutdown();
    expect(sent).toBe(true);
  });

  it('does not fail with the exporter', async () => {
    const failing = exporting(() => Promise.reject(new Error('no collector')));
    await expect(failing.shutdown()).resolves.toBeUndefined();
  });

  it('does not wait for an exporter that hangs', async () => {
    jest.useFakeTimers();
    const stopped = exporting(() => new Promise(() => undefined)).shutdown();
    await jest.advanceTimersByTimeAsync(5_000);
    await expect(stopped).resolves.toBeUndefined();
    jest.useRealTimers();
  });
});
