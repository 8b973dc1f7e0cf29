import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toPlacementGroup } from './placement-group.mapper';

export const placementGroups = definePass<HetznerClient>({
  id: 'compute.placement-groups',
  types: ['placement_group'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'placement_groups', cursor)) {
      yield toPage(page, (item) => [toPlacementGroup(item)]);
    }
  },
});
