import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { listInProjects } from '../read-projects';
import { toImage } from './image.mapper';

/** The images a project made of its instances; those of OVHcloud itself belong to nobody. */
export const images = definePass<OvhClient>({
  id: 'compute.images',
  types: ['image'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    yield* listInProjects({ client, cursor, path: 'snapshot' }, ({ urn }, items) => ({
      resources: items.map((item) => toImage(item, urn)),
    }));
  },
});
