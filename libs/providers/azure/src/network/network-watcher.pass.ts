import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { NETWORK_WATCHERS } from './network-lists';
import { toNetworkWatcher } from './network-watcher.mapper';

export const networkWatchers = definePass<AzureClient>({
  id: 'network.watchers',
  types: ['detector'],
  scope: 'global',
  permissions: [NETWORK_WATCHERS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, NETWORK_WATCHERS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toNetworkWatcher(item)]);
    }
  },
});
