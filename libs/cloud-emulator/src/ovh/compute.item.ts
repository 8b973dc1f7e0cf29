import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming, hostName } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { FLAVORS, type OvhFlavor } from './catalogue';
import { networkAt, publicNetworkUuid } from './network.item';
import { ipv4, openStackTime, projectAt, regionsWith, uuidAt, type OvhScope } from './ovh-scope';

export interface OvhProjectItem extends EmulatedItem {
  readonly project: string;
}

export interface OvhInstance extends OvhProjectItem {
  readonly region: string;
  readonly zone: string | null;
  readonly state: 'ACTIVE' | 'SHUTOFF' | 'RESCUE' | 'ERROR';
  readonly flavor: OvhFlavor;
  readonly publicIp: string | null;
  readonly publicIpv6: string | null;
  readonly network: { readonly id: string; readonly ip: string; readonly gateway: string } | null;
  readonly created: string;
  readonly monthly: boolean;
  readonly imageId: string;
  readonly rescuePassword: string | null;
}

/** `hasNetwork` tells by number whether a private network still exists. */
export function instanceGenerator(
  scope: OvhScope,
  salt: number,
  hasNetwork: (network: number) => boolean,
): Generate<OvhInstance> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    const places = regionsWith(scope, project, 'instance');
    const region = random.pick(places);
    const drawn = random.int(100);
    const state = drawn < 80 ? 'ACTIVE' : drawn < 94 ? 'SHUTOFF' : drawn < 97 ? 'RESCUE' : 'ERROR';
    const hasPublic = random.chance(0.6);
    const hasPrivate = random.chance(0.75);
    const network = networkAt(scope, project, region.name);
    const private_ = hasPrivate && network !== null && hasNetwork(network) ? network : null;
    return {
      id: uuidAt(salt, index),
      project,
      region: region.name,
      zone: region.zones.length > 0 ? random.pick(region.zones) : null,
      name: hostName(naming, index),
      state: revision % 2 === 1 && state === 'ACTIVE' ? 'SHUTOFF' : state,
      flavor: random.pick(FLAVORS),
      publicIp: hasPublic ? ipv4(scope, '57.128.0.0', index) : null,
      publicIpv6: hasPublic && random.chance(0.4) ? `2001:41d0:701:1100::${index + 1}` : null,
      network:
        private_ === null
          ? null
          : {
              id: uuidAt(saltOf(scope.seed, scope.account, 'network'), private_),
              ip: `10.${private_ % 256}.${(index >> 8) % 256}.${(index % 250) + 4}`,
              gateway: `10.${private_ % 256}.0.1`,
            },
      created: openStackTime(random.time()),
      monthly: random.chance(0.3),
      imageId: uuidAt(saltOf('ovh', 'public image', region.name), random.int(4)),
      rescuePassword: state === 'RESCUE' ? `canary-rescue-${random.hex(8)}` : null,
    };
  };
}

/** As the list shows it: without `flavor`, `image` and `sshKey`, which one instance's answer has. */
export function instanceJson(instance: OvhInstance): Record<string, unknown> {
  const { region, flavor, network } = instance;
  const address = (ip: string, type: string, networkId: string, gatewayIp: string): unknown => ({
    ip,
    type,
    version: ip.includes(':') ? 6 : 4,
    networkId,
    gatewayIp,
  });
  const external = publicNetworkUuid(region);
  return {
    id: instance.id,
    name: instance.name,
    ipAddresses: [
      ...(instance.publicIpv6 === null
        ? []
        : [address(instance.publicIpv6, 'public', external, '2001:41d0:701:1100::1')]),
      ...(network === null ? [] : [address(network.ip, 'private', network.id, network.gateway)]),
      ...(instance.publicIp === null
        ? []
        : [address(instance.publicIp, 'public', external, '57.128.0.1')]),
    ],
    flavorId: flavorId(flavor, region),
    imageId: instance.imageId,
    sshKeyId: null,
    created: instance.created,
    region,
    availabilityZone: instance.zone,
    monthlyBilling: instance.monthly ? { since: instance.created, status: 'ok' } : null,
    status: instance.state,
    planCode: `${flavor.name}.${instance.monthly ? 'monthly.postpaid' : 'consumption'}`,
    operationIds: [],
    currentMonthOutgoingTraffic: null,
    rescuePassword: instance.rescuePassword,
  };
}

/** Flavors have an id of their own in each region. */
export function flavorId({ name }: OvhFlavor, region: string): string {
  return uuidAt(
    saltOf('ovh', 'flavor', region),
    FLAVORS.findIndex((each) => each.name === name),
  );
}

/** The flavors of a project's regions, as `GET /flavor` lists them. */
export function flavorsJson(regions: readonly { readonly name: string }[]): unknown[] {
  return regions.flatMap(({ name: region }) =>
    FLAVORS.map((flavor) => ({
      id: flavorId(flavor, region),
      name: flavor.name,
      region,
      ram: flavor.ram,
      disk: flavor.disk,
      vcpus: flavor.vcpus,
      type: flavor.type,
      osType: 'linux',
      inboundBandwidth: 500,
      outboundBandwidth: 500,
      available: true,
      planCodes: {
        hourly: `${flavor.name}.consumption`,
        monthly: `${flavor.name}.monthly.postpaid`,
        license: null,
      },
      capabilities: [
        { name: 'resize', enabled: true },
        { name: 'snapshot', enabled: true },
        { name: 'volume', enabled: true },
        { name: 'failoverip', enabled: !flavor.name.endsWith('3-8') },
      ],
      quota: 20,
    })),
  );
}

export interface OvhImage extends OvhProjectItem {
  readonly region: string;
  readonly sizeGib: number;
  readonly visibility: 'private' | 'shared';
  readonly created: string;
}

/** Images that the project made of its instances. */
export function imageGenerator(scope: OvhScope, salt: number): Generate<OvhImage> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    return {
      id: uuidAt(salt, index),
      project,
      region: random.pick(regionsWith(scope, project, 'image')).name,
      name: `${hostName(naming, index)}-backup${revision > 0 ? `-r${revision}` : ''}`,
      sizeGib: random.int(4000) / 100,
      visibility: random.chance(0.1) ? 'shared' : 'private',
      created: openStackTime(random.time()),
    };
  };
}

export function imageJson(image: OvhImage): Record<string, unknown> {
  return {
    id: image.id,
    name: image.name,
    region: image.region,
    visibility: image.visibility,
    status: 'active',
    type: 'linux',
    minDisk: 25,
    minRam: 0,
    size: image.sizeGib,
    creationDate: image.created,
    user: 'debian',
    flavorType: null,
    tags: [],
    planCode: 'snapshot.consumption',
  };
}
