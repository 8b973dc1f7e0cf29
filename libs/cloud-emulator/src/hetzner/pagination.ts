import { invalidInput } from './hetzner-errors';

const USUAL_PER_PAGE = 25;
const MOST_PER_PAGE = 50;

export interface PageRequest {
  readonly page: number;
  readonly perPage: number;
}

/** `page` from 1 and `per_page`, 25 unless stated and 50 at most. */
export function readPageRequest(query: URLSearchParams): PageRequest {
  const page = positiveInteger(query, 'page') ?? 1;
  const perPage = positiveInteger(query, 'per_page') ?? USUAL_PER_PAGE;
  return { page, perPage: Math.min(perPage, MOST_PER_PAGE) };
}

export interface Pagination {
  readonly page: number;
  readonly per_page: number;
  readonly previous_page: number | null;
  readonly next_page: number | null;
  readonly last_page: number;
  readonly total_entries: number;
}

export function paginationOf({ page, perPage }: PageRequest, totalEntries: number): Pagination {
  const lastPage = Math.max(1, Math.ceil(totalEntries / perPage));
  return {
    page,
    per_page: perPage,
    previous_page: page > 1 ? page - 1 : null,
    next_page: page < lastPage ? page + 1 : null,
    last_page: lastPage,
    total_entries: totalEntries,
  };
}

/** The `Link` header that repeats the pagination of the body. */
export function linkHeader(url: string, query: URLSearchParams, pagination: Pagination): string {
  const link = (page: number, rel: string): string => {
    const params = new URLSearchParams(query);
    params.set('page', String(page));
    return `<${url}?${params.toString()}>; rel="${rel}"`;
  };
  const { previous_page: previous, next_page: next, last_page: last } = pagination;
  return [
    ...(previous === null ? [] : [link(previous, 'prev')]),
    ...(next === null ? [] : [link(next, 'next')]),
    link(last, 'last'),
  ].join(', ');
}

function positiveInteger(query: URLSearchParams, name: string): number | null {
  const value = query.get(name);
  if (value === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw invalidInput(name, 'must be a positive number');
  return Number(value);
}
