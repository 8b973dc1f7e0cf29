export { Heartbeat } from './heartbeat.service';
export { Recovery } from './recovery.service';
export { Scheduler } from './scheduler.service';
export { schedulingOptions, type SchedulingOptions } from './scheduling-options';
export { SchedulingModule } from './scheduling.module';
