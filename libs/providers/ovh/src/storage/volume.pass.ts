import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { listInProjects } from '../read-projects';
import { toVolume } from './volume.mapper';

export const volumes = definePass<OvhClient>({
  id: 'storage.volumes',
  types: ['volume'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    yield* listInProjects({ client, cursor, path: 'volume' }, ({ urn }, items) => ({
      resources: items.map((item) => toVolume(item, urn)),
    }));
  },
});
