import { type BeforeApplicationShutdown, type DynamicModule, Inject, Module } from '@nestjs/common';
import { collectPassHandler } from './collect/collect-pass.handler';
import { PageWriter } from './collect/page-writer.service';
import { PassCollector } from './collect/pass-collector.service';
import { Connections } from './connect/connections';
import { DISCOVERY_OPTIONS, type DiscoveryOptions } from './discovery-options';
import { planRunHandler } from './plan/plan-run.handler';
import { RunPlanner } from './plan/run-planner.service';

/** The worker: plans runs and collects passes of the providers it serves. */
@Module({})
export class DiscoveryModule implements BeforeApplicationShutdown {
  constructor(@Inject(PassCollector) private readonly collector: PassCollector) {}

  static forRoot(options: DiscoveryOptions): DynamicModule {
    return {
      module: DiscoveryModule,
      providers: [
        { provide: DISCOVERY_OPTIONS, useValue: options },
        Connections,
        PageWriter,
        PassCollector,
        RunPlanner,
      ],
      controllers: [
        planRunHandler(options.providers),
        collectPassHandler(options.providers, options.concurrency),
      ],
      exports: [PassCollector, RunPlanner],
    };
  }

  beforeApplicationShutdown(): void {
    this.collector.stop();
  }
}
