import {
  classifyHttpError,
  HttpStatusError,
  listOf,
  recordOf,
  textOf,
  type ErrorDetail,
  type FaultKind,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/**
 * What the types of errors mean for someone who only reads (scw/errors.go of the official SDK).
 * Types that are not listed mean what their status says.
 */
const KIND_BY_TYPE: ReadonlyMap<string, FaultKind> = new Map([
  ['denied_authentication', 'unauthenticated'],
  ['denied_authentication.expired', 'expired'],
  ['permissions_denied', 'denied'],
  ['too_many_requests', 'throttled'],
  // Passing states, sent with statuses of the 400s.
  ['transient_state', 'unavailable'],
  ['locked', 'unavailable'],
  // Of Object Storage, in the words of S3.
  ['AccessDenied', 'denied'],
  ['InvalidAccessKeyId', 'unauthenticated'],
  ['SignatureDoesNotMatch', 'unauthenticated'],
  ['SlowDown', 'throttled'],
  ['TooManyRequests', 'throttled'],
]);

/** Reads an error body: `type` is the code, with the reason of a refused key behind a dot. */
export function readError(body: unknown): ErrorDetail {
  const error = recordOf(body);
  const type = textOf(error['type']);
  const reason = type === 'denied_authentication' ? textOf(error['reason']) : null;
  const message = textOf(error['message']);
  return {
    code: type === null ? undefined : reason === 'expired' ? `${type}.${reason}` : type,
    message: message === null ? undefined : message + refusedActions(error['details']),
  };
}

/** Which actions on what were refused, where the API tells: `: read instance_servers`. */
function refusedActions(details: unknown): string {
  const actions = listOf(details)
    .map(recordOf)
    .map((detail) => [textOf(detail['action']), textOf(detail['resource'])])
    .map((words) => words.filter((word) => word !== null).join(' '))
    .filter((words) => words !== '');
  return actions.length === 0 ? '' : `: ${actions.join(', ')}`;
}

/** Classifies what the client throws. */
export function classifyError(error: unknown): ProviderFault {
  const fault = classifyHttpError(error);
  if (!(error instanceof HttpStatusError)) return fault;
  return { ...fault, kind: KIND_BY_TYPE.get(error.code) ?? fault.kind };
}

/** Whether what was asked for is not there, for example because it was deleted a moment ago. */
export function isNotFound(fault: ProviderFault): boolean {
  return ['not_found', 'unknown_resource', 'HTTP 404'].includes(fault.code);
}
