import type { Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import type { OvhProjectItem } from './compute.item';
import { placeIn, publicNetworkUuid, type OvhPlace } from './network.item';
import { ipv4, openStackTime, projectAt, regionsWith, uuidAt, type OvhScope } from './ovh-scope';

export interface OvhLoadBalancer extends OvhProjectItem {
  readonly region: string;
  readonly place: OvhPlace | null;
  readonly address: string;
  readonly floatingIp: string | null;
  readonly created: string;
}

export function loadBalancerGenerator(
  scope: OvhScope,
  salt: number,
  hasNetwork: (network: number) => boolean,
): Generate<OvhLoadBalancer> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    const region = random.pick(regionsWith(scope, project, 'octavialoadbalancer')).name;
    const place = placeIn(scope, project, region, hasNetwork);
    const floats = random.chance(0.5);
    return {
      id: uuidAt(salt, index),
      project,
      region,
      name: `${naming.environment}-lb-${index + 1}${revision > 0 ? `-r${revision}` : ''}`,
      place,
      address:
        place === null
          ? ipv4(scope, '135.125.0.0', index)
          : `10.${place.number % 256}.255.${(index % 250) + 2}`,
      floatingIp: place !== null && floats ? ipv4(scope, '141.95.0.0', index) : null,
      created: openStackTime(random.time()),
    };
  };
}

/** Without a private network it has an address of the shared one. */
export function loadBalancerJson(balancer: OvhLoadBalancer): Record<string, unknown> {
  const { region, place } = balancer;
  return {
    id: balancer.id,
    name: balancer.name,
    region,
    flavorId: uuidAt(saltOf('ovh', 'balancer flavor', region), 0),
    vipAddress: balancer.address,
    vipNetworkId: place?.network ?? publicNetworkUuid(region),
    vipSubnetId: place?.subnet ?? uuidAt(saltOf('ovh', 'Ext-Subnet', region), 0),
    floatingIp:
      balancer.floatingIp === null
        ? null
        : { id: uuidAt(saltOf(balancer.id, 'floating'), 0), ip: balancer.floatingIp },
    operatingStatus: 'online',
    provisioningStatus: 'active',
    createdAt: balancer.created,
    updatedAt: balancer.created,
  };
}

export interface OvhFloatingIp extends OvhProjectItem {
  readonly region: string;
  readonly ip: string;
  readonly port: { readonly id: string; readonly type: string; readonly ip: string } | null;
}

export function floatingIpGenerator(scope: OvhScope, salt: number): Generate<OvhFloatingIp> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const project = projectAt(scope, index);
    const ip = ipv4(scope, '141.94.0.0', index);
    const isUsed = random.chance(0.7) === (revision % 2 === 0);
    return {
      id: uuidAt(salt, index),
      project,
      region: random.pick(regionsWith(scope, project, 'network')).name,
      name: ip,
      ip,
      port: isUsed
        ? {
            id: uuidAt(saltOf(salt, 'port'), index),
            type: random.pick(['instance', 'loadbalancer']),
            ip: `10.0.1.${(index % 250) + 2}`,
          }
        : null,
    };
  };
}

export function floatingIpJson({ id, ip, region, port }: OvhFloatingIp): Record<string, unknown> {
  return {
    id,
    ip,
    networkId: publicNetworkUuid(region),
    region,
    status: port === null ? 'down' : 'active',
    associatedEntity:
      port === null ? null : { ...port, gatewayId: uuidAt(saltOf('ovh', 'gateway', region), 0) },
  };
}
