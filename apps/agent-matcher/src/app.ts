import { MatchingModule } from '@skyledger/matching';
import type { ProcessContext, Running } from '@skyledger/process';
import { hostService } from '@skyledger/service-host';

/** Links agents and resources. */
export function start(context: ProcessContext): Promise<Running> {
  return hostService(context, { imports: [MatchingModule], relay: false });
}
