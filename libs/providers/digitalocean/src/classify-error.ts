import {
  classifyHttpError,
  HttpStatusError,
  type FaultKind,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/**
 * The API's own ids of errors say no more than the status. Those of Spaces, which are of S3, do.
 * A token that has ended is refused like one that never was.
 */
const KIND_BY_CODE: ReadonlyMap<string, FaultKind> = new Map([
  ['InvalidAccessKeyId', 'unauthenticated'],
  ['SignatureDoesNotMatch', 'unauthenticated'],
  // Our clock, or what the request waited for on its way.
  ['RequestTimeTooSkewed', 'unavailable'],
  ['SlowDown', 'throttled'],
  ['AccessDenied', 'denied'],
]);

/** Classifies what the clients throw. */
export function classifyError(error: unknown): ProviderFault {
  const fault = classifyHttpError(error);
  if (!(error instanceof HttpStatusError)) return fault;
  return { ...fault, kind: KIND_BY_CODE.get(error.code) ?? fault.kind };
}
