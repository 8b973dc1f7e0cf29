import { definePass, type PageWarning } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { vracksOf } from '../network/vrack-members';
import { detailOfAccount } from '../read-account';
import { readOptional } from '../read-details';
import { toDedicatedServer } from './server.mapper';

const SERVER = '/dedicated/server/{serviceName}';

/**
 * Dedicated servers are nodes: hardware of one customer, which agents run on like on machines, but
 * always with a public address and without a metadata service, so that checks of virtual machines
 * have nothing to say about them.
 */
export const dedicatedServers = definePass<OvhClient>({
  id: 'dedicated.servers',
  types: ['node'],
  scope: 'global',
  permissions: ['GET /dedicated/server', 'GET /dedicated/server/*'],
  async *collect({ client, cursor }) {
    const { ofServer } = await vracksOf(client);
    yield* detailOfAccount({ client, cursor, route: '/dedicated/server' }, async (serviceName) => {
      const warnings: PageWarning[] = [];
      const server = await client.item(SERVER, { serviceName });
      const ips = await readOptional(warnings, () => client.list(`${SERVER}/ips`, { serviceName }));
      const hardware = await readOptional(warnings, () =>
        client.item(`${SERVER}/specifications/hardware`, { serviceName }),
      );
      const vracks = ofServer.get(serviceName) ?? [];
      const parts = { ips, hardware, vracks };
      return { resources: [toDedicatedServer(server, client.site, parts)], warnings };
    });
  },
});
