import type { HealthRegistry } from './health-registry';

/** Renders all metrics in the Prometheus text format. */
export type MetricsText = () => Promise<string>;

export interface HealthAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** The process runs and answers; it says nothing about what it depends on. */
export function live(): HealthAnswer {
  return json(200, { status: 'live' });
}

/** 200 when every registered check succeeds, else 503 with the reasons. */
export async function ready(registry: HealthRegistry): Promise<HealthAnswer> {
  const report = await registry.report();
  return json(report.status === 'ready' ? 200 : 503, report);
}

export async function metrics(metricsText: MetricsText): Promise<HealthAnswer> {
  return {
    status: 200,
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    body: await metricsText(),
  };
}

function json(status: number, body: object): HealthAnswer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}
