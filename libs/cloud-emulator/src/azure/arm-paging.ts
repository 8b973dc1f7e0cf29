import { RestRefusal } from '../cloud/rest-api';
import type { RestAnswer, RestCall, RestRequest } from '../cloud/rest-route';
import type { Collection, EmulatedItem } from '../estate/collection';
import { effectOf, faultyItems, faultyLimit } from '../faults/effects';
import type { AzureAccount } from './azure-account';

const USUAL_PAGE_SIZE = 100;

interface Skip {
  readonly page: number;
  readonly from: number;
}

/** Which page a request asks for, from 1. */
export function pageOf({ query }: RestRequest): number {
  return skipOf(query).page;
}

/** One page of a list, in the order of the items. */
export function listPage<T extends EmulatedItem>(
  call: RestCall<AzureAccount>,
  items: Pick<Collection<T>, 'page'>,
  render: (item: T) => Record<string, unknown>,
): RestAnswer {
  const skip = skipOf(call.query);
  const limit = faultyLimit(call.effects, call.account.spec.pageSize ?? USUAL_PAGE_SIZE);
  const page = items.page(skip.from, limit);
  const empty = effectOf(call.effects, 'empty-page') !== undefined;
  const next = effectOf(call.effects, 'repeat-token')
    ? skip
    : // An empty page leads to what it held back.
      empty
      ? { page: skip.page + 1, from: skip.from }
      : page.next === null
        ? null
        : { page: skip.page + 1, from: page.next };
  return {
    body: {
      value: faultyItems(call.effects, page.items).map(render),
      // ARM leaves the link out on the last page.
      ...(next === null ? {} : { nextLink: linkTo(call, next) }),
    },
  };
}

/** A list that is short enough to come at once. */
export function wholeList(items: readonly unknown[]): RestAnswer {
  return { body: { value: items } };
}

/** Absolute, with the query of the request; clients are to follow it as it is. */
function linkTo({ request, query }: RestCall<AzureAccount>, skip: Skip): string {
  const rest = [...query]
    .filter(([name]) => name !== '$skiptoken')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const token = Buffer.from(`${skip.page}:${skip.from}`).toString('base64url');
  const host = request.headers.host ?? 'localhost';
  return `http://${host}${request.rawPath}?${[...rest, `$skiptoken=${token}`].join('&')}`;
}

function skipOf(query: URLSearchParams): Skip {
  const token = query.get('$skiptoken');
  if (token === null) return { page: 1, from: 0 };
  const match = /^(\d{1,9}):(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw new RestRefusal({ kind: 'invalid', message: 'The skip token is invalid.' });
  return { page: Number(match[1]), from: Number(match[2]) };
}
