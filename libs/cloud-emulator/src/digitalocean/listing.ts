import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestCall, RestRoute } from '../cloud/rest-route';
import type { EmulatedItem } from '../estate/collection';
import { effectOf, faultyItems, faultyLimit } from '../faults/effects';
import type { DigitalOceanAccount } from './digitalocean-account';

const USUAL_PER_PAGE = 20;
const MOST_PER_PAGE = 200;

/** What can be listed by positions. */
export interface Listable {
  readonly size: number;
  slice(position: number, limit: number): readonly EmulatedItem[];
}

type Call = RestCall<DigitalOceanAccount>;
/** Made from an item of the same kind; lists of several kinds tell them apart themselves. */
type Render = (item: never, call: Call) => unknown;

export interface ListOptions {
  readonly path: string;
  readonly service: string;
  /** What the list is called in the body; the last part of the path unless stated. */
  readonly key?: string;
  readonly items: (call: Call) => Listable;
  readonly render: Render;
  /** Filters that are emulated, besides the page. */
  readonly filters?: readonly string[];
  /** Says nothing of links while there is one page only. */
  readonly withoutLinks?: boolean;
}

/** A route that lists items, by numbered pages as all lists of the API but that of databases. */
export function listRoute(options: ListOptions): RestRoute<DigitalOceanAccount> {
  const { path, service, filters = [] } = options;
  const key = options.key ?? path.slice(path.lastIndexOf('/') + 1);
  return {
    path,
    service,
    page: ({ query }) => Number(query.get('page') ?? 1),
    answer(call): RestAnswer {
      refuseUnknown(call.query, ['page', 'per_page', ...filters]);
      const page = positiveInteger(call.query, 'page') ?? 1;
      const asked = positiveInteger(call.query, 'per_page') ?? USUAL_PER_PAGE;
      const perPage = Math.min(asked, MOST_PER_PAGE);
      const items = options.items(call);
      const slice = items.slice((page - 1) * perPage, faultyLimit(call.effects, perPage));
      const listed = faultyItems(call.effects, slice).map((item) =>
        options.render(item as never, call),
      );
      const links = linksOf(call, page, perPage, items.size);
      const silent = options.withoutLinks === true && Object.keys(links).length === 0;
      return { body: { [key]: listed, ...(silent ? {} : { links }), meta: { total: items.size } } };
    },
  };
}

/** Several collections as one list, one after the other. */
export function concat(...parts: readonly Listable[]): Listable {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  return {
    size,
    slice(position, limit) {
      const found: EmulatedItem[] = [];
      let start = position;
      for (const part of parts) {
        if (found.length >= limit) break;
        if (start < part.size) found.push(...part.slice(start, limit - found.length));
        start = Math.max(0, start - part.size);
      }
      return found;
    },
  };
}

export function listOf(items: readonly EmulatedItem[]): Listable {
  return {
    size: items.length,
    slice: (position, limit) => items.slice(position, position + limit),
  };
}

/** Empty when everything fits one page. */
function linksOf(
  { request, query, effects }: Call,
  page: number,
  perPage: number,
  total: number,
): Record<string, unknown> {
  const last = Math.max(1, Math.ceil(total / perPage));
  const link = (to: number): string => {
    const params = new URLSearchParams(query);
    params.set('page', String(to));
    params.set('per_page', String(perPage));
    return `http://${request.headers.host ?? 'localhost'}${request.rawPath}?${params.toString()}`;
  };
  const forward = (next: number): object => ({ next: link(next), last: link(last) });
  const backward = page > 1 ? { first: link(1), prev: link(page - 1) } : {};
  if (effectOf(effects, 'repeat-token')) return { pages: { ...backward, ...forward(page) } };
  if (effectOf(effects, 'empty-page')) return { pages: { ...backward, ...forward(page + 1) } };
  if (last === 1 && page === 1) return {};
  return { pages: { ...backward, ...(page < last ? forward(page + 1) : {}) } };
}

/** Filters that would change the answer are refused where they are not emulated. */
function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) {
      throw new RestRefusal({ kind: 'invalid', message: `${name} is not emulated` });
    }
  }
}

function positiveInteger(query: URLSearchParams, name: string): number | null {
  const value = query.get(name);
  if (value === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    throw new RestRefusal({ kind: 'invalid', message: `${name} must be a positive number` });
  }
  return Number(value);
}
