import type { Collection, EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow } from '../estate/estate';
import {
  BALANCER_KINDS,
  balancerEntity,
  balancerGenerator,
  type BalancerKind,
  type IonosBalancer,
} from './balancer.item';
import type { Entity } from './entity';
import { isPublicLan } from './addresses';
import { lanEntity, lanGenerator, lanKey, type IonosLan } from './lan.item';
import { natGatewayEntity, natGatewayGenerator, type IonosNatGateway } from './nat-gateway.item';
import { drawer, type Datacenter, type IonosScope } from './scope';
import {
  securityGroupEntity,
  securityGroupGenerator,
  type IonosSecurityGroup,
} from './security-group.item';
import { row, type Shelve } from './shelve';
import { nicEntities, serverEntity, serverGenerator, type IonosServer } from './server.item';
import { serverOfVolume, volumeEntity, volumeGenerator, type IonosVolume } from './volume.item';

/** What is in a virtual data center. */
export interface DatacenterEstate {
  readonly place: Datacenter;
  /** The group that takes in every new server. */
  readonly defaultGroupId: string | null;
  readonly servers: Collection<IonosServer>;
  readonly volumes: Collection<IonosVolume>;
  readonly lans: Collection<IonosLan>;
  readonly groups: Collection<IonosSecurityGroup>;
  readonly balancers: Readonly<Record<BalancerKind, Collection<IonosBalancer>>>;
  readonly natGateways: Collection<IonosNatGateway>;
  hasLan(lan: number): boolean;
  serverEntity(server: IonosServer): Entity;
  volumeEntity(volume: IonosVolume): Entity;
  lanEntity(lan: IonosLan): Entity;
  groupEntity(group: IonosSecurityGroup): Entity;
  balancerEntity(balancer: IonosBalancer): Entity;
  natGatewayEntity(gateway: IonosNatGateway): Entity;
}

export function datacenterEstate(
  scope: IonosScope,
  place: Datacenter,
  shelve: Shelve,
): DatacenterEstate {
  const { counts } = place;
  const shelf = <T extends EmulatedItem>(
    kind: string,
    count: number,
    generate: Generate<T>,
    rows: (item: T) => readonly LedgerRow[],
    indexOf = drawer(scope, kind, place.id).ids.indexOf,
  ): Collection<T> => shelve({ kind, count, region: place.location, generate, indexOf, rows });

  const lans = shelf(
    'lan',
    counts.lans,
    lanGenerator(scope, place),
    (lan) => [
      {
        resourceId: `datacenter/${place.id}/lan/${lan.number}`,
        resourceType: 'network',
        name: lan.name,
      },
    ],
    (id) => (id.startsWith(lanKey(place.id, 0).slice(0, -1)) ? Number(id.split('/')[1]) - 1 : null),
  );
  const hasLan = (lan: number): boolean => lans.has(lan - 1);
  const groups = shelf(
    'security-group',
    counts.securityGroups,
    securityGroupGenerator(scope, place),
    row('security-group', 'firewall'),
  );
  const servers = shelf(
    'server',
    counts.servers,
    serverGenerator(scope, place, hasLan),
    serverRows,
  );
  const volumes = shelf(
    'volume',
    counts.volumes,
    volumeGenerator(scope, place),
    row('volume', 'volume'),
  );
  const balancersOf = (kind: BalancerKind, count: number): Collection<IonosBalancer> =>
    shelf(
      kind,
      count,
      balancerGenerator(scope, place, kind),
      row(BALANCER_KINDS[kind].type, 'load_balancer'),
    );
  const balancers = {
    'network-load-balancer': balancersOf('network-load-balancer', counts.networkLoadBalancers),
    'application-load-balancer': balancersOf(
      'application-load-balancer',
      counts.applicationLoadBalancers,
    ),
    'load-balancer': balancersOf('load-balancer', counts.loadBalancers),
  };

  const natGateways = shelf(
    'nat-gateway',
    counts.natGateways,
    natGatewayGenerator(scope, place, hasLan),
    row('natgateway', 'gateway'),
  );

  const volume = (item: IonosVolume): Entity => {
    const server = serverOfVolume(place, item.index);
    const attached = server !== null && servers.has(server);
    return volumeEntity(item, place, attached ? servers.item(server).id : null);
  };
  const children = {
    volumes: (server: number): Entity[] =>
      serverOfVolume(place, server) === server && volumes.has(server)
        ? [volume(volumes.item(server))]
        : [],
    groups: (numbers: readonly number[]): Entity[] =>
      numbers.filter((each) => groups.has(each)).map((each) => group(groups.item(each))),
  };
  const server = (item: IonosServer): Entity => serverEntity(item, place, children);
  const interfaces = (item: IonosServer): Entity[] => nicEntities(item, place, children);
  const group = (item: IonosSecurityGroup): Entity =>
    securityGroupEntity(item, place, {
      servers: (number) =>
        [...servers.all()].filter((each) => each.groups.includes(number)).map(server),
      nics: (number) =>
        [...servers.all()].flatMap((each) =>
          interfaces(each).filter((_nic, at) => each.nics[at]?.groups.includes(number)),
        ),
    });
  return {
    place,
    defaultGroupId: place.hasDefaultGroup && groups.has(0) ? groups.item(0).id : null,
    servers,
    volumes,
    lans,
    groups,
    balancers,
    natGateways,
    hasLan,
    serverEntity: server,
    volumeEntity: volume,
    lanEntity: (lan) =>
      lanEntity(lan, place, (number) =>
        [...servers.all()].flatMap((each) =>
          interfaces(each).filter((_nic, at) => each.nics[at]?.lan === number),
        ),
      ),
    groupEntity: group,
    natGatewayEntity: (gateway) => natGatewayEntity(gateway, place),
    balancerEntity: (balancer) =>
      balancerEntity(balancer, place, () =>
        servers.has(balancer.index) ? interfaces(servers.item(balancer.index)).slice(0, 1) : [],
      ),
  };
}

/**
 * A server comes with its interfaces and with a firewall for each that filters, or that lets in the
 * Internet because nothing filters.
 */
function serverRows(server: IonosServer): LedgerRow[] {
  return [
    { resourceId: `server/${server.id}`, resourceType: 'vm', name: server.name },
    ...server.nics.flatMap((nic) => {
      const resourceId = `nic/${nic.id}`;
      const guarded = server.groups.length > 0 || nic.groups.length > 0;
      const open = !nic.firewallActive && !guarded && isPublicLan(nic.lan);
      return [
        { resourceId, resourceType: 'network_interface', name: nic.name },
        ...(nic.firewallActive || open
          ? [{ resourceId: `${resourceId}/firewall`, resourceType: 'firewall', name: nic.name }]
          : []),
      ];
    }),
  ];
}
