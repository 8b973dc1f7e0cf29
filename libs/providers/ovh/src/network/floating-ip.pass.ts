import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { projectsWith, REGION_SERVICES } from '../projects';
import { listInProjects } from '../read-projects';
import { toFloatingIp } from './floating-ip.mapper';

export const floatingIps = definePass<OvhClient>({
  id: 'network.floating-ips',
  types: ['public_ip'],
  scope: 'regional',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, region: regionName, cursor }) {
    const listing = {
      client,
      cursor,
      path: 'region/{regionName}/floatingip',
      params: { regionName },
      projects: await projectsWith(client, regionName, REGION_SERVICES.network),
    };
    yield* listInProjects(listing, ({ urn }, items) => ({
      resources: items.map((item) => toFloatingIp(item, urn, regionName)),
    }));
  },
});
