import { HttpStatusError } from './http-error';
import type { PageWarning } from './provider';
import { ProviderError } from './provider-error';

/** What a pass tells when prices could not be read, which costs it nothing else. */
export function pricesUnread(message: string): PageWarning {
  return { code: 'prices_unread', message, detailOnly: true };
}

/**
 * Whether a price list refused or failed, which is no mistake of ours. Any status is one of theirs, also
 * those that a listing would be to blame for.
 */
export function isListRefusal(error: unknown): error is ProviderError {
  if (!(error instanceof ProviderError)) return false;
  return error.fault.kind !== 'bug' || error.cause instanceof HttpStatusError;
}
