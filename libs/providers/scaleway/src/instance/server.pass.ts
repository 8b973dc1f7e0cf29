import { definePass, listOf, recordOf, textsOf } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { privateAddresses } from '../private-addresses';
import type { ServerTypes } from './server-types';
import { toServer } from './server.mapper';

const NO_TYPES: ServerTypes = new Map();

/** Instances, zone by zone, with their private addresses from IPAM. */
export const servers = definePass<ScalewayClient>({
  id: 'instance.servers',
  types: ['vm'],
  scope: 'regional',
  permissions: ['InstancesReadOnly', 'IPAMReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('instance', region), listing, cursor);
    for await (const page of pages) {
      const zone = page.place;
      const ids = page.items.flatMap(nicIds);
      const asked = await privateAddresses(client, {
        region,
        resourceType: 'instance_private_nic',
        ids,
      });
      const types = page.items.length === 0 ? NO_TYPES : await client.serverTypesOf(zone);
      const facts = { zone, types, addresses: asked.addresses };
      yield toPage(
        { ...page, warnings: [...page.warnings, ...asked.warnings] },
        page.items.map((item) => toServer(item, facts)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'instance',
    operation: 'GET /instance/v1/servers',
    path: `/instance/v1/zones/${zone}/servers`,
    key: 'servers',
    query: { order: 'creation_date_asc' },
  };
}

function nicIds(item: unknown): string[] {
  return textsOf(listOf(recordOf(item)['private_nics']).map((nic) => recordOf(nic)['id']));
}
