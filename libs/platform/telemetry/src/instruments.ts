import { type Attributes, type Meter, type MeterProvider, metrics } from '@opentelemetry/api';

/** The meter of a part of the product, from the telemetry that runs now. */
export function meter(name: string): Meter {
  return metrics.getMeter(`skyledger.${name}`);
}

export interface InstrumentOptions {
  readonly description: string;
  /** In UCUM: `s`, `By`, `{message}`. */
  readonly unit: string;
}

export interface Counter<A extends Attributes> {
  add(value: number, attributes: A): void;
}

export interface Recorder<A extends Attributes> {
  record(value: number, attributes: A): void;
}

/** Seconds, from a quick query to a pass that uses all of its budget and more. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900];

export function counter<A extends Attributes>(
  name: string,
  options: InstrumentOptions,
): Counter<A> {
  const current = onceStarted((from) => from.createCounter<A>(name, options));
  return { add: (value, attributes) => current().add(value, attributes) };
}

/** A distribution of durations in seconds. */
export function duration<A extends Attributes>(name: string, description: string): Recorder<A> {
  const current = onceStarted((from) =>
    from.createHistogram<A>(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    }),
  );
  return { record: (value, attributes) => current().record(value, attributes) };
}

/** A value that goes up and down; the last one recorded counts. */
export function gauge<A extends Attributes>(name: string, options: InstrumentOptions): Recorder<A> {
  const current = onceStarted((from) => from.createGauge<A>(name, options));
  return { record: (value, attributes) => current().record(value, attributes) };
}

/** Instruments made before telemetry starts would stay silent for good: make them at first use. */
function onceStarted<T>(create: (from: Meter) => T): () => T {
  let made: { provider: MeterProvider; instrument: T } | undefined;
  return () => {
    const provider = metrics.getMeterProvider();
    if (made?.provider !== provider) made = { provider, instrument: create(meter('product')) };
    return made.instrument;
  };
}
