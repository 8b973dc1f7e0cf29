import type { Collection, EmulatedItem } from '../estate/collection';
import { effectOf, faultyItems, faultyLimit } from '../faults/effects';
import type { RestCall, RestRequest } from '../cloud/rest-route';
import { RestRefusal } from '../cloud/rest-api';
import type { IonosAccount } from './account';
import { renderEntity, type Entity } from './entity';

/** Where the Cloud API stands below the host. */
export const CLOUD_API = '/cloudapi/v6';
const MOST = 1000;

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** Which page is asked for: pages may overlap, so this is the nearest one. */
export function pageOf({ query }: RestRequest): number {
  const { offset, limit } = windowOf(query, MOST);
  return Math.ceil(offset / limit) + 1;
}

/** `offset` from 0 and `limit` from 1 to 1000. */
export function windowOf(query: URLSearchParams, usual: number): Window {
  const offset = countOf(query, 'offset') ?? 0;
  const limit = countOf(query, 'limit') ?? usual;
  if (limit < 1) throw new RestRefusal({ kind: 'invalid', message: 'limit must be positive' });
  return { offset, limit: Math.min(limit, MOST) };
}

/** A list with `offset` and `limit`; how many there are is not told. */
export function pagedList<T extends EmulatedItem>(
  call: RestCall<IonosAccount>,
  items: Collection<T>,
  entityOf: (item: T) => Entity,
): object {
  const { offset, limit } = windowOf(call.query, MOST);
  const slice = items.slice(offset, faultyLimit(call.effects, limit));
  const shown = faultyItems(call.effects, slice);
  return {
    ...collection(call, shown.map(entityOf)),
    offset,
    limit,
    _links: linksOf(call, { offset, limit }, items.size),
  };
}

/** A list that always comes whole. */
export function wholeList<T extends EmulatedItem>(
  call: RestCall<IonosAccount>,
  items: Iterable<T>,
  entityOf: (item: T) => Entity,
  others: readonly Entity[] = [],
): object {
  const shown = faultyItems(call.effects, [...items]);
  return collection(call, [...others, ...shown.map(entityOf)]);
}

/** `next` only where the list goes on, `prev` only where it has begun earlier. */
export function linksOf(
  call: RestCall<IonosAccount>,
  { offset, limit }: Window,
  total: number,
): object {
  const { effects, query } = call;
  const link = (to: number): string => {
    const params = new URLSearchParams(query);
    params.set('offset', String(to));
    params.set('limit', String(limit));
    return `${originOf(call)}${call.path}?${params.toString()}`;
  };
  const next = effectOf(effects, 'repeat-token')
    ? offset
    : offset + limit < total || effectOf(effects, 'empty-page')
      ? offset + limit
      : null;
  return {
    ...(offset > 0 ? { prev: link(Math.max(0, offset - limit)) } : {}),
    self: link(offset),
    ...(next === null ? {} : { next: link(next) }),
  };
}

function collection(call: RestCall<IonosAccount>, entities: readonly Entity[]): object {
  const path = call.path.slice(CLOUD_API.length);
  const base = originOf(call) + CLOUD_API;
  const depth = countOf(call.query, 'depth') ?? 0;
  return {
    id: path.split('/').slice(-2).filter(Boolean).join('/'),
    type: 'collection',
    href: base + path,
    items: entities.map((entity) => renderEntity(entity, depth, base)),
  };
}

function originOf({ request, path }: RestRequest): string {
  const mounted = request.rawPath.slice(0, request.rawPath.length - path.length);
  return `http://${request.headers.host ?? 'localhost'}${mounted}`;
}

function countOf(query: URLSearchParams, name: string): number | null {
  const value = query.get(name);
  if (value === null) return null;
  if (!/^\d{1,9}$/.test(value)) {
    throw new RestRefusal({ kind: 'invalid', message: `${name} must be a number` });
  }
  return Number(value);
}
