import {
  classifyHttpError,
  HttpStatusError,
  type FaultKind,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/**
 * What reasons mean for someone who only reads; others mean what their status says. The newer APIs
 * send reasons of `google.rpc.ErrorInfo`, the older ones those of
 * https://cloud.google.com/storage/docs/json_api/v1/status-codes; the token service codes of OAuth.
 */
const KIND_BY_REASON: ReadonlyMap<string, FaultKind> = new Map([
  ['SERVICE_DISABLED', 'disabled'],
  ['accessNotConfigured', 'disabled'],
  ['RATE_LIMIT_EXCEEDED', 'throttled'],
  ['RESOURCE_EXHAUSTED', 'throttled'],
  ['rateLimitExceeded', 'throttled'],
  ['userRateLimitExceeded', 'throttled'],
  ['quotaExceeded', 'throttled'],
  ['concurrentLimitExceeded', 'throttled'],
  // Of a project or bucket that one may not know of, too.
  ['notFound', 'denied'],
  ['NOT_FOUND', 'denied'],
  ['invalid_grant', 'unauthenticated'],
  ['invalid_client', 'unauthenticated'],
  ['invalid_target', 'unauthenticated'],
  ['unauthorized_client', 'unauthenticated'],
  ['invalid_scope', 'unauthenticated'],
  ['access_denied', 'denied'],
]);

/** The identity that tokens are made from cannot be had: a file, an environment, a metadata service. */
export class SourceIdentityError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SourceIdentityError';
  }
}

/** Classifies what the client throws. */
export function classifyError(error: unknown): ProviderFault {
  if (error instanceof SourceIdentityError) {
    return { kind: 'unauthenticated', code: error.name, message: error.message };
  }
  const fault = classifyHttpError(error);
  if (!(error instanceof HttpStatusError)) return fault;
  const kind = KIND_BY_REASON.get(error.code) ?? (error.status === 401 ? 'expired' : fault.kind);
  return { ...fault, kind };
}
