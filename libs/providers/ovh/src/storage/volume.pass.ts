import { definePass } from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import { pricesForPass } from '../prices/price-list';
import { listInProjects } from '../read-projects';
import { toVolume } from './volume.mapper';

export const volumes = definePass<OvhClient>({
  id: 'storage.volumes',
  types: ['volume'],
  scope: 'global',
  permissions: ['GET /cloud/project', 'GET /cloud/project/*'],
  async *collect({ client, cursor }) {
    const pricesOf = pricesForPass(client);
    yield* listInProjects({ client, cursor, path: 'volume' }, async ({ urn }, items) => {
      if (items.length === 0) return { resources: [] };
      const { catalogue, warnings } = await pricesOf();
      return { resources: items.map((item) => toVolume(item, urn, catalogue)), warnings };
    });
  },
});
