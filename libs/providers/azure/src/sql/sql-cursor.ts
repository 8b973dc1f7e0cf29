import { readCursor } from '../list-pages';

/** Where the reading of servers stands. */
export interface SqlPosition {
  /** The page of servers; `null` for the first. */
  readonly link: string | null;
  /** The last server of that page that was read; `null` at its beginning. */
  readonly serverId: string | null;
}

/** `<encoded server id> <link>`, either of which may be missing; neither holds a space. */
export function writeSqlCursor(link: string | null, serverId: string | null): string {
  return `${encode(serverId)} ${link ?? ''}`;
}

/**
 * Reads what `writeSqlCursor` wrote; `null` is the start.
 * @throws Error when the cursor is none of ours
 */
export function readSqlCursor(cursor: string | null): SqlPosition {
  if (cursor === null) return { link: null, serverId: null };
  const [serverId = '', link] = cursor.split(' ', 2);
  if (link === undefined) throw new Error(`${cursor.slice(0, 100)} is no cursor of SQL servers`);
  return {
    link: readCursor(link === '' ? null : link),
    serverId: serverId === '' ? null : decodeURIComponent(serverId),
  };
}

function encode(serverId: string | null): string {
  return serverId === null ? '' : encodeURIComponent(serverId);
}
