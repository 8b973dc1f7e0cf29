import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listPages, toPage, type GoogleList } from '../list-pages';
import { toTopic } from './topic.mapper';

const PAGE_SIZE = 1000;

export const topics = definePass<GcpClient>({
  id: 'pubsub.topics',
  types: ['topic'],
  scope: 'global',
  permissions: ['pubsub.topics.list'],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'pubsub',
      permission: 'pubsub.topics.list',
      path: `/projects/${client.projectId}/topics`,
      query: { pageSize: PAGE_SIZE },
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'topics'), warnings: [] }),
    };
    for await (const page of listPages(client, list, cursor)) yield toPage(page, toTopic);
  },
});
