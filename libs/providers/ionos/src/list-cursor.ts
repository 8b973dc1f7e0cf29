/** Where the reading of a list stands. */
export interface Position {
  /** Where the next page starts by the API's count; 0 is the start. */
  offset: number;
  /** First and last id of the page before; `null` at the start. */
  seen: { firstId: string; lastId: string } | null;
}

export const START: Position = { offset: 0, seen: null };

/** `<offset>:<first id>:<last id>`. */
export function writeCursor({ offset, seen }: Position): string {
  return seen === null ? String(offset) : `${offset}:${seen.firstId}:${seen.lastId}`;
}

/**
 * Reads what `writeCursor` wrote; `null` is the start.
 * @throws Error when the cursor is none of ours
 */
export function readCursor(cursor: string | null): Position {
  if (cursor === null) return START;
  const match = /^(\d{1,15})(?::([^:]+):([^:]+))?$/.exec(cursor);
  if (!match) throw new Error(`${cursor} is no cursor of an IONOS list`);
  const [, offset, firstId, lastId] = match;
  return {
    offset: Number(offset),
    seen: firstId === undefined || lastId === undefined ? null : { firstId, lastId },
  };
}
