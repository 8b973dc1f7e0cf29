import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { listInProjects } from '../read-projects';
import { toContainer } from './container.mapper';

/** Containers of the older object storage, which speaks Swift. */
export const containers = definePass<OvhClient>({
  id: 'storage.containers',
  types: ['bucket'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    // Without `includeType` the API leaves out whether a container is public.
    const query = { includeType: 'true' };
    yield* listInProjects({ client, cursor, path: 'storage', query }, ({ urn }, items) => ({
      resources: items.map((item) => toContainer(item, urn)),
    }));
  },
});
