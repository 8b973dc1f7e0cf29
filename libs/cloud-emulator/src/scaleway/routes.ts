import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestCall, RestRoute } from '../cloud/rest-route';
import type { Collection, EmulatedItem } from '../estate/collection';
import { apiKeyJson } from './api-key.item';
import { COMMERCIAL_TYPES, REGIONS, ZONES, serverProduct } from './catalogue';
import { clusterJson, poolsJson } from './cluster.item';
import { aclJson, databaseJson } from './database.item';
import { gatewayJson } from './gateway.item';
import { imageJson } from './image.item';
import { ipJson } from './ip.item';
import { ipamList } from './ipam';
import { instanceHeaders, instanceList, NOTHING, rawPage, standardList } from './listing';
import { attachedNetworksJson, loadBalancerJson } from './load-balancer.item';
import { privateNetworkJson, vpcJson } from './network.item';
import type { RegionEstate, ScalewayAccount, ZoneEstate } from './scaleway-estate';
import type { RegionScope, ZoneScope } from './scope';
import { ruleJson, securityGroupJson } from './security-group.item';
import { serverJson } from './server.item';
import { blockSnapshotJson, snapshotJson } from './snapshot.item';
import { blockVolumeJson, volumeJson } from './volume.item';

type Route = RestRoute<ScalewayAccount>;
type Call = RestCall<ScalewayAccount>;
type Json = Record<string, unknown>;
type Style = typeof instanceList;

/** The read routes, in the order of their services. */
export const ROUTES: readonly Route[] = [
  inZone(
    'instance/v1',
    'servers',
    instanceList,
    (zone) => zone.servers,
    (zone) =>
      serverJson(zone.scope, {
        ip: (index) => (zone.ips.has(index) ? zone.ips.item(index) : null),
        hasBlockVolume: (index) => zone.blockVolumes.has(index),
        hasVolume: (index) => zone.volumes.has(index),
      }),
  ),
  inZone(
    'instance/v1',
    'security_groups',
    instanceList,
    (zone) => zone.securityGroups,
    scoped(securityGroupJson),
  ),
  inZone('instance/v1', 'ips', instanceList, (zone) => zone.ips, scoped(ipJson)),
  inZone('instance/v1', 'volumes', instanceList, (zone) => zone.volumes, scoped(volumeJson)),
  inZone('instance/v1', 'snapshots', instanceList, (zone) => zone.snapshots, scoped(snapshotJson)),
  inZone('instance/v1', 'images', instanceList, (zone) => zone.images, scoped(imageJson)),
  zonal('instance/v1', 'security_groups/:id/rules', rules),
  zonal('instance/v1', 'products/servers', products),
  inZone('block/v1', 'volumes', standardList, (zone) => zone.blockVolumes, scoped(blockVolumeJson)),
  inZone(
    'block/v1',
    'snapshots',
    standardList,
    (zone) => zone.blockSnapshots,
    scoped(blockSnapshotJson),
  ),
  inZone('lb/v1', 'lbs', standardList, (zone) => zone.loadBalancers, scoped(loadBalancerJson)),
  zonal('lb/v1', 'lbs/:id/private-networks', (call) => {
    const zone = zoneOf(call);
    const balancer = found(zone?.loadBalancers, call);
    return part(call, 'private_network', zone ? attachedNetworksJson(zone.scope, balancer) : []);
  }),
  inZone('vpc-gw/v2', 'gateways', standardList, (zone) => zone.gateways, scoped(gatewayJson)),
  inRegion('vpc/v2', 'vpcs', (region) => region.vpcs, vpcJson),
  inRegion('vpc/v2', 'private-networks', (region) => region.privateNetworks, privateNetworkJson),
  inRegion('rdb/v1', 'instances', (region) => region.databases, databaseJson),
  regional('rdb/v1', 'instances/:id/acls', (call) =>
    part(call, 'rules', aclJson(found(regionOf(call)?.databases, call))),
  ),
  inRegion('k8s/v1', 'clusters', (region) => region.clusters, clusterJson),
  regional('k8s/v1', 'clusters/:id/pools', (call) => {
    const region = regionOf(call);
    const cluster = found(region?.clusters, call);
    return part(call, 'pools', region ? poolsJson(region.scope, cluster) : []);
  }),
  regional('ipam/v1', 'ips', (call) => ipamList(call, regionOf(call))),
  { path: '/account/v3/projects/:id', service: 'account', answer: project },
  {
    path: '/iam/v1alpha1/api-keys',
    service: 'iam',
    page: ({ query }) => Number(query.get('page') ?? 1),
    answer: apiKeys,
  },
  { path: '/iam/v1alpha1/api-keys/:key', service: 'iam', answer: apiKey },
];

function scoped<T>(
  render: (scope: ZoneScope) => (item: T) => Json,
): (zone: ZoneEstate) => (item: T) => Json {
  return (zone) => render(zone.scope);
}

function inZone<T extends EmulatedItem>(
  api: string,
  kind: string,
  style: Style,
  items: (zone: ZoneEstate) => Collection<T>,
  render: (zone: ZoneEstate) => (item: T) => Json,
): Route {
  return zonal(api, kind, (call) => {
    const zone = zoneOf(call);
    const key = kind.replaceAll('-', '_');
    if (zone === undefined) return style(call, { key, items: NOTHING, render: () => ({}) });
    return style(call, { key, items: items(zone), render: render(zone) });
  });
}

function inRegion<T extends EmulatedItem>(
  api: string,
  kind: string,
  items: (region: RegionEstate) => Collection<T>,
  render: (scope: RegionScope) => (item: T) => Json,
): Route {
  return regional(api, kind, (call) => {
    const region = regionOf(call);
    const key = kind.replaceAll('-', '_');
    if (region === undefined)
      return standardList(call, { key, items: NOTHING, render: () => ({}) });
    return standardList(call, { key, items: items(region), render: render(region.scope) });
  });
}

function zonal(api: string, rest: string, answer: Route['answer']): Route {
  return {
    path: `/${api}/zones/:zone/${rest}`,
    service: api.split('/')[0] ?? api,
    region: ({ params }) => params['zone'] ?? null,
    page: ({ query }) => Number(query.get('page') ?? 1),
    answer: (call) => {
      if (!ZONES.includes(call.params['zone'] ?? '')) throw notFound();
      return answer(call);
    },
  };
}

function regional(api: string, rest: string, answer: Route['answer']): Route {
  return {
    path: `/${api}/regions/:region/${rest}`,
    service: api.split('/')[0] ?? api,
    region: ({ params }) => params['region'] ?? null,
    page: ({ query }) => Number(query.get('page') ?? 1),
    answer: (call) => {
      if (!REGIONS.includes(call.params['region'] ?? '')) throw notFound();
      return answer(call);
    },
  };
}

/** Rules come without the headers that tell how many there are. */
function rules(call: Call): RestAnswer {
  const zone = zoneOf(call);
  const group = found(zone?.securityGroups, call);
  const all = zone ? group.rules.map(ruleJson(zone.scope, group)) : [];
  return { body: { rules: rawPage(call, 'instance', all) } };
}

/** An object by name, in pages as a list. */
function products(call: Call): RestAnswer {
  const page = rawPage(call, 'instance', COMMERCIAL_TYPES);
  const servers = Object.fromEntries(page.map((type) => [type.name, serverProduct(type)]));
  const size = Number(call.query.get('per_page') ?? 50);
  return { headers: instanceHeaders(call, COMMERCIAL_TYPES.length, size), body: { servers } };
}

function part(call: Call, key: string, items: readonly Json[]): RestAnswer {
  return { body: { [key]: rawPage(call, 'standard', items), total_count: items.length } };
}

function project({ params, account }: Call): RestAnswer {
  const { projectId, organizationId, account: name } = account.spec;
  if (params['id'] !== projectId) throw notFound();
  const made = '2024-01-02T03:04:05.678901Z';
  return {
    body: {
      id: projectId,
      name,
      organization_id: organizationId,
      created_at: made,
      updated_at: made,
      description: '',
      qualification: null,
    },
  };
}

/** Keys are of the organization. */
function apiKeys(call: Call): RestAnswer {
  const { apiKeys: items, spec } = call.account;
  return standardList(call, { key: 'api_keys', items, render: apiKeyJson(spec) });
}

function apiKey({ params, account }: Call): RestAnswer {
  const key = account.apiKeys.find(params['key'] ?? '');
  if (!key) throw notFound();
  return { body: apiKeyJson(account.spec)(key) };
}

function zoneOf({ account, params }: Call): ZoneEstate | undefined {
  return account.zones.get(params['zone'] ?? '');
}

function regionOf({ account, params }: Call): RegionEstate | undefined {
  return account.regions.get(params['region'] ?? '');
}

function found<T extends EmulatedItem>(items: Collection<T> | undefined, { params }: Call): T {
  const item = items?.find(params['id'] ?? '');
  if (!item) throw notFound();
  return item;
}

function notFound(): RestRefusal {
  return new RestRefusal({ kind: 'not-found' });
}
