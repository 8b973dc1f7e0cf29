import { HttpStatusError, ProviderError, type PageWarning } from '@skyledger/provider-sdk';
import { SERVICE_EXPIRED } from './classify-error';

/** Whether what was asked for does not exist. */
export function isGone(error: unknown): boolean {
  return statusOf(error) === 404;
}

export function isDenied(error: unknown): boolean {
  return error instanceof ProviderError && error.fault.kind === 'denied';
}

/**
 * What to tell about a part that cannot be read while the rest can: it is denied, it is not offered,
 * its service has expired, or the request is refused for what it asks about. `null` for errors that
 * would hit the rest as well, or that pass.
 */
export function warningOf(error: unknown): PageWarning | null {
  if (!(error instanceof ProviderError)) return null;
  const { kind, message } = error.fault;
  if (kind === 'denied') return { code: 'denied', message: error.message };
  if (kind === 'bug' && statusOf(error) !== null)
    return { code: 'refused', message: error.message };
  if (kind !== 'disabled') return null;
  if (statusOf(error) === SERVICE_EXPIRED) return { code: 'service_expired', message };
  return { code: 'not_offered', message: error.message };
}

/** One warning for each code, which says how often it came. Those of details are apart. */
export function summarize(warnings: readonly PageWarning[]): PageWarning[] {
  const byKind = new Map<string, { first: PageWarning; count: number }>();
  for (const warning of warnings) {
    const kind = `${warning.code} ${warning.detailOnly === true}`;
    const known = byKind.get(kind);
    if (known) known.count += 1;
    else byKind.set(kind, { first: warning, count: 1 });
  }
  return [...byKind.values()].map(({ first, count }) => ({
    ...first,
    message: count === 1 ? first.message : `${first.message} (and ${count - 1} more)`,
  }));
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof ProviderError)) return null;
  return error.cause instanceof HttpStatusError ? error.cause.status : null;
}
