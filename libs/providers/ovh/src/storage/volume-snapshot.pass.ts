import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { listInProjects } from '../read-projects';
import { toVolumeSnapshot } from './volume-snapshot.mapper';

export const volumeSnapshots = definePass<OvhClient>({
  id: 'storage.volume-snapshots',
  types: ['snapshot'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    yield* listInProjects({ client, cursor, path: 'volume/snapshot' }, ({ urn }, items) => ({
      resources: items.map((item) => toVolumeSnapshot(item, urn)),
    }));
  },
});
