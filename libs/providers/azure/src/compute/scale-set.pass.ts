import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { AUTOSCALE_SETTINGS, SCALE_SETS } from './compute-lists';
import { toScaleSet } from './scale-set.mapper';
import { readScalingRanges } from './scaling-ranges';

export const scaleSets = definePass<AzureClient>({
  id: 'compute.scale-sets',
  types: ['scaling_group'],
  scope: 'global',
  permissions: [SCALE_SETS.permission, AUTOSCALE_SETTINGS.permission],
  async *collect({ client, cursor }) {
    const link = readCursor(cursor);
    const warnings = new PageWarnings();
    const ranges = await readScalingRanges(client, warnings);
    for await (const page of listPages(client, SCALE_SETS, { link })) {
      yield toPage(page, (item) => [toScaleSet(item, ranges)], warnings.list());
    }
  },
});
