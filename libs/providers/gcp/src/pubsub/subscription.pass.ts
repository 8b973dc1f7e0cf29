import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listPages, toPage, type GoogleList } from '../list-pages';
import { toSubscription } from './subscription.mapper';

const PAGE_SIZE = 1000;

/** Subscriptions: where the messages of a topic wait for one of its readers. */
export const subscriptions = definePass<GcpClient>({
  id: 'pubsub.subscriptions',
  types: ['queue'],
  scope: 'global',
  permissions: ['pubsub.subscriptions.list'],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'pubsub',
      permission: 'pubsub.subscriptions.list',
      path: `/projects/${client.projectId}/subscriptions`,
      query: { pageSize: PAGE_SIZE },
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'subscriptions'), warnings: [] }),
    };
    for await (const page of listPages(client, list, cursor)) yield toPage(page, toSubscription);
  },
});
