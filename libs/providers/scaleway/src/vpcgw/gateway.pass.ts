import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { privateAddresses } from '../private-addresses';
import { placesIn, toGateway } from './gateway.mapper';

/** Public Gateways, zone by zone, with their private addresses from IPAM. */
export const gateways = definePass<ScalewayClient>({
  id: 'vpcgw.gateways',
  types: ['gateway'],
  scope: 'regional',
  permissions: ['VPCGatewayReadOnly', 'IPAMReadOnly'],
  async *collect({ client, region, cursor }) {
    for await (const page of listPlaces(client, placesOf('vpc-gw', region), listing, cursor)) {
      const { addresses, warnings } = await privateAddresses(client, {
        region,
        resourceType: 'vpc_gateway_network',
        ids: page.items.flatMap(placesIn),
      });
      yield toPage(
        { ...page, warnings: [...page.warnings, ...warnings] },
        page.items.map((item) => toGateway(item, { zone: page.place, addresses })),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /vpc-gw/v2/gateways',
    path: `/vpc-gw/v2/zones/${zone}/gateways`,
    key: 'gateways',
    // Gateways of before IPAM are left out unless asked for.
    query: { order_by: 'created_at_asc', include_legacy: 'true' },
  };
}
