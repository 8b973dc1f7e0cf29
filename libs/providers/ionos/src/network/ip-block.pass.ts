import { definePass } from '@skyledger/provider-sdk';
import { cloudListing, type IonosClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { knownTags, withWarnings } from '../tagged';
import { toPublicIps } from './ip-block.mapper';

const BLOCKS_A_PAGE = 200;

/** The addresses of every IP block. Addresses that an interface has by DHCP are told with it only. */
export const ipBlocks = definePass<IonosClient>({
  id: 'network.ip-blocks',
  types: ['public_ip'],
  scope: 'global',
  permissions: ['Read IP block'],
  async *collect({ client, cursor }) {
    const known = await knownTags(client);
    const listing = cloudListing('/ipblocks', 1, BLOCKS_A_PAGE);
    for await (const page of listPages(client, listing, cursor)) {
      yield withWarnings(
        toPage(page, (item) => toPublicIps(item, known.tags)),
        known,
      );
    }
  },
});
