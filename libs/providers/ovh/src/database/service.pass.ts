import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { detailInProjects } from '../read-projects';
import { toDatabase } from './service.mapper';

const SERVICE = '/cloud/project/{serviceName}/database/service/{clusterId}';

export const databases = definePass<OvhClient>({
  id: 'database.services',
  types: ['database'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    const listing = { client, cursor, path: 'database/service' };
    yield* detailInProjects(listing, async ({ serviceName, urn }, clusterId) => ({
      resources: [toDatabase(await client.item(SERVICE, { serviceName, clusterId }), urn)],
    }));
  },
});
