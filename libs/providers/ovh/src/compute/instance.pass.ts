import { definePass, recordOf, textOf } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { protectionsOf } from '../openstack/protections';
import { pricesForPass } from '../prices/price-list';
import { readOptional } from '../read-details';
import { listInProjects } from '../read-projects';
import { flavorsOf } from './flavors';
import { toInstance } from './instance.mapper';

export const instances = definePass<OvhClient>({
  id: 'compute.instances',
  types: ['vm'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    const pricesOf = pricesForPass(client);
    yield* listInProjects({ client, cursor, path: 'instance' }, async (project, items) => {
      if (items.length === 0) return { resources: [] };
      const { catalogue, warnings } = await pricesOf();
      const flavors = await readOptional(warnings, () => flavorsOf(client, project.serviceName));
      const regions = items.map((item) => textOf(recordOf(item)['region']));
      const places = new Set(regions.filter((region) => region !== null));
      const protections = await protectionsOf(client, project, places);
      const resources = items.map((item) =>
        toInstance(item, project.urn, flavors, protections, catalogue),
      );
      return { resources, warnings };
    });
  },
});
