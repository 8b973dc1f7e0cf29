import { floatingIpJson, loadBalancerJson } from './balancer.item';
import { clusterJson, nodePoolsJson } from './cluster.item';
import { databaseJson } from './database.item';
import { RestRefusal } from '../cloud/rest-api';
import type { RestCall, RestRequest, RestRoute } from '../cloud/rest-route';
import type { Collection, EmulatedItem } from '../estate/collection';
import { faultyItems } from '../faults/effects';
import { flavorsJson, imageJson, instanceJson } from './compute.item';
import { networkJson, subnetJson, type OvhNetwork } from './network.item';
import type { OvhAccount } from './ovh-account-estate';
import { regionsOf } from './ovh-scope';
import {
  bucketDetailJson,
  bucketJson,
  containerJson,
  volumeJson,
  volumeSnapshotJson,
} from './storage.item';
import { regionJson } from './region.item';

type Route = RestRoute<OvhAccount>;
type Call = RestCall<OvhAccount>;
type ProjectItem = EmulatedItem & { readonly project: string };

const PROJECT = '/cloud/project/:serviceName';
const REGION = `${PROJECT}/region/:regionName`;

/** Public Cloud: everything below a project. Lists are never paged. */
export function cloudRoutes(): Route[] {
  return [
    route('/cloud/project', ({ account }) => account.scope.projects),
    route(PROJECT, (call) => projectJson(call)),
    route(`${PROJECT}/region`, (call) => regions(call).map(({ name }) => name)),
    route(REGION, (call) => regionJson(regionOf(call))),
    route(`${PROJECT}/flavor`, (call) => flavorsJson(serving(call, 'instance'))),
    list('instance', ({ instances }) => instances, instanceJson),
    one('instance', 'instanceId', ({ instances }) => instances, instanceJson),
    list('snapshot', ({ images }) => images, imageJson),
    list('volume', ({ volumes }) => volumes, volumeJson),
    list('volume/snapshot', ({ volumeSnapshots }) => volumeSnapshots, volumeSnapshotJson),
    list(
      'storage',
      ({ containers }) => containers,
      (container, { query }) => containerJson(container, query.get('includeType') === 'true'),
    ),
    ids('database/service', ({ databases }) => databases),
    one('database/service', 'clusterId', ({ databases }) => databases, databaseJson),
    ids('kube', ({ clusters }) => clusters),
    one('kube', 'kubeId', ({ clusters }) => clusters, clusterJson),
    one('kube', 'kubeId', ({ clusters }) => clusters, nodePoolsJson, '/nodepool'),
    one(
      'kube',
      'kubeId',
      ({ clusters }) => clusters,
      ({ allowed }) => allowed,
      '/ipRestrictions',
    ),
    route(`${PROJECT}/ip/failover`, (call) => failoverJson(call)),
    regional('network', 'network', (account) => networksOf(account), networkJson),
    route(`${REGION}/network/:networkId/subnet`, (call) => {
      const { serviceName, networkId } = call.params;
      const region = regionOf(call, ['network']);
      const network = networksOf(call.account).find(
        (each) =>
          each.project === serviceName && each.region === region.name && each.uuid === networkId,
      );
      if (!network) throw new RestRefusal({ kind: 'not-found' });
      return [subnetJson(network)];
    }),
    regional('network', 'floatingip', ({ floatingIps }) => floatingIps.all(), floatingIpJson),
    regional(
      'octavialoadbalancer',
      'loadbalancing/loadbalancer',
      ({ loadBalancers }) => loadBalancers.all(),
      loadBalancerJson,
    ),
    regional('storage-s3', 'storage', ({ buckets }) => buckets.all(), bucketJson),
    route(`${REGION}/storage/:name`, (call) => {
      const region = regionOf(call, ['storage-s3']);
      const bucket = call.account.buckets.find(call.params['name'] ?? '');
      if (bucket?.project !== call.params['serviceName'] || bucket?.region !== region.name) {
        throw new RestRefusal({ kind: 'not-found' });
      }
      return bucketDetailJson(bucket);
    }),
  ];
}

/** A GET that answers with what `body` gives. */
function route(path: string, body: (call: Call) => unknown): Route {
  const region = ({ params }: RestRequest): string | null => params['regionName'] ?? null;
  return { path, service: 'cloud', region, answer: (call) => ({ body: body(call) }) };
}

function list<T extends ProjectItem>(
  path: string,
  items: (account: OvhAccount) => Collection<T>,
  json: (item: T, call: Call) => unknown,
): Route {
  return route(`${PROJECT}/${path}`, (call) =>
    faultyItems(call.effects, inProject(call, items(call.account))).map((item) => json(item, call)),
  );
}

function ids<T extends ProjectItem>(
  path: string,
  items: (account: OvhAccount) => Collection<T>,
): Route {
  return list(path, items, ({ id }) => id);
}

function one<T extends ProjectItem>(
  path: string,
  param: string,
  items: (account: OvhAccount) => Collection<T>,
  json: (item: T) => unknown,
  part = '',
): Route {
  return route(`${PROJECT}/${path}/:${param}${part}`, (call) => {
    const item = items(projectOf(call)).find(call.params[param] ?? '');
    if (item?.project !== call.params['serviceName']) throw new RestRefusal({ kind: 'not-found' });
    return json(faultyItems(call.effects, [item as T])[0] ?? (item as T));
  });
}

function regional<T extends ProjectItem>(
  service: string,
  path: string,
  items: (account: OvhAccount) => Iterable<T>,
  json: (item: T) => unknown,
): Route {
  return route(`${REGION}/${path}`, (call) => {
    const { name } = regionOf(call, [service]);
    const found = [...items(call.account)].filter(
      (item) => item.project === call.params['serviceName'] && item.region === name,
    );
    return faultyItems(call.effects, found).map(json);
  });
}

function projectOf({ account, params }: Call): OvhAccount {
  if (account.scope.projects.includes(params['serviceName'] ?? '')) return account;
  throw new RestRefusal({ kind: 'not-found' });
}

function inProject<T extends ProjectItem>(call: Call, items: Collection<T>): T[] {
  projectOf(call);
  return [...items.all()].filter(({ project }) => project === call.params['serviceName']);
}

function regions(call: Call): ReturnType<typeof regionsOf> {
  return regionsOf(projectOf(call).scope, call.params['serviceName'] ?? '');
}

function serving(call: Call, service: string): ReturnType<typeof regionsOf> {
  return regions(call).filter(({ services }) => services.includes(service));
}

/** Regions that are not switched on, or do not offer what is asked for, are not found. */
function regionOf(
  call: Call,
  services: readonly string[] = [],
): ReturnType<typeof regions>[number] {
  const region = regions(call).find(({ name }) => name === call.params['regionName']);
  const offers = (wanted: string): boolean =>
    region?.services.some((service) => service === wanted || service.startsWith(`${wanted}-`)) ??
    false;
  if (!region || !services.every(offers)) throw new RestRefusal({ kind: 'not-found' });
  return region;
}

function networksOf({ networks, publicNetworks }: OvhAccount): OvhNetwork[] {
  return [...publicNetworks.all(), ...networks.all()];
}

function projectJson(call: Call): unknown {
  const { scope } = projectOf(call);
  const id = call.params['serviceName'] ?? '';
  return {
    project_id: id,
    projectName: null,
    description: `project ${scope.projects.indexOf(id) + 1}`,
    planCode: 'project.2018',
    status: 'ok',
    access: 'full',
    creationDate: '2024-02-29T10:11:12.123456+01:00',
    expiration: null,
    orderId: null,
    manualQuota: false,
    unleash: false,
    iam: null,
  };
}

/** The additional addresses that are routed to instances of the project. */
function failoverJson(call: Call): unknown {
  projectOf(call);
  const { serviceName } = call.params;
  return [...call.account.ips.all()].flatMap(({ ip, target }) =>
    target?.kind === 'instance' && target.project === serviceName
      ? [
          {
            id: `failover-${ip}`,
            ip,
            block: `${ip}/32`,
            continentCode: 'EU',
            geoloc: 'fr',
            progress: 0,
            routedTo: target.id,
            status: 'ok',
            subType: 'ovh',
          },
        ]
      : [],
  );
}
