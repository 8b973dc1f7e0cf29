import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toCluster } from './cluster.mapper';

export const clusters = definePass<DigitalOceanClient>({
  id: 'kubernetes.clusters',
  types: ['cluster'],
  scope: 'global',
  permissions: ['kubernetes:read', 'vpc:read', 'tag:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.clusters, cursor)) {
      yield toPage(page, toCluster);
    }
  },
});
