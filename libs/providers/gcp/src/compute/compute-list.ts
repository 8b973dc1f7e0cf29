import {
  MalformedResponseError,
  recordOf,
  textOf,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, unreachableIn, type GoogleList, type ListedItems } from '../list-pages';

/** The largest page Compute Engine gives. */
const PAGE_SIZE = 500;

/** The list of what a project has at no place, such as networks. */
export function globalList(
  { projectId }: Pick<GcpClient, 'projectId'>,
  collection: string,
  kind: string,
): GoogleList {
  return {
    service: 'compute',
    permission: `compute.${collection}.list`,
    path: `/projects/${projectId}/global/${collection}`,
    query: { maxResults: PAGE_SIZE, returnPartialSuccess: 'true' },
    kind: `compute#${kind}List`,
    read: (body) => ({ items: itemsIn(body, 'items'), warnings: warningsOf(body) }),
  };
}

/** The list over all zones and regions, where one that does not answer only leaves out its own. */
export function aggregatedList(
  { projectId }: Pick<GcpClient, 'projectId'>,
  collection: string,
  kind: string,
): GoogleList {
  return {
    service: 'compute',
    permission: `compute.${collection}.list`,
    path: `/projects/${projectId}/aggregated/${collection}`,
    query: { maxResults: PAGE_SIZE, returnPartialSuccess: 'true' },
    kind: `compute#${kind}AggregatedList`,
    read: (body) => readScopes(body, collection),
  };
}

function readScopes(body: Readonly<Record<string, unknown>>, collection: string): ListedItems {
  const scopes = body['items'] ?? null;
  if (scopes === null ? 'items' in body : recordOf(scopes) !== scopes) {
    throw new MalformedResponseError('the list has no scopes');
  }
  const inside = Object.entries(recordOf(scopes)).map(([scope, value]) => {
    if (recordOf(value) !== value) throw new MalformedResponseError(`${scope} is no scope`);
    const scoped = recordOf(value);
    return { items: itemsIn(scoped, collection), warnings: warningsOf(scoped, scope) };
  });
  return {
    items: inside.flatMap(({ items }) => items),
    warnings: [...warningsOf(body), ...inside.flatMap(({ warnings }) => warnings)],
  };
}

/** That a scope has nothing on this page says nothing about it. */
function warningsOf(holder: Readonly<Record<string, unknown>>, scope?: string): PageWarning[] {
  const warning = recordOf(holder['warning']);
  const code = textOf(warning['code']);
  const place = scope === undefined ? '' : `${scope}: `;
  const told = textOf(warning['message']) ?? code;
  return [
    ...(code === null || code === 'NO_RESULTS_ON_PAGE'
      ? []
      : [{ code: code.toLowerCase(), message: `${place}${told}` }]),
    ...unreachableIn(holder, 'unreachables'),
  ];
}
