import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { toPage } from '../list-pages';
import { toProject } from './project.mapper';

/** The project itself, with its labels and its place in the organization. */
export const project = definePass<GcpClient>({
  id: 'resourcemanager.project',
  types: ['subaccount'],
  scope: 'global',
  permissions: ['resourcemanager.projects.get'],
  async *collect({ client }) {
    const raw: unknown = await client.get(
      'crm',
      'resourcemanager.projects.get',
      `/projects/${client.projectId}`,
      { read: (body) => body },
    );
    yield toPage({ items: [raw], cursor: null, warnings: [] }, toProject);
  },
});
