/** What a list held when its reading began. */
export interface Census {
  total: number;
  newestId: string;
}

/** Where the reading of a list stands. */
export interface Position {
  /** The page to be read next; the first is 1. */
  page: number;
  /** First id of the page before it; `null` at the start. */
  firstId: string | null;
  /** `null` at the start, and where the API did not tell. */
  census: Census | null;
}

/** `<page>`, `<page>:<first id>` or `<page>:<first id>:<total>:<newest id>`. */
export function writeCursor({ page, firstId, census }: Position): string {
  if (firstId === null) return String(page);
  return census === null
    ? `${page}:${firstId}`
    : `${page}:${firstId}:${census.total}:${census.newestId}`;
}

/**
 * Reads what `writeCursor` wrote; `null` is the start.
 * @throws Error when the cursor is none of ours
 */
export function readCursor(cursor: string | null): Position {
  if (cursor === null) return { page: 1, firstId: null, census: null };
  const match = /^(\d+)(?::(\d+)(?::(\d+):(\d+))?)?$/.exec(cursor);
  if (!match) throw new Error(`${cursor} is no cursor of a Hetzner list`);
  const [, page, firstId = null, total, newestId] = match;
  return {
    page: Number(page),
    firstId,
    census:
      total === undefined || newestId === undefined ? null : { total: Number(total), newestId },
  };
}
