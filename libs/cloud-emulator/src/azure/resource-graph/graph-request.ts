import { RestRefusal } from '../../cloud/rest-api';
import type { EmulatedRequest } from '../../server/exchange';

/** Where it is asked, for the tenant and not below a subscription. */
export const GRAPH_PATH = '/providers/Microsoft.ResourceGraph/resources';

/** What a query asks for. */
export interface GraphRequest {
  readonly subscriptions: readonly string[];
  readonly table: string;
  /** In small letters. */
  readonly type: string;
  /** In small letters. */
  readonly ids: readonly string[];
  readonly columns: readonly string[];
  readonly top: number;
  /** Rows that earlier pages held. */
  readonly from: number;
}

const MOST_ROWS = 1000;

const TEXT = String.raw`'((?:[^'\\]|\\.)*)'`;

/** Of the language no more than what is asked here: resources of one type, named by their ids. */
const QUERY = new RegExp(
  [
    String.raw`^(\w+)`,
    String.raw`where type =~ ${TEXT}`,
    String.raw`where id in~ \((${TEXT}(?:, ?${TEXT})*)\)`,
    String.raw`project ([\w, ]+)`,
    String.raw`order by id asc$`,
  ].join(String.raw`\s*\|\s*`),
);

/** The subscriptions that a query is about; none where the body does not tell. */
export function subscriptionsOf({ body }: Pick<EmulatedRequest, 'body'>): string[] {
  const { subscriptions } = parsed(body);
  if (!Array.isArray(subscriptions)) return [];
  return subscriptions.filter((each) => typeof each === 'string').map((each) => each.toLowerCase());
}

/** The number of a page, from 1. */
export function graphPageOf({ body }: Pick<EmulatedRequest, 'body'>): number {
  return positionOf(optionsOf(parsed(body))['$skipToken']).page;
}

/** @throws RestRefusal for whatever is not understood */
export function readGraphRequest(request: Pick<EmulatedRequest, 'body'>): GraphRequest {
  const content = parsed(request.body);
  const options = optionsOf(content);
  const match = QUERY.exec(typeof content['query'] === 'string' ? content['query'].trim() : '');
  if (!match) throw refused('The query is none that is emulated.');
  const [, table = '', type = '', listed = '', , , projected = ''] = match;
  const columns = projected.split(',').map((column) => column.trim());
  if (!columns.includes('id')) throw refused('Without the column id there are no pages.');
  const unknown = Object.keys(options).find((name) => name !== '$top' && name !== '$skipToken');
  if (unknown !== undefined) throw refused(`The option ${unknown} is not emulated.`);
  const top = options['$top'] ?? MOST_ROWS;
  if (!Number.isInteger(top) || Number(top) < 1 || Number(top) > MOST_ROWS) {
    throw refused(`The value of $top has to be between 1 and ${MOST_ROWS}.`);
  }
  return {
    subscriptions: subscriptionsOf(request),
    table: table.toLowerCase(),
    type: unescaped(type).toLowerCase(),
    ids: [...listed.matchAll(new RegExp(TEXT, 'g'))].map(([, id = '']) =>
      unescaped(id).toLowerCase(),
    ),
    columns,
    top: Number(top),
    from: positionOf(options['$skipToken']).from,
  };
}

export function skipToken(page: number, from: number): string {
  return Buffer.from(JSON.stringify({ page, from })).toString('base64url');
}

function positionOf(token: unknown): { page: number; from: number } {
  if (token === undefined) return { page: 1, from: 0 };
  const { page, from } = parsed(Buffer.from(String(token), 'base64url'));
  if (typeof page === 'number' && typeof from === 'number') return { page, from };
  throw refused('The skip token is invalid.');
}

function optionsOf({ options }: Record<string, unknown>): Record<string, unknown> {
  return typeof options === 'object' && options !== null ? { ...options } : {};
}

function parsed(body: Buffer): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(body.toString('utf8'));
    return typeof content === 'object' && content !== null ? { ...content } : {};
  } catch {
    return {};
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function refused(message: string): RestRefusal {
  return new RestRefusal({ kind: 'invalid', message });
}
