import type { RestAnswer, RestCall } from '../cloud/rest-route';
import type { EmulatedItem } from '../estate/collection';
import { listedArray, standardList } from './listing';
import type { RegionEstate, ScalewayAccount } from './scaleway-estate';
import { idAt, standardTime } from './scope';

/** An address of a private network, and who has it. */
interface IpamIp extends EmulatedItem {
  readonly address: string;
  readonly networkId: string;
  readonly createdAt: Date;
  readonly resource: {
    readonly type: 'instance_private_nic' | 'lb_server' | 'vpc_gateway_network';
    readonly id: string;
    readonly mac_address: string | null;
    readonly name: string;
  };
}

/** `GET /ipam/v1/regions/{region}/ips`: everything is found by walking the region. */
export function ipamList(
  call: RestCall<ScalewayAccount>,
  region: RegionEstate | undefined,
): RestAnswer {
  const ids = new Set(call.query.getAll('resource_ids'));
  const type = call.query.get('resource_type');
  const all = region === undefined ? [] : addressesOf(region);
  const items = all.filter(
    ({ resource }) =>
      (ids.size === 0 || ids.has(resource.id)) && (type === null || resource.type === type),
  );
  return standardList(call, {
    key: 'ips',
    items: listedArray(items),
    render: (ip) => ipamJson(ip, call.account.spec.projectId),
  });
}

function addressesOf(region: RegionEstate): IpamIp[] {
  const place = { region: region.scope.region, name: '' };
  return region.zones.flatMap((zone) => [
    ...[...zone.servers.all()].flatMap(({ nic, id, createdAt }) =>
      (nic?.addresses ?? []).map((each) => ({
        ...place,
        ...each,
        createdAt,
        networkId: nic?.networkId ?? '',
        resource: {
          type: 'instance_private_nic' as const,
          id: nic?.id ?? '',
          mac_address: nic?.mac.toUpperCase() ?? null,
          name: id,
        },
      })),
    ),
    ...[...zone.loadBalancers.all()].flatMap(({ network, id, name, index, createdAt }) =>
      network === null
        ? []
        : [
            {
              ...place,
              id: idAt(zone.scope, 'ipam-lb', index),
              address: network.address,
              networkId: network.id,
              createdAt,
              resource: { type: 'lb_server' as const, id, mac_address: null, name },
            },
          ],
    ),
    ...[...zone.gateways.all()].flatMap(({ network, name, createdAt }) =>
      network === null
        ? []
        : [
            {
              ...place,
              id: network.ipamId,
              address: network.address,
              networkId: network.networkId,
              createdAt,
              resource: {
                type: 'vpc_gateway_network' as const,
                id: network.id,
                mac_address: network.mac,
                name,
              },
            },
          ],
    ),
  ]);
}

function ipamJson(ip: IpamIp, projectId: string): Record<string, unknown> {
  const made = standardTime(ip.createdAt);
  return {
    id: ip.id,
    address: ip.address,
    project_id: projectId,
    is_ipv6: ip.address.includes(':'),
    created_at: made,
    updated_at: made,
    source: { subnet_id: ip.networkId },
    resource: ip.resource,
    tags: [],
    reverses: [],
    region: ip.region,
    zone: null,
  };
}
