import { definePass } from '@skyledger/provider-sdk';
import { datacenterListing, type IonosClient } from '../client';
import { eachDatacenter } from '../datacenters';
import { LANS_A_PAGE } from '../lans';
import { listPages, toPage } from '../list-pages';
import { toLan } from './lan.mapper';

export const lans = definePass<IonosClient>({
  id: 'network.lans',
  types: ['network'],
  scope: 'global',
  permissions: ['Read data center'],
  async *collect({ client, cursor }) {
    yield* eachDatacenter(client, cursor, async function* (datacenter, from) {
      const listing = datacenterListing(datacenter.id, 'lans', 1, LANS_A_PAGE);
      for await (const page of listPages(client, listing, from)) {
        yield toPage(page, (item) => [toLan(item, datacenter)]);
      }
    });
  },
});
