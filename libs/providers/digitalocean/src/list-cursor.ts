/** Where the reading of a list stands. */
export interface Position {
  /** Positions below this one have been read. */
  readonly end: number;
  /** Ids at the two ends of the page before; `null` at the start, or where there was none. */
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** Items read so far. */
  readonly seen: number;
  /** How many there were when the reading began; `null` where the API did not tell. */
  readonly total: number | null;
}

const START: Position = { end: 0, firstId: null, lastId: null, seen: 0, total: null };

/** A JSON list of the fields: ids may be IPv6 addresses and names. */
export function writeCursor({ end, firstId, lastId, seen, total }: Position): string {
  return JSON.stringify([end, firstId, lastId, seen, total]);
}

/**
 * Reads what `writeCursor` wrote; `null` is the start.
 * @throws Error when the cursor is none of ours
 */
export function readCursor(cursor: string | null): Position {
  if (cursor === null) return START;
  const [end, firstId, lastId, seen, total, ...rest] = fieldsOf(cursor);
  if (!isCount(end) || end === 0 || !isId(firstId) || !isId(lastId) || rest.length > 0) {
    throw noCursor(cursor);
  }
  if (!isCount(seen) || (total !== null && !isCount(total))) throw noCursor(cursor);
  return { end, firstId, lastId, seen, total };
}

function fieldsOf(cursor: string): readonly unknown[] {
  try {
    const fields: unknown = JSON.parse(cursor);
    if (Array.isArray(fields)) return fields;
  } catch {
    // Told below, for whatever is no list.
  }
  throw noCursor(cursor);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isId(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function noCursor(cursor: string): Error {
  return new Error(`${cursor} is no cursor of a DigitalOcean list`);
}
