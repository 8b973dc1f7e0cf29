import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { projectsWith, REGION_SERVICES } from '../projects';
import { listInProjects } from '../read-projects';
import { toLoadBalancer } from './load-balancer.mapper';

export const loadBalancers = definePass<OvhClient>({
  id: 'network.load-balancers',
  types: ['load_balancer'],
  scope: 'regional',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, region: regionName, cursor }) {
    const listing = {
      client,
      cursor,
      path: 'region/{regionName}/loadbalancing/loadbalancer',
      params: { regionName },
      projects: await projectsWith(client, regionName, REGION_SERVICES.loadBalancer),
    };
    yield* listInProjects(listing, ({ urn }, items) => ({
      resources: items.map((item) => toLoadBalancer(item, urn, regionName)),
    }));
  },
});
