export { type Counter, counter, duration, gauge, meter, type Recorder } from './instruments';
export { createLogger, type Logger, type LoggerOptions } from './logger';
export { NestLogger } from './nest-logger';
export { productMetrics } from './product-metrics';
export { redact, redactText } from './redaction';
export {
  type Attributes,
  injectTraceContext,
  type Span,
  withSpan,
  withTraceContext,
} from './spans';
export {
  InMemorySpanExporter,
  startTelemetry,
  type Telemetry,
  type TelemetryOptions,
} from './start-telemetry';
