import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { toRedisCache } from './redis-cache.mapper';
import { REDIS_CACHES } from './redis-lists';

export const redisCaches = definePass<AzureClient>({
  id: 'cache.redis',
  types: ['database'],
  scope: 'global',
  permissions: [REDIS_CACHES.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, REDIS_CACHES, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toRedisCache(item)]);
    }
  },
});
