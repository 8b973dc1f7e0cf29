import { definePass } from '@skyledger/provider-sdk';
import { datacenterListing, type IonosClient } from '../client';
import { eachDatacenter } from '../datacenters';
import { listPages, toPage } from '../list-pages';
import { toNatGateway } from './nat-gateway.mapper';

/** NAT gateways; depth 2 brings their rules. */
export const natGateways = definePass<IonosClient>({
  id: 'network.nat-gateways',
  types: ['gateway'],
  scope: 'global',
  permissions: ['Read data center'],
  async *collect({ client, cursor }) {
    yield* eachDatacenter(client, cursor, async function* (datacenter, from) {
      // The description of this list knows no pages; should one follow, that is an error.
      const listing = datacenterListing(datacenter.id, 'natgateways', 2, null);
      for await (const page of listPages(client, listing, from)) {
        yield toPage(page, (item) => [toNatGateway(item, datacenter)]);
      }
    });
  },
});
