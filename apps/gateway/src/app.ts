import { ApiModule, createApiAdapter, setUpApi, TokensService } from '@skyledger/api';
import type { ProcessContext, Running } from '@skyledger/process';
import { hostService } from '@skyledger/service-host';

/** The REST API. */
export function start(context: ProcessContext): Promise<Running> {
  const { config } = context;
  return hostService(context, {
    imports: [ApiModule.forRoot()],
    relay: false,
    listen: { host: config.host, port: config.port },
    adapter: createApiAdapter(config.trustedProxies),
    setUp: async (app) => {
      setUpApi(app);
      if (config.adminToken !== undefined) {
        await app.get(TokensService).ensureBootstrapToken(config.adminToken);
      }
    },
  });
}
