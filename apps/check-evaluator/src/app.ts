import { EvaluationModule } from '@skyledger/evaluation';
import type { ProcessContext, Running } from '@skyledger/process';
import { hostService } from '@skyledger/service-host';

/** Turns changed resources into findings. */
export function start(context: ProcessContext): Promise<Running> {
  return hostService(context, { imports: [EvaluationModule], relay: false });
}
