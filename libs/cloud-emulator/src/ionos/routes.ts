import type { EmulatedItem } from '../estate/collection';
import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestCall, RestRequest, RestRoute } from '../cloud/rest-route';
import { faultyItems, faultyLimit } from '../faults/effects';
import type { IonosAccount } from './account';
import { serverOfBlock } from './addresses';
import { BALANCER_KINDS, type BalancerKind } from './balancer.item';
import {
  imageEntity,
  ipBlockEntity,
  PUBLIC_IMAGES,
  snapshotEntity,
  type IonosConsumer,
  type IonosIpBlock,
} from './contract-items';
import { mariaJson, mongoJson } from './database-items';
import type { DatacenterEstate } from './datacenter';
import { datacenterEntity } from './datacenter.item';
import { ruleEntities } from './firewall-rule';
import { labelsOf } from './label-list';
import { CLOUD_API, linksOf, pagedList, pageOf, wholeList, windowOf } from './listing';
import { clusterEntity, databaseJson } from './managed-items';
import { LOCATIONS } from './scope';

type Call = RestCall<IonosAccount>;
type Route = RestRoute<IonosAccount>;

interface Listed<T> {
  readonly size: number;
  slice(position: number, limit: number): readonly T[];
}

/** Where the API of managed PostgreSQL stands below the host, and that of MongoDB beside it. */
const POSTGRESQL = '/databases/postgresql';
const MONGODB = '/databases/mongodb';
/** Each location has an API of MariaDB with a host of its own, which is a folder here. */
const MARIADB_HOST = /^mariadb\.([a-z]{2})-([a-z]{3})\.ionos\.com$/;
const IN_DATACENTER = `${CLOUD_API}/datacenters/:datacenterId`;

/** The Cloud API and the APIs of managed databases, as far as they list what there is. */
export function ionosRoutes(accounts: readonly IonosAccount[]): Route[] {
  const region = ({ params }: RestRequest): string | null =>
    accounts.flatMap((each) => each.inDatacenter.get(params['datacenterId'] ?? '') ?? [])[0]?.place
      .location ?? null;
  const inDatacenter = (
    path: string,
    service: string,
    answer: (call: Call, datacenter: DatacenterEstate) => object,
  ): Route => ({
    path: `${IN_DATACENTER}${path}`,
    service,
    region,
    page: pageOf,
    answer: (call) => ({ body: answer(call, datacenterOf(call)) }),
  });
  const whole = (path: string, service: string, answer: (call: Call) => object): Route => ({
    path: `${CLOUD_API}${path}`,
    service,
    answer: (call) => ({ body: answer(call) }),
  });
  return [
    whole('/contracts', 'contracts', contracts),
    whole('/locations', 'locations', locations),
    whole('/labels', 'labels', (call) => wholeList(call, [], imageEntity, labelsOf(call.account))),
    { ...whole('/datacenters', 'datacenters', datacenters), page: pageOf },
    {
      ...whole('/ipblocks', 'network', (call) =>
        pagedList(call, call.account.ipBlocks, (block) =>
          ipBlockEntity(block, consumersOf(call.account, block)),
        ),
      ),
      page: pageOf,
    },
    whole('/snapshots', 'storage', (call) =>
      wholeList(call, call.account.snapshots.all(), snapshotEntity),
    ),
    whole('/images', 'storage', (call) =>
      wholeList(call, call.account.images.all(), imageEntity, PUBLIC_IMAGES),
    ),
    whole('/k8s', 'kubernetes', (call) =>
      wholeList(call, call.account.clusters.all(), clusterEntity),
    ),
    inDatacenter('/servers', 'compute', (call, dc) => pagedList(call, dc.servers, dc.serverEntity)),
    inDatacenter('/servers/:serverId/nics/:nicId/firewallrules', 'compute', firewallRules),
    inDatacenter('/volumes', 'storage', (call, dc) => pagedList(call, dc.volumes, dc.volumeEntity)),
    inDatacenter('/lans', 'network', (call, dc) => pagedList(call, dc.lans, dc.lanEntity)),
    inDatacenter('/securitygroups', 'network', (call, dc) =>
      pagedList(call, dc.groups, dc.groupEntity),
    ),
    inDatacenter('/securitygroups/:groupId/rules', 'network', (call, dc) => {
      const group = dc.groups.find(call.params['groupId'] ?? '') ?? notFound();
      const rules = ruleEntities(group.rules, group.id, belowApi(call), group.created);
      return { ...wholeList(call, [], imageEntity, rules), offset: 0, limit: 1000, _links: {} };
    }),
    inDatacenter('/natgateways', 'network', (call, dc) => ({
      ...wholeList(call, dc.natGateways.all(), dc.natGatewayEntity),
      offset: 0,
      limit: 1000,
      _links: {},
    })),
    ...(Object.keys(BALANCER_KINDS) as BalancerKind[]).map((kind) =>
      inDatacenter(`/${BALANCER_KINDS[kind].list}`, 'network', (call, dc) =>
        pagedList(call, dc.balancers[kind], dc.balancerEntity),
      ),
    ),
    databaseRoute(`${POSTGRESQL}/clusters`, (call) =>
      databases(call, call.account.databases, databaseJson),
    ),
    databaseRoute(`${MONGODB}/clusters`, (call) =>
      databases(call, call.account.mongoDatabases, mongoJson),
    ),
    databaseRoute('/:host/clusters', mariaDatabases),
  ];
}

function datacenterOf({ account, params }: Call): DatacenterEstate {
  return account.inDatacenter.get(params['datacenterId'] ?? '') ?? notFound();
}

function belowApi({ path }: Call): string {
  return path.slice(CLOUD_API.length);
}

function notFound(): never {
  throw new RestRefusal({ kind: 'not-found' });
}

function contracts(call: Call): object {
  const { contractNumber } = call.account.spec;
  return {
    ...wholeList(call, [], imageEntity),
    items: [
      {
        type: 'contract',
        properties: {
          contractNumber,
          owner: 'owner@example.com',
          status: 'BILLABLE',
          regDomain: 'ionos.de',
          resourceLimits: { coresPerServer: 62, securityGroupsPerVdc: 200 },
        },
      },
    ],
  };
}

function locations(call: Call): object {
  const entities = LOCATIONS.map((id) => ({
    id,
    type: 'location',
    path: `/locations/${id}`,
    properties: { name: id, features: ['ssd', 'k8s'], imageAliases: [] },
  }));
  return wholeList(call, [], imageEntity, entities);
}

function datacenters(call: Call): object {
  const { datacenters: all, inDatacenter } = call.account;
  return pagedList(call, all, (item) =>
    datacenterEntity(item, inDatacenter.get(item.id)?.defaultGroupId ?? null),
  );
}

function firewallRules(call: Call, dc: DatacenterEstate): object {
  const server = dc.servers.find(call.params['serverId'] ?? '') ?? notFound();
  const nic = server.nics.find((each) => each.id === call.params['nicId']) ?? notFound();
  const rules = ruleEntities(nic.rules, nic.id, belowApi(call), server.created);
  return { ...wholeList(call, [], imageEntity, rules), offset: 0, limit: 1000, _links: {} };
}

/** The first address of a block is used by the server it is for, if that is on a public LAN. */
function consumersOf(
  { scope, inDatacenter: places }: IonosAccount,
  block: IonosIpBlock,
): IonosConsumer[] {
  const place = scope.datacenters[block.index % Math.max(1, scope.datacenters.length)];
  const estate = place === undefined ? undefined : places.get(place.id);
  const number = serverOfBlock(scope, block.index);
  if (!place || !estate?.servers.has(number)) return [];
  const server = estate.servers.item(number);
  return server.nics.flatMap((nic) =>
    nic.ips
      .filter((ip) => block.ips.includes(ip))
      .map((ip) => ({
        ip,
        mac: nic.mac,
        nicId: nic.id,
        serverId: server.id,
        serverName: server.name,
        datacenterId: place.id,
        datacenterName: place.name,
      })),
  );
}

function databaseRoute(path: string, answer: Route['answer']): Route {
  return { path, service: 'databases', page: pageOf, answer };
}

/** Another API with another envelope: no references, and 100 to a page unless told. */
function databases<T extends EmulatedItem>(
  call: Call,
  items: Listed<T>,
  render: (item: T) => object,
): RestAnswer {
  const { offset, limit } = windowOf(call.query, 100);
  const slice = items.slice(offset, faultyLimit(call.effects, limit));
  return {
    body: {
      id: 'clusters',
      type: 'collection',
      items: faultyItems(call.effects, slice).map(render),
      offset,
      limit,
      _links: linksOf(call, { offset, limit }, items.size),
    },
  };
}

function mariaDatabases(call: Call): RestAnswer {
  const [, country, city] = MARIADB_HOST.exec(call.params['host'] ?? '') ?? notFound();
  const here = [...call.account.mariaDatabases.all()].filter(
    ({ location }) => location === `${country}/${city}`,
  );
  const items = {
    size: here.length,
    slice: (offset: number, limit: number) => here.slice(offset, offset + limit),
  };
  return databases(call, items, mariaJson);
}
