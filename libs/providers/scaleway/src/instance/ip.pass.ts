import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toIp } from './ip.mapper';

export const ips = definePass<ScalewayClient>({
  id: 'instance.ips',
  types: ['public_ip'],
  scope: 'regional',
  permissions: ['InstancesReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('instance', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.map((item) => toIp(item, place)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'instance',
    operation: 'GET /instance/v1/ips',
    path: `/instance/v1/zones/${zone}/ips`,
    key: 'ips',
  };
}
