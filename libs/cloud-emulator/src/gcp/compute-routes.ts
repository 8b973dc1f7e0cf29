import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestRoute } from '../cloud/rest-route';
import type { Collection, EmulatedItem } from '../estate/collection';
import { addressJson } from './address.item';
import { MACHINE_TYPES, REGIONS, ZONES, regionOfZone } from './catalogue';
import { diskJson, type GcpDisk } from './disk.item';
import { firewallJson } from './firewall.item';
import { forwardingRuleJson } from './forwarding-rule.item';
import { serviceDisabled } from './gcp-errors';
import type { GcpProjectEstate } from './gcp-project-estate';
import { computeLink, numericId, type GcpScope } from './gcp-scope';
import { imageJson } from './image.item';
import { instanceJson, type GcpInstance } from './instance.item';
import { networkJson } from './network.item';
import { listPage, pageOf, type GcpCall } from './page';
import { routerJson } from './router.item';
import { snapshotJson } from './snapshot.item';
import { subnetworkJson } from './subnetwork.item';

const COMPUTE = '/compute/v1/projects/:project';
const LIMITS = { usual: 500, most: 500, strict: true } as const;

const IN_ZONES = ZONES.map((zone) => `zones/${zone}`);
const IN_REGIONS = REGIONS.map(({ name }) => `regions/${name}`);
const GLOBAL = ['global'];

type Route = RestRoute<GcpProjectEstate>;
type Render<T> = (scope: GcpScope, item: T) => Record<string, unknown>;

const regional = ({ region }: EmulatedItem): string =>
  region === null ? 'global' : `regions/${region}`;

/** Lists of Compute Engine, over all zones and regions at once where there are any. */
export const COMPUTE_ROUTES: readonly Route[] = [
  aggregated('instances', 'instance', (project) => project.instances, instanceJson, {
    scopes: IN_ZONES,
    scopeOf: (item) => `zones/${(item as GcpInstance).zone}`,
  }),
  aggregated('disks', 'disk', (project) => project.disks, diskJson, {
    scopes: [...IN_ZONES, ...IN_REGIONS],
    scopeOf: (item) => {
      const { zone, region } = item as GcpDisk;
      return zone === null ? `regions/${region}` : `zones/${zone}`;
    },
  }),
  aggregated('subnetworks', 'subnetwork', (project) => project.subnetworks, subnetworkJson, {
    scopes: IN_REGIONS,
    scopeOf: regional,
  }),
  aggregated('addresses', 'address', (project) => project.addresses, addressJson, {
    scopes: [...GLOBAL, ...IN_REGIONS],
    scopeOf: regional,
  }),
  aggregated(
    'forwardingRules',
    'forwardingRule',
    (project) => project.forwardingRules,
    forwardingRuleJson,
    { scopes: [...GLOBAL, ...IN_REGIONS], scopeOf: regional },
  ),
  aggregated('routers', 'router', (project) => project.routers, routerJson, {
    scopes: IN_REGIONS,
    scopeOf: regional,
  }),
  projectWide('networks', 'network', (project) => project.networks, networkJson),
  projectWide('firewalls', 'firewall', (project) => project.firewalls, firewallJson),
  projectWide('snapshots', 'snapshot', (project) => project.snapshots, snapshotJson),
  projectWide('images', 'image', (project) => project.images, imageJson),
  {
    path: `${COMPUTE}/zones/:zone/machineTypes/:type`,
    service: 'compute',
    region: ({ params }) => params['zone'] ?? null,
    answer: (call) => served(call, () => machineType(call)),
  },
];

interface Scoping<T> {
  readonly scopes: readonly string[];
  scopeOf(item: T): string;
}

function aggregated<T extends EmulatedItem>(
  key: string,
  kind: string,
  collectionOf: (project: GcpProjectEstate) => Collection<T>,
  render: Render<T>,
  { scopes, scopeOf }: Scoping<EmulatedItem>,
): Route {
  return {
    path: `${COMPUTE}/aggregated/${key}`,
    service: 'compute',
    page: pageOf,
    answer: (call) =>
      served(call, ({ account }) => {
        const { items, nextPageToken } = listPage(call, collectionOf(account), LIMITS);
        const unreachable = unreachableScopes(account, scopes);
        const found = new Map<string, Record<string, unknown>[]>();
        for (const item of items) {
          const scope = scopeOf(item);
          if (unreachable.includes(scope)) continue;
          found.set(scope, [...(found.get(scope) ?? []), render(account.scope, item)]);
        }
        const id = `projects/${account.account}/aggregated/${key}`;
        return {
          kind: `compute#${kind}AggregatedList`,
          id,
          items: Object.fromEntries(
            scopes.map((scope) => {
              const inside = found.get(scope);
              return [
                scope,
                inside ? { [key]: inside } : { warning: warningOf(scope, unreachable) },
              ];
            }),
          ),
          ...(nextPageToken === undefined ? {} : { nextPageToken }),
          selfLink: `https://www.googleapis.com/compute/v1/${id}`,
          ...(unreachable.length === 0 ? {} : { unreachables: unreachable }),
        };
      }),
  };
}

function warningOf(scope: string, unreachable: readonly string[]): Record<string, unknown> {
  const data = [{ key: 'scope', value: scope }];
  return unreachable.includes(scope)
    ? { code: 'UNREACHABLE', message: `Scope '${scope}' is unreachable.`, data }
    : { code: 'NO_RESULTS_ON_PAGE', message: `No results for the scope '${scope}'.`, data };
}

function unreachableScopes(project: GcpProjectEstate, scopes: readonly string[]): string[] {
  const away = (project.unreachableZones ?? []).map((zone) => `zones/${zone}`);
  return scopes.filter((scope) => away.includes(scope));
}

function projectWide<T extends EmulatedItem>(
  key: string,
  kind: string,
  collectionOf: (project: GcpProjectEstate) => Collection<T>,
  render: Render<T>,
): Route {
  return {
    path: `${COMPUTE}/global/${key}`,
    service: 'compute',
    page: pageOf,
    answer: (call) =>
      served(call, ({ account }) => {
        const { items, nextPageToken } = listPage(call, collectionOf(account), LIMITS);
        const id = `projects/${account.account}/global/${key}`;
        return {
          kind: `compute#${kind}List`,
          id,
          // A list without items leaves them out.
          ...(items.length === 0
            ? {}
            : { items: items.map((item) => render(account.scope, item)) }),
          ...(nextPageToken === undefined ? {} : { nextPageToken }),
          selfLink: `https://www.googleapis.com/compute/v1/${id}`,
        };
      }),
  };
}

function machineType({ account, params }: GcpCall): Record<string, unknown> {
  const type = MACHINE_TYPES.find(({ name }) => name === params['type']);
  const zone = params['zone'] ?? '';
  if (!type || !ZONES.includes(zone)) throw new RestRefusal({ kind: 'not-found' });
  return {
    kind: 'compute#machineType',
    id: numericId(7, MACHINE_TYPES.indexOf(type)),
    creationTimestamp: '1969-12-31T16:00:00.000-08:00',
    name: type.name,
    description: `${type.cpus} vCPUs, ${type.memoryMb} MB RAM in ${regionOfZone(zone)}`,
    guestCpus: type.cpus,
    memoryMb: type.memoryMb,
    imageSpaceGb: 0,
    maximumPersistentDisks: 128,
    maximumPersistentDisksSizeGb: '263168',
    zone,
    selfLink: computeLink(account.scope, `zones/${zone}/machineTypes/${type.name}`),
    isSharedCpu: false,
    architecture: type.architecture,
  };
}

function served(call: GcpCall, make: (call: GcpCall) => Record<string, unknown>): RestAnswer {
  const { account, params } = call;
  if (params['project'] !== account.account) throw new RestRefusal({ kind: 'forbidden' });
  if (account.disabledServices?.includes('compute.googleapis.com')) {
    return serviceDisabled('compute.googleapis.com', account.scope.projectNumber);
  }
  return { body: make(call) };
}
