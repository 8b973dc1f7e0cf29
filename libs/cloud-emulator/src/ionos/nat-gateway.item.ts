import type { Generate } from '../estate/collection';
import { lanRange, privateAddress } from './addresses';
import { metadataOf, type Entity } from './entity';
import { drawer, type Datacenter, type IonosItem, type IonosScope } from './scope';

export interface IonosNatGateway extends IonosItem {
  readonly publicIps: readonly string[];
  /** The private LAN that it leads out of; null where there is none. */
  readonly lan: number | null;
  readonly state: 'AVAILABLE' | 'BUSY';
}

/** LAN 1 is public, so they serve LAN 2. `hasLan` tells whether a LAN still exists. */
export function natGatewayGenerator(
  scope: IonosScope,
  place: Datacenter,
  hasLan: (lan: number) => boolean,
): Generate<IonosNatGateway> {
  const { draw } = drawer(scope, 'nat-gateway', place.id);
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    return {
      ...common,
      region: place.location,
      name: `${naming.environment}-nat-${index + 1}${revision > 0 ? `-r${revision}` : ''}`,
      publicIps: [`194.165.${place.index & 255}.${index & 255}`],
      lan: hasLan(2) ? 2 : null,
      state: random.chance(0.95) ? 'AVAILABLE' : 'BUSY',
    };
  };
}

export function natGatewayEntity(gateway: IonosNatGateway, place: Datacenter): Entity {
  const { id, lan, publicIps, created } = gateway;
  const path = `/datacenters/${place.id}/natgateways/${id}`;
  const rule = {
    id,
    type: 'natgateway-rule',
    path: `${path}/rules/${id}`,
    metadata: metadataOf(created, 'AVAILABLE'),
    properties: {
      name: 'out',
      type: 'SNAT',
      protocol: 'ALL',
      sourceSubnet: lanRange(lan ?? 2),
      publicIp: publicIps[0] ?? null,
    },
  };
  return {
    id,
    type: 'natgateway',
    path,
    metadata: metadataOf(created, gateway.state, gateway.revision),
    properties: {
      name: gateway.name,
      publicIps,
      lans:
        lan === null
          ? []
          : [{ id: lan, gatewayIps: [`${privateAddress(lan, 25_000 + gateway.index)}/24`] }],
    },
    entities: { rules: () => [rule], flowlogs: () => [] },
  };
}
