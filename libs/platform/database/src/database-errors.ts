/** SQLSTATE of the error, where it is one of Postgres. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

const CONFLICTS = new Set(['40001', '40P01']);

/**
 * Whether the transaction lost against a concurrent one and may be tried again at once: a deadlock, a
 * serialization failure, or two passes that found the same new resource.
 */
export function isConcurrencyConflict(error: unknown): boolean {
  return CONFLICTS.has(sqlState(error) ?? '') || violatesUnique(error, 'cloud_resources_native');
}

/** Whether a unique constraint of this name refused the row. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  return (
    sqlState(error) === '23505' && (error as { constraint?: string }).constraint === constraint
  );
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
const CONNECTION_TEXT =
  /connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/i;

/**
 * Whether the same work may succeed later: the server is away or starting, out of connections,
 * memory or disk, or the statement took too long.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isTransientDatabaseError(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) {
    return (
      NETWORK.has(state) || CONFLICTS.has(state) || /^(08|53|57P|57014|55P03|25P03)/.test(state)
    );
  }
  return error instanceof Error && CONNECTION_TEXT.test(error.message);
}

const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  '57P03',
  '53300',
]);

/**
 * Whether no connection was to be had, so that nothing was asked of the server: it is away, starting,
 * or has no connection left. What was asked cannot be the reason.
 */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return NOT_REACHED.has(state);
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}
