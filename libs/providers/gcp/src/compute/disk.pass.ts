import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { diskOffer } from '../prices/disk-offer';
import { offerPrice } from '../prices/offer';
import { pricesForPass } from '../prices/price-list';
import { aggregatedList } from './compute-list';
import { toDisk } from './disk.mapper';

/** Disks of all zones and regions, with the prices of their sizes where these are told. */
export const disks = definePass<GcpClient>({
  id: 'compute.disks',
  types: ['volume'],
  scope: 'global',
  permissions: ['compute.disks.list'],
  async *collect({ client, cursor, signal }) {
    const pricesOf = pricesForPass(client, signal);
    for await (const page of listPages(client, aggregatedList(client, 'disks', 'disk'), cursor)) {
      const { table, warnings } = await pricesOf(page.items.map(diskOffer));
      const told = { ...page, warnings: [...page.warnings, ...warnings] };
      yield toPage(told, (item) => toDisk(item, offerPrice(diskOffer(item), table)));
    }
  },
});
