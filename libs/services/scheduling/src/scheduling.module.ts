import { type DynamicModule, Module } from '@nestjs/common';
import { Heartbeat } from './heartbeat.service';
import { Recovery } from './recovery.service';
import { Scheduler } from './scheduler.service';
import { SCHEDULING_OPTIONS, type SchedulingOptions } from './scheduling-options';
import { Ticker } from './ticker';

/** Decides when accounts are discovered and validated, and keeps runs from getting stuck. */
@Module({})
export class SchedulingModule {
  static forRoot(options: SchedulingOptions): DynamicModule {
    return {
      module: SchedulingModule,
      providers: [
        { provide: SCHEDULING_OPTIONS, useValue: options },
        Heartbeat,
        Recovery,
        Scheduler,
        Ticker,
      ],
      exports: [Heartbeat, Recovery, Scheduler],
    };
  }
}
