import type { ProcessContext, Running } from '@skyledger/process';
import { SchedulingModule, schedulingOptions } from '@skyledger/scheduling';
import { hostService } from '@skyledger/service-host';

/** Decides when accounts are discovered, keeps runs from getting stuck, publishes the outbox. */
export function start(context: ProcessContext): Promise<Running> {
  return hostService(context, {
    imports: [SchedulingModule.forRoot(schedulingOptions(context.config))],
    relay: true,
  });
}
