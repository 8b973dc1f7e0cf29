import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { MetricsText } from './health-answers';
import { HealthRegistry } from './health-registry';
import { HealthController, METRICS_TEXT } from './health.controller';

export interface HealthModuleOptions {
  /** Answers `/metrics`; empty unless told. */
  readonly metricsText?: MetricsText;
  /** A registry that already exists; a new one unless told. */
  readonly registry?: HealthRegistry;
}

/**
 * Provides the `HealthRegistry` to every module, and the health routes where there is an HTTP
 * application; a service without one serves the same by `startHealthServer(app.get(HealthRegistry))`.
 */
@Global()
@Module({})
export class HealthModule {
  static forRoot(options: HealthModuleOptions = {}): DynamicModule {
    const { registry = new HealthRegistry(), metricsText = () => Promise.resolve('') } = options;
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [
        { provide: HealthRegistry, useValue: registry },
        { provide: METRICS_TEXT, useValue: metricsText },
      ],
      exports: [HealthRegistry],
    };
  }
}
