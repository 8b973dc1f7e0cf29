import { DiscoveryModule, discoveryOptions } from '@skyledger/discovery';
import type { ProcessContext, Running } from '@skyledger/process';
import { hostService } from '@skyledger/service-host';

/** Plans runs and collects passes; publishes what it wrote. */
export function start(context: ProcessContext): Promise<Running> {
  return hostService(context, {
    imports: [DiscoveryModule.forRoot(discoveryOptions(context.config))],
    relay: true,
    needsVault: true,
  });
}
