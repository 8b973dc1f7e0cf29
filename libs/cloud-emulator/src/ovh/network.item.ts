import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { projectAt, regionsWith, uuidAt, type OvhScope } from './ovh-scope';

/** A network of OpenStack in one region, with its one subnet. */
export interface OvhNetwork extends EmulatedItem {
  readonly project: string;
  readonly region: string;
  /** As the API names it. Public networks are shared: two projects list the same one. */
  readonly uuid: string;
  readonly visibility: 'private' | 'public';
  readonly vlan: number | null;
  readonly subnet: { readonly id: string; readonly name: string; readonly cidr: string };
}

/** Network `n` is in project `n % projects` and in each of its regions by turns. */
export function networkGenerator(scope: OvhScope, salt: number): Generate<OvhNetwork> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    const regions = regionsWith(scope, project, 'network');
    const region = regions[Math.floor(index / scope.projects.length) % regions.length];
    const name = `${naming.environment}-${naming.application}-net-${index + 1}`;
    return {
      id: uuidAt(salt, index),
      uuid: uuidAt(salt, index),
      project,
      region: region?.name ?? '',
      name: revision > 0 ? `${name}-r${revision}` : name,
      visibility: 'private',
      vlan: index % 4000,
      subnet: {
        id: uuidAt(saltOf(salt, 'subnet'), index),
        name: random.chance(0.3) ? '' : `${name}-subnet`,
        cidr: `10.${index % 256}.0.0/16`,
      },
    };
  };
}

/** The first private network of a project in a region, by its number. */
export function networkAt(scope: OvhScope, project: string, region: string): number | null {
  const regions = regionsWith(scope, project, 'network').map(({ name }) => name);
  const index = scope.projects.indexOf(project) + scope.projects.length * regions.indexOf(region);
  return regions.includes(region) && index < scope.counts.networks ? index : null;
}

/** The id of the shared network of a region, the same in every project of every customer. */
export function publicNetworkUuid(region: string): string {
  return uuidAt(saltOf('ovh', 'Ext-Net', region), 0);
}

/** How many public networks an account sees. */
export function publicNetworkCount(scope: OvhScope): number {
  const counts = scope.projects.map((each) => regionsWith(scope, each, 'network').length);
  return counts.reduce((sum, count) => sum + count, 0);
}

export function publicNetworkGenerator(scope: OvhScope, salt: number): Generate<OvhNetwork> {
  const places = scope.projects.flatMap((project) =>
    regionsWith(scope, project, 'network').map(({ name }) => ({ project, region: name })),
  );
  return (index, revision) => {
    const place = places[index % places.length];
    if (!place) throw new Error('there is no region for a public network');
    const { project, region } = place;
    const isFirst = index < places.length;
    const uuid = isFirst ? publicNetworkUuid(region) : uuidAt(salt, index);
    return {
      id: `${index}/${project}/${uuid}`,
      uuid,
      project,
      region,
      name: `Ext-Net${isFirst ? '' : `-${index}`}${revision > 0 ? `-r${revision}` : ''}`,
      visibility: 'public',
      vlan: null,
      subnet: {
        id: uuidAt(saltOf('ovh', 'Ext-Subnet', region), isFirst ? 0 : index),
        name: `Ext-Subnet-${region}`,
        cidr: `57.128.${(index % 64) * 4}.0/22`,
      },
    };
  };
}

export function networkJson(network: OvhNetwork): Record<string, unknown> {
  return {
    id: network.uuid,
    name: network.name,
    region: network.region,
    visibility: network.visibility,
    vlanId: network.vlan,
    status: 'ACTIVE',
    subnetIds: [network.subnet.id],
  };
}

export function subnetJson({ subnet, visibility }: OvhNetwork): Record<string, unknown> {
  const prefix = subnet.cidr.replace(/\.0\/\d+$/, '');
  return {
    id: subnet.id,
    name: subnet.name,
    cidr: subnet.cidr,
    ipVersion: 4,
    dhcpEnabled: visibility === 'private',
    gatewayIp: visibility === 'private' ? null : `${prefix}.1`,
    allocationPools: [{ start: `${prefix}.2`, end: `${prefix}.254` }],
    dnsNameServers: ['213.186.33.99'],
    hostRoutes: [],
  };
}

/** A private network and its subnet, by their ids. */
export interface OvhPlace {
  readonly network: string;
  readonly subnet: string;
  readonly number: number;
}

/** `hasNetwork` tells by number whether a private network still exists. */
export function placeIn(
  scope: OvhScope,
  project: string,
  region: string,
  hasNetwork: (network: number) => boolean,
): OvhPlace | null {
  const number = networkAt(scope, project, region);
  if (number === null || !hasNetwork(number)) return null;
  const salt = saltOf(scope.seed, scope.account, 'network');
  return {
    number,
    network: uuidAt(salt, number),
    subnet: uuidAt(saltOf(salt, 'subnet'), number),
  };
}
