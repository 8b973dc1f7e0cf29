import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { diskOffer, diskPrice } from '../prices/disk-price';
import { DISK_METERS } from '../prices/retail-query';
import { DISKS } from './compute-lists';
import { toDisk } from './disk.mapper';

/** Managed disks, with the prices of their tiers where these are told. */
export const disks = definePass<AzureClient>({
  id: 'compute.disks',
  types: ['volume'],
  scope: 'global',
  permissions: [DISKS.permission],
  async *collect({ client, cursor }) {
    const warnings = new PageWarnings();
    for await (const page of listPages(client, DISKS, { link: readCursor(cursor) })) {
      const offers = page.items.map(diskOffer).filter((offer) => offer !== null);
      const meters = await client.prices.read(DISK_METERS, offers);
      const now = new Date();
      yield toPage(
        page,
        (item) => [toDisk(item, diskPrice(diskOffer(item), meters, now))],
        warnings.once(meters.warning),
      );
    }
  },
});
