import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toApp } from './app.mapper';

export const apps = definePass<DigitalOceanClient>({
  id: 'apps.apps',
  types: ['app'],
  scope: 'global',
  permissions: ['app:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.apps, cursor)) {
      yield toPage(page, toApp);
    }
  },
});
