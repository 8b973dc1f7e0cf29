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

/** One warning for each code, which says how often it came. */
export function summarize(warnings: readonly PageWarning[]): PageWarning[] {
  const byCode = new Map<string, { message: string; count: number }>();
  for (const { code, message } of warnings) {
    const known = byCode.get(code);
    if (known) known.count += 1;
    else byCode.set(code, { message, count: 1 });
  }
  return [...byCode].map(([code, { message, count }]) => ({
    code,
    message: count === 1 ? message : `${message} (and ${count - 1} more)`,
  }));
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof ProviderError)) return null;
  return error.cause instanceof HttpStatusError ? error.cause.status : null;
}
