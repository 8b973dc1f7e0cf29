import { definePass } from '@skyledger/provider-sdk';
import type { IonosClient } from '../client';
import { DATACENTERS } from '../datacenters';
import { listPages, toPage } from '../list-pages';
import { knownTags, withWarnings } from '../tagged';
import { toDatacenter } from './datacenter.mapper';

export const datacenters = definePass<IonosClient>({
  id: 'compute.datacenters',
  types: ['resource_group'],
  scope: 'global',
  permissions: ['Read data center'],
  async *collect({ client, cursor }) {
    const known = await knownTags(client);
    for await (const page of listPages(client, DATACENTERS, cursor)) {
      yield withWarnings(
        toPage(page, (item) => [toDatacenter(item, known.tags)]),
        known,
      );
    }
  },
});
