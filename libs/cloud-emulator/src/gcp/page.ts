import { RestRefusal } from '../cloud/rest-api';
import type { RestCall, RestRequest } from '../cloud/rest-route';
import type { Collection, EmulatedItem } from '../estate/collection';
import { effectOf, faultyItems, faultyLimit } from '../faults/effects';
import type { GcpProjectEstate } from './gcp-project-estate';

export type GcpCall = RestCall<GcpProjectEstate>;

interface Position {
  readonly index: number;
  readonly page: number;
}

export interface ListedItems<T> {
  readonly items: readonly T[];
  readonly nextPageToken?: string;
}

/** The limits on `maxResults` of one API. */
export interface PageLimits {
  readonly usual: number;
  readonly most: number;
  /** Whether more than the most is refused, or answered with the most. */
  readonly strict: boolean;
  /** What the API calls its limit; `maxResults` unless told. */
  readonly parameter?: 'maxResults' | 'pageSize' | 'limit';
  /** What the API calls its token; `pageToken` unless told. */
  readonly token?: 'pageToken' | 'continue';
}

/** One page of a list, as its token and `maxResults` ask for. */
export function listPage<T extends EmulatedItem>(
  { query, effects }: Pick<GcpCall, 'query' | 'effects'>,
  collection: Pick<Collection<T>, 'page'>,
  limits: PageLimits,
): ListedItems<T> {
  const { index, page } = readToken(query.get(limits.token ?? 'pageToken'));
  const { items, next } = collection.page(index, faultyLimit(effects, limitOf(query, limits)));
  const shown = faultyItems(effects, items);
  if (effectOf(effects, 'repeat-token')) {
    return { items: shown, nextPageToken: writeToken({ index, page }) };
  }
  // The items of an empty page follow on the next one.
  if (effectOf(effects, 'empty-page')) {
    return { items: [], nextPageToken: writeToken({ index, page: page + 1 }) };
  }
  if (next === null) return { items: shown };
  return { items: shown, nextPageToken: writeToken({ index: next, page: page + 1 }) };
}

/** Which page is asked for, from 1. */
export function pageOf({ query }: RestRequest): number {
  try {
    return readToken(query.get('pageToken') ?? query.get('continue')).page;
  } catch {
    return 1;
  }
}

function limitOf(
  query: URLSearchParams,
  { usual, most, strict, parameter = 'maxResults' }: PageLimits,
): number {
  const text = query.get(parameter);
  if (text === null) return usual;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || (strict && value > most)) {
    const message = `Invalid value for field '${parameter}': '${text}'. Acceptable values are 0 to ${most}, inclusive.`;
    throw new RestRefusal({ kind: 'invalid', message });
  }
  return value === 0 ? usual : Math.min(value, most);
}

/** Opaque to clients; no two pages of a listing share one. */
function writeToken({ index, page }: Position): string {
  return Buffer.from(`next:${index}:${page}`).toString('base64url');
}

function readToken(token: string | null): Position {
  if (token === null || token === '') return { index: 0, page: 1 };
  const match = /^next:(\d+):(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (!match) {
    const message = `Invalid value for field 'pageToken': '${token}'. The page token is invalid.`;
    throw new RestRefusal({ kind: 'invalid', message });
  }
  return { index: Number(match[1]), page: Number(match[2]) };
}
