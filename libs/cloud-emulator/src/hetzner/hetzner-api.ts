import type { Estate } from '../estate/estate';
import type { Collection, EmulatedItem } from '../estate/collection';
import { effectOf, faultyBody, faultyItems, faultyLimit } from '../faults/effects';
import type { FaultRegistry } from '../faults/fault-registry';
import type { CallFacts, FaultEffect } from '../faults/fault-rule';
import type { EmulatedRequest, Handled } from '../server/exchange';
import { LOAD_BALANCER_TYPES, LOCATIONS, SERVER_TYPES, pricing } from './catalogue';
import { certificateJson } from './certificate.item';
import { firewallJson } from './firewall.item';
import { floatingIpJson } from './floating-ip.item';
import {
  HetznerError,
  forbidden,
  hetznerErrorAnswer,
  invalidInput,
  rateLimitExceeded,
  serviceFailure,
  unauthorized,
} from './hetzner-errors';
import type { HetznerProjectEstate } from './hetzner-project-estate';
import { imageJson } from './image.item';
import { loadBalancerJson } from './load-balancer.item';
import { networkJson } from './network.item';
import { linkHeader, paginationOf, readPageRequest } from './pagination';
import type { PageRequest } from './pagination';
import { placementGroupJson } from './placement-group.item';
import type { HetznerPlacementGroup } from './placement-group.item';
import { primaryIpJson } from './primary-ip.item';
import { RateLimit } from './rate-limit';
import { serverJson } from './server.item';
import { storageBoxJson } from './storage-box.item';
import { volumeJson } from './volume.item';
import { zoneJson } from './zone.item';

/** Where the API is mounted; the rest of the path is that of the real one. */
export const HETZNER_BASE = '/hetzner/v1';

const USUAL_RATE = 3600;
const PAGED = ['page', 'per_page', 'sort'];

interface HetznerCall {
  readonly project: HetznerProjectEstate;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly url: string;
  readonly effects: readonly FaultEffect[];
}

interface Listed {
  readonly body: Record<string, unknown>;
  readonly headers?: Readonly<Record<string, string>>;
}

const ROUTES: Readonly<Record<string, (call: HetznerCall) => Listed>> = {
  '/servers': (call) => {
    const { servers, placementGroups } = call.project;
    const groupOf = (group: number): HetznerPlacementGroup | null =>
      placementGroups.find(String(group));
    return list(call, 'servers', servers, (server) => serverJson(server, groupOf));
  },
  '/networks': (call) => list(call, 'networks', call.project.networks, networkJson),
  '/firewalls': (call) => list(call, 'firewalls', call.project.firewalls, firewallJson),
  '/volumes': (call) => list(call, 'volumes', call.project.volumes, volumeJson),
  '/load_balancers': (call) =>
    list(call, 'load_balancers', call.project.loadBalancers, loadBalancerJson),
  '/primary_ips': (call) => list(call, 'primary_ips', call.project.primaryIps, primaryIpJson),
  '/floating_ips': (call) => list(call, 'floating_ips', call.project.floatingIps, floatingIpJson),
  '/images': listImages,
  '/certificates': (call) => list(call, 'certificates', call.project.certificates, certificateJson),
  '/placement_groups': (call) =>
    list(call, 'placement_groups', call.project.placementGroups, placementGroupJson),
  '/zones': (call) => list(call, 'zones', call.project.zones, zoneJson),
  '/storage_boxes': (call) =>
    list(call, 'storage_boxes', call.project.storageBoxes, storageBoxJson),
  '/locations': (call) => listStatic(call, 'locations', LOCATIONS),
  '/server_types': (call) => listStatic(call, 'server_types', SERVER_TYPES),
  '/load_balancer_types': (call) => listStatic(call, 'load_balancer_types', LOAD_BALANCER_TYPES),
  '/pricing': () => ({ body: { pricing: pricing() } }),
};

/** The read API of Hetzner Cloud for every project of the estate. */
export class HetznerApi {
  private readonly limits = new Map<string, RateLimit>();

  constructor(
    private readonly estate: Estate,
    private readonly faults: FaultRegistry,
    private readonly now: () => Date,
  ) {}

  handle(request: EmulatedRequest): Handled {
    const path = request.rawPath.slice(HETZNER_BASE.length);
    let facts: CallFacts = {
      provider: 'hetzner',
      account: null,
      service: 'cloud',
      action: path,
      region: null,
      page: Number(request.query.get('page') ?? 1),
    };
    let effects: FaultEffect[] = [];
    let limit: RateLimit | null = null;
    try {
      const project = this.projectOf(request);
      const { projectName } = project.spec;
      facts = { ...facts, account: projectName };
      limit = this.limitOf(project);
      effects = this.faults.strike(facts);
      if (!limit.take(this.now())) throw rateLimitExceeded(limit.perHour);
      refuseByFault(effects, limit.perHour);
      if (request.method !== 'GET') {
        throw new HetznerError(405, 'method_not_allowed', 'this emulator only reads');
      }
      const route = ROUTES[path];
      if (!route) throw new HetznerError(404, 'not_found', 'resource not found');
      if (project.spec.deniedPaths?.includes(path)) throw forbidden();
      const url = `http://${request.headers.host ?? 'localhost'}${request.rawPath}`;
      const { body, headers } = route({ project, path, query: request.query, url, effects });
      const text = faultyBody(effects, JSON.stringify(body), withNullField);
      return {
        facts,
        effects,
        answer: {
          status: 200,
          headers: { 'content-type': 'application/json', ...limit.headers(this.now()), ...headers },
          body: text,
        },
      };
    } catch (error) {
      if (!(error instanceof HetznerError)) throw error;
      const headers = limit ? limit.headers(this.now()) : {};
      return { facts, effects, answer: hetznerErrorAnswer(error, headers) };
    }
  }

  private projectOf(request: EmulatedRequest): HetznerProjectEstate {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const project = token === undefined ? undefined : this.estate.hetzner.get(token);
    if (!project) throw unauthorized();
    return project;
  }

  private limitOf({ spec }: HetznerProjectEstate): RateLimit {
    const known = this.limits.get(spec.projectName);
    if (known) return known;
    const limit = new RateLimit(spec.requestsPerHour ?? USUAL_RATE);
    this.limits.set(spec.projectName, limit);
    return limit;
  }
}

/** Faults that replace the answer. */
function refuseByFault(effects: readonly FaultEffect[], perHour: number): void {
  for (const effect of effects) {
    if (effect.type === 'throttle') throw rateLimitExceeded(perHour, effect.retryAfterSeconds);
    if (effect.type === 'deny') throw forbidden();
    if (effect.type === 'expire-token') throw unauthorized();
    if (effect.type === 'status') throw serviceFailure(effect.status);
  }
}

function list<T extends EmulatedItem>(
  call: HetznerCall,
  key: string,
  items: Collection<T>,
  render: (item: T) => Record<string, unknown>,
  filters: readonly string[] = [],
): Listed {
  refuseUnknown(call.query, [...PAGED, ...filters]);
  const request = readPageRequest(call.query);
  const limit = faultyLimit(call.effects, request.perPage);
  const slice = items.slice((request.page - 1) * request.perPage, limit);
  return paged(call, key, request, faultyItems(call.effects, slice).map(render), items.size);
}

/** Own images only: without the filter the real list holds every public image as well. */
function listImages(call: HetznerCall): Listed {
  const types = call.query.getAll('type').sort();
  if (types.join() !== 'backup,snapshot') {
    throw invalidInput('type', 'only snapshot and backup together are emulated');
  }
  return list(call, 'images', call.project.images, imageJson, ['type']);
}

function listStatic(
  call: HetznerCall,
  key: string,
  items: readonly { readonly name: string }[],
): Listed {
  refuseUnknown(call.query, [...PAGED, 'name']);
  const request = readPageRequest(call.query);
  const name = call.query.get('name');
  const matching = name === null ? items : items.filter((item) => item.name === name);
  const first = (request.page - 1) * request.perPage;
  const slice = matching.slice(first, first + request.perPage);
  return paged(call, key, request, slice, matching.length);
}

function paged(
  call: HetznerCall,
  key: string,
  request: PageRequest,
  items: readonly unknown[],
  total: number,
): Listed {
  const usual = paginationOf(request, total);
  const pagination = effectOf(call.effects, 'repeat-token')
    ? { ...usual, next_page: request.page }
    : effectOf(call.effects, 'empty-page')
      ? { ...usual, next_page: request.page + 1, last_page: null, total_entries: null }
      : usual;
  const body = { [key]: items, meta: { pagination } };
  return { body, headers: { link: linkHeader(call.url, call.query, usual) } };
}

/** Lists are in the order of ids; filters that would change the answer are refused. */
function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  for (const [name, value] of query) {
    if (!known.includes(name)) throw invalidInput(name, 'is not emulated');
    if (name === 'sort' && value !== 'id' && value !== 'id:asc') {
      throw invalidInput(name, 'only id and id:asc are emulated');
    }
  }
}

function withNullField(body: string, field: string): string {
  const clear = (key: string, value: unknown): unknown => (key === field ? null : value);
  return JSON.stringify(JSON.parse(body), clear);
}
