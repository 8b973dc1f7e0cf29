import { type DynamicModule, Module } from '@nestjs/common';
import { Expiry } from './expiry.service';
import { CredentialWatch } from './credential-watch.service';
import { Heartbeat } from './heartbeat.service';
import { OrganizationWatch } from './organization-watch.service';
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
        Expiry,
        CredentialWatch,
        Heartbeat,
        OrganizationWatch,
        Recovery,
        Scheduler,
        Ticker,
      ],
      exports: [Expiry, Heartbeat, Recovery, Scheduler],
    };
  }
}
