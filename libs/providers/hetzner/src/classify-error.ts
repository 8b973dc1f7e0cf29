import {
  classifyHttpError,
  HttpStatusError,
  type FaultKind,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/**
 * What the API's codes mean for someone who only reads; see "Error Codes" of its documentation.
 * Codes that are not listed mean what their status says.
 */
const KIND_BY_CODE: ReadonlyMap<string, FaultKind> = new Map([
  ['unauthorized', 'unauthenticated'],
  ['token_readonly', 'denied'],
  ['forbidden', 'denied'],
  ['rate_limit_exceeded', 'throttled'],
  // Passing states, sent with statuses of the 400s.
  ['maintenance', 'unavailable'],
  ['conflict', 'unavailable'],
  ['locked', 'unavailable'],
  ['resource_unavailable', 'unavailable'],
  ['service_error', 'unavailable'],
]);

/** Classifies what the client throws. */
export function classifyError(error: unknown): ProviderFault {
  const fault = classifyHttpError(error);
  if (!(error instanceof HttpStatusError)) return fault;
  return { ...fault, kind: KIND_BY_CODE.get(error.code) ?? fault.kind };
}
