import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { aggregatedList } from './compute-list';
import { partsOf, toRouterPart } from './router.mapper';

/** Cloud Routers, and the NAT gateways that are part of them. */
export const routers = definePass<GcpClient>({
  id: 'compute.routers',
  types: ['gateway'],
  scope: 'global',
  permissions: ['compute.routers.list'],
  async *collect({ client, cursor }) {
    const list = aggregatedList(client, 'routers', 'router');
    for await (const page of listPages(client, list, cursor)) {
      yield toPage({ ...page, items: page.items.flatMap(partsOf) }, toRouterPart);
    }
  },
});
