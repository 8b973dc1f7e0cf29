import { AccountsModule } from '@skyledger/accounts';
import type { ProcessContext, Running } from '@skyledger/process';
import { hostService } from '@skyledger/service-host';

/** Onboarding, validation, credentials. */
export function start(context: ProcessContext): Promise<Running> {
  return hostService(context, { imports: [AccountsModule], relay: false });
}
