import { hash } from 'node:crypto';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { readable, readableDeep } from './readable-text';

/** Longest id kept, in bytes: a btree index row holds 2704. */
const LONGEST_ID = 1024;
/** A character is at most four bytes long; ids up to this need no counting. */
const SURELY_SHORT_ID = LONGEST_ID / 4;
/** Longest name kept, in characters. */
const LONGEST_NAME = 1024;
/** Longest text kept of any other single field. */
const LONGEST_TEXT = 256;
/** Longest value of one tag; what is longer is cut, so that one tag cannot swell every read. */
const LONGEST_TAG = 65_536;

/** Bytes of SHA-256 that are kept of a resource's content; `compare_resources` relies on it. */
const CONTENT_HASH_BYTES = 16;

/** One resource, cleaned and ready to be compared and written. */
export interface ResourceRow {
  resourceId: string;
  /** Over everything but the raw payload, as 32 hexadecimal digits. */
  contentHash: string;
  /** What is written: the resource, or the line that stages it. */
  content: DiscoveredResource | Buffer;
}

/** Makes the rows of a batch. */
export function prepareRows(resources: readonly DiscoveredResource[]): ResourceRow[] {
  return inLockOrder(resources.map(prepareRow));
}

/**
 * One row an id (the last one listed wins), in the order of ids, so that concurrent writers lock in
 * the same order.
 */
export function inLockOrder(rows: readonly ResourceRow[]): ResourceRow[] {
  const unique = new Map(rows.map((row) => [row.resourceId, row]));
  return [...unique.values()].sort((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
}

/**
 * Makes a row of a resource, cleaned of what Postgres cannot hold. Most resources are clean already,
 * which their text tells; only the others are copied.
 */
export function prepareRow(original: DiscoveredResource): ResourceRow {
  let content = original;
  let text = contentText(content);
  if (needsCleaning(content, text)) {
    content = cleaned(content);
    text = contentText(content);
  }
  const contentHash = hash('sha256', text).slice(0, 2 * CONTENT_HASH_BYTES);
  return { resourceId: content.resourceId, contentHash, content };
}

function contentText(resource: DiscoveredResource): string {
  return JSON.stringify([
    resource.resourceId,
    resource.resourceType,
    resource.nativeType,
    resource.name,
    resource.region,
    resource.zone,
    resource.state,
    resource.nativeState,
    resource.size,
    resource.privateIps,
    resource.publicIps,
    resource.isPublic,
    inOrder(resource.tags),
    resource.attributes,
    resource.relationships,
    resource.price,
    resource.createdAt,
  ]);
}

/** Tags in the order of their keys: a provider may list them in another order each time. */
function inOrder(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  let before = '';
  for (const key in tags) {
    if (key < before) {
      return Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    before = key;
  }
  return tags;
}

function needsCleaning(resource: DiscoveredResource, text: string): boolean {
  return (
    mayBeUnreadable(text) ||
    isLongId(resource.resourceId) ||
    isOutsideCalendar(resource.createdAt) ||
    tooLong(resource.name, LONGEST_NAME) ||
    tooLong(resource.nativeType, LONGEST_TEXT) ||
    tooLong(resource.region, LONGEST_TEXT) ||
    tooLong(resource.zone, LONGEST_TEXT) ||
    tooLong(resource.nativeState, LONGEST_TEXT) ||
    tooLong(resource.size, LONGEST_TEXT) ||
    (text.length > LONGEST_TAG &&
      Object.values(resource.tags).some((value) => value.length > LONGEST_TAG))
  );
}

function tooLong(text: string | null, longest: number): boolean {
  return text !== null && text.length > longest;
}

function cleaned(resource: DiscoveredResource): DiscoveredResource {
  const { raw, ...content } = resource;
  const clean = readableDeep(content) as Omit<DiscoveredResource, 'raw'>;
  return {
    ...clean,
    resourceId: boundedId(clean.resourceId),
    name: bounded(clean.name, LONGEST_NAME),
    nativeType: bounded(clean.nativeType, LONGEST_TEXT),
    region: bounded(clean.region, LONGEST_TEXT),
    zone: bounded(clean.zone, LONGEST_TEXT),
    nativeState: bounded(clean.nativeState, LONGEST_TEXT),
    size: bounded(clean.size, LONGEST_TEXT),
    tags: Object.fromEntries(
      Object.entries(clean.tags).map(([key, value]) => [key, bounded(value, LONGEST_TAG)]),
    ),
    createdAt: isOutsideCalendar(clean.createdAt) ? null : clean.createdAt,
    raw,
  };
}

/** JSON text that jsonb takes: no NUL, no lone surrogates. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return mayBeUnreadable(text) ? JSON.stringify(readableDeep(value)) : text;
}

/** NUL and lone surrogates are escaped by JSON.stringify, so a look at its text finds them. */
function mayBeUnreadable(json: string): boolean {
  return json.includes('\\u') && /\\u(?:0000|d[89a-f])/.test(json);
}

function bounded<Text extends string | null>(text: Text, longest: number): Text {
  if (text === null || text.length <= longest) return text;
  return readable(`${text.slice(0, longest - 1)}…`) as Text;
}

/** An over-long id is cut, and kept unique by a digest of the whole. */
function boundedId(id: string): string {
  if (!isLongId(id)) return id;
  const start = readable(id.slice(0, SURELY_SHORT_ID - 33));
  return `${start}~${hash('sha256', id).slice(0, 32)}`;
}

function isLongId(id: string): boolean {
  return id.length > SURELY_SHORT_ID && Buffer.byteLength(id) > LONGEST_ID;
}

/** Years beyond 9999 and before 0 are written with a sign, which Postgres does not read. */
function isOutsideCalendar(instant: string | null): boolean {
  return instant !== null && /^[+-]|^0000/.test(instant);
}
