import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toVolume } from './volume.mapper';

export const volumes = definePass<DigitalOceanClient>({
  id: 'storage.volumes',
  types: ['volume'],
  scope: 'global',
  permissions: ['block_storage:read', 'tag:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.volumes, cursor)) {
      yield toPage(page, toVolume);
    }
  },
});
