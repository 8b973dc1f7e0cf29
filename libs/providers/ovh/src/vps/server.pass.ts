import { definePass, type PageWarning } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { readOptional } from '../read-details';
import { detailOfAccount } from '../read-account';
import { toVps } from './server.mapper';

export const vpsServers = definePass<OvhClient>({
  id: 'vps.servers',
  types: ['vm'],
  scope: 'global',
  permissions: ['GET /vps', 'GET /vps/*'],
  async *collect({ client, cursor }) {
    yield* detailOfAccount({ client, cursor, route: '/vps' }, async (serviceName) => {
      const warnings: PageWarning[] = [];
      const vps = await client.item('/vps/{serviceName}', { serviceName });
      const ips = await readOptional(warnings, () =>
        client.list('/vps/{serviceName}/ips', { serviceName }),
      );
      return { resources: [toVps(vps, client.site, ips)], warnings };
    });
  },
});
