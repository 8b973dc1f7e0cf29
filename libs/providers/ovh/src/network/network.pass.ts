import { definePass, listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { projectsWith, REGION_SERVICES } from '../projects';
import { readDetails } from '../read-details';
import { DETAILED_ITEMS, joined, listInProjects } from '../read-projects';
import { toNetwork } from './network.mapper';
import { vracksOf } from './vrack-members';
import { toSubnet } from './subnet.mapper';

const SUBNETS = '/cloud/project/{serviceName}/region/{regionName}/network/{networkId}/subnet';

/**
 * Networks with their subnets, as OpenStack has them in each region: instances, clusters and databases
 * name them by these ids. `/network/private` tells the same networks by ids of its own.
 */
export const networks = definePass<OvhClient>({
  id: 'network.networks',
  types: ['network', 'subnet'],
  scope: 'regional',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, region: regionName, cursor }) {
    const listing = {
      client,
      cursor,
      path: 'region/{regionName}/network',
      params: { regionName },
      projects: await projectsWith(client, regionName, REGION_SERVICES.network),
      pageSize: DETAILED_ITEMS,
    };
    const { ofProject } = await vracksOf(client);
    yield* listInProjects(listing, async ({ serviceName, urn }, items) =>
      joined(
        await readDetails(items, async (item) => {
          const networkId = textOf(recordOf(item)['id']) ?? '';
          const subnets = await client.list(SUBNETS, { serviceName, regionName, networkId });
          const vrack = ofProject.get(serviceName) ?? null;
          const place = { project: urn, region: regionName, networkId, vrack };
          return {
            resources: [
              toNetwork(item, subnets, place),
              ...listOf(subnets).map((subnet) => toSubnet(subnet, place)),
            ],
          };
        }),
      ),
    );
  },
});
