import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { aggregatedList } from './compute-list';
import { toForwardingRule } from './forwarding-rule.mapper';

export const forwardingRules = definePass<GcpClient>({
  id: 'compute.forwarding-rules',
  types: ['load_balancer'],
  scope: 'global',
  permissions: ['compute.forwardingRules.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(
      client,
      aggregatedList(client, 'forwardingRules', 'forwardingRule'),
      cursor,
    )) {
      yield toPage(page, toForwardingRule);
    }
  },
});
