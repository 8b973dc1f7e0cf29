import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestCall } from '../cloud/rest-route';
import type { EmulatedItem } from '../estate/collection';
import { effectOf, faultyItems, faultyLimit } from '../faults/effects';
import type { ScalewayAccount } from './scaleway-estate';

/** What is listed, oldest first. */
export interface Listed<T> {
  readonly size: number;
  slice(position: number, limit: number): readonly T[];
}

export const NOTHING: Listed<never> = { size: 0, slice: () => [] };

export function listedArray<T>(items: readonly T[]): Listed<T> {
  return {
    size: items.length,
    slice: (position, limit) => items.slice(position, position + limit),
  };
}

type Call = RestCall<ScalewayAccount>;

/** What the Instance API and the others do differently. */
interface Style {
  readonly pageSize: 'per_page' | 'page_size';
  readonly usualSize: number;
  readonly project: string;
  readonly organization: string;
  readonly order: string;
  readonly ascending: string;
  readonly descending: string;
  /** What is meant where no order is asked for. */
  readonly usual: 'ascending' | 'descending';
}

const INSTANCE: Style = {
  pageSize: 'per_page',
  usualSize: 50,
  project: 'project',
  organization: 'organization',
  order: 'order',
  ascending: 'creation_date_asc',
  descending: 'creation_date_desc',
  usual: 'descending',
};

const STANDARD: Style = {
  pageSize: 'page_size',
  usualSize: 20,
  project: 'project_id',
  organization: 'organization_id',
  order: 'order_by',
  ascending: 'created_at_asc',
  descending: 'created_at_desc',
  usual: 'ascending',
};

const MOST_A_PAGE = 100;

export interface ListOptions<T> {
  /** The name of the list in the body. */
  readonly key: string;
  readonly items: Listed<T>;
  render(item: T, position: number): unknown;
}

/** A list of the Instance API: the total and the way on are in headers. */
export function instanceList<T extends EmulatedItem>(
  call: Call,
  { key, items, render }: ListOptions<T>,
): RestAnswer {
  const page = readPage(call, INSTANCE, items);
  return {
    headers: instanceHeaders(call, page.total, page.size),
    body: { [key]: page.items.map((item, at) => render(item, at)) },
  };
}

/** A list of any other API: the total is in the body. */
export function standardList<T extends EmulatedItem>(
  call: Call,
  { key, items, render }: ListOptions<T>,
): RestAnswer {
  const page = readPage(call, STANDARD, items);
  const body = { [key]: page.items.map((item, at) => render(item, at)), total_count: page.total };
  return { body };
}

/** Part of a list that is no collection; rules, pools and the like. */
export function rawPage<T>(call: Call, style: 'instance' | 'standard', items: readonly T[]): T[] {
  const { pageSize, usualSize } = style === 'instance' ? INSTANCE : STANDARD;
  const size = positive(call, pageSize, usualSize, MOST_A_PAGE);
  const first = (positive(call, 'page', 1) - 1) * size;
  return items.slice(first, first + size);
}

/** `Link` is relative, and names page 0 as the last of nothing. */
export function instanceHeaders(
  { path, query }: Call,
  total: number,
  size: number,
): Record<string, string> {
  const page = Number(query.get('page') ?? 1);
  const last = Math.ceil(total / size);
  const base = path.slice(path.lastIndexOf('/'));
  const link = (number: number, rel: string): string =>
    `<${base}?page=${number}&per_page=${size}>; rel="${rel}"`;
  const links = [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')];
  return { 'x-total-count': String(total), link: links.join(', ') };
}

function readPage<T extends EmulatedItem>(
  call: Call,
  style: Style,
  all: Listed<T>,
): { items: readonly T[]; total: number; size: number } {
  const { query, account, effects } = call;
  const { projectId, organizationId } = account.spec;
  const own =
    (query.get(style.project) ?? projectId) === projectId &&
    (query.get(style.organization) ?? organizationId) === organizationId;
  const items = own ? all : NOTHING;
  const size = positive(call, style.pageSize, style.usualSize, MOST_A_PAGE);
  const asked = positive(call, 'page', 1);
  // A list that takes no notice of the page it is asked for.
  const page = effectOf(effects, 'repeat-token') ? Math.max(1, asked - 1) : asked;
  const start = (page - 1) * size;
  const limit = faultyLimit(effects, size);
  const slice = descends(call, style) ? fromEnd(items, start, limit) : items.slice(start, limit);
  return { items: faultyItems(effects, slice), total: items.size, size };
}

function descends({ query }: Call, style: Style): boolean {
  const order = query.get(style.order);
  if (order === null) return style.usual === 'descending';
  if (order !== style.ascending && order !== style.descending) throw invalid(style.order);
  return order === style.descending;
}

function fromEnd<T>(items: Listed<T>, start: number, limit: number): readonly T[] {
  const end = items.size - start;
  const first = Math.max(0, end - limit);
  return end <= 0 ? [] : [...items.slice(first, end - first)].reverse();
}

function positive({ query }: Call, name: string, usual: number, most = 1_000_000): number {
  const text = query.get(name);
  if (text === null) return usual;
  if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) > most) throw invalid(name);
  return Number(text);
}

function invalid(argument: string): RestRefusal {
  return new RestRefusal({ kind: 'invalid', message: argument });
}
