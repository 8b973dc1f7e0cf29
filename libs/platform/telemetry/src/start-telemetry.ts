import { hostname } from 'node:os';
import { context, metrics as metricsApi, propagation, trace } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { FastifyOtelInstrumentation } from '@fastify/otel';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { metrics, NodeSDK, resources, tracing } from '@opentelemetry/sdk-node';
import { redactingSpanProcessor } from './redacting-span-processor';
import { incomingOnlyPropagator } from './spans';

/** Where spans go in a test that reads them. */
export const InMemorySpanExporter = tracing.InMemorySpanExporter;
export type InMemorySpanExporter = tracing.InMemorySpanExporter;

export interface TelemetryOptions {
  readonly service: string;
  readonly version: string;
  /** Base address of an OTLP/HTTP collector; without it no span is recorded. */
  readonly otlpEndpoint?: string | undefined;
  /** Whether metrics are collected; they are unless told. */
  readonly metrics?: boolean;
  /** Receives each span as it ends, for tests. */
  readonly spanExporter?: tracing.SpanExporter;
}

/** The running telemetry of the process. */
export interface Telemetry {
  /** All metrics in the Prometheus text format. */
  metricsText(): Promise<string>;
  /** Sends what waits to be sent, for at most five seconds, and stops. */
  shutdown(): Promise<void>;
}

const EXPORT_MILLISECONDS = 4_000;
const SHUTDOWN_MILLISECONDS = 5_000;
const PATHS_OF_PROBES = /^\/(health(\/|$)|metrics$)/;

/**
 * Starts traces and metrics. Instruments libraries as they are loaded, so call it before any of
 * them is imported: `main.ts` imports the application dynamically afterwards.
 *
 * Where nobody receives spans, none is recorded, but every span still has its ids and hands them
 * on: log lines can be followed through the services all the same. Where spans are received, a
 * trace is kept unless the caller that began it decided otherwise.
 */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  const exporters = spanProcessors(options);
  const recording = exporters.length > 0;
  const prometheus =
    options.metrics === false ? null : new PrometheusExporter({ preventServerStart: true });
  const instrumented = instrumentations(recording);
  const sdk = new NodeSDK({
    serviceName: options.service,
    resource: resources.resourceFromAttributes({
      'service.version': options.version,
      'service.instance.id': `${hostname()}:${process.pid}`,
      'host.name': hostname(),
    }),
    // Not the process detector: a command line may carry secrets.
    resourceDetectors: [resources.envDetector],
    sampler: recording
      ? new tracing.ParentBasedSampler({ root: new tracing.AlwaysOnSampler() })
      : new tracing.AlwaysOffSampler(),
    spanProcessors: recording
      ? [redactingSpanProcessor, ...exporters]
      : [new tracing.NoopSpanProcessor()],
    textMapPropagator: incomingOnlyPropagator,
    metricReaders: prometheus === null ? [] : [prometheus],
    views: [boundedClientMetrics],
    logRecordProcessors: [],
    instrumentations: instrumented,
  });
  sdk.start();
  return {
    metricsText: () => (prometheus === null ? Promise.resolve('') : textOf(prometheus)),
    shutdown: async () => {
      await stop(sdk);
      // The SDK leaves them in place, and they would act on whatever this process starts next.
      for (const instrumentation of instrumented) instrumentation.disable();
    },
  };
}

function spanProcessors({ otlpEndpoint, spanExporter }: TelemetryOptions): tracing.SpanProcessor[] {
  const processors: tracing.SpanProcessor[] = [];
  if (otlpEndpoint !== undefined) {
    const url = `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces`;
    processors.push(
      new tracing.BatchSpanProcessor(
        new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MILLISECONDS }),
      ),
    );
  }
  if (spanExporter !== undefined) processors.push(new tracing.SimpleSpanProcessor(spanExporter));
  return processors;
}

/** Database and client spans cost something on each call, so they are made only to be recorded. */
function instrumentations(recording: boolean): Instrumentation[] {
  const http = new HttpInstrumentation({
    ignoreIncomingRequestHook: ({ url = '' }) => PATHS_OF_PROBES.test(url.split('?', 1)[0] ?? ''),
    requireParentforOutgoingSpans: true,
  });
  // Names the route, in spans and in the metrics of requests.
  const fastify = new FastifyOtelInstrumentation({
    registerOnInitialization: true,
    instrumentHooks: false,
    instrumentHandler: recording,
    ignorePaths: ({ url }) => PATHS_OF_PROBES.test(url),
  });
  if (!recording) return [http, fastify];
  return [
    http,
    fastify,
    new UndiciInstrumentation({ requireParentforSpans: true }),
    // Statements carry placeholders; their values are never attached.
    new PgInstrumentation({
      enhancedDatabaseReporting: false,
      requireParentSpan: true,
      ignoreConnectSpans: true,
    }),
  ];
}

/** Host names hold the names of buckets and projects: as labels they would have no bound. */
const boundedClientMetrics = {
  instrumentName: 'http.client.request.duration',
  attributesProcessors: [
    metrics.createAllowListAttributesProcessor([
      'http.request.method',
      'http.response.status_code',
      'error.type',
    ]),
  ],
};

async function textOf(reader: PrometheusExporter): Promise<string> {
  const { resourceMetrics, errors } = await reader.collect();
  if (errors.length > 0) throw new AggregateError(errors, 'Some metrics could not be collected');
  return new PrometheusSerializer().serialize(resourceMetrics);
}

async function stop(sdk: NodeSDK): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, SHUTDOWN_MILLISECONDS);
  });
  try {
    // A collector that is away must not keep the process from stopping.
    await Promise.race([sdk.shutdown().catch(() => undefined), deadline]);
  } finally {
    clearTimeout(timer);
    for (const api of [trace, metricsApi, propagation, context]) api.disable();
  }
}
