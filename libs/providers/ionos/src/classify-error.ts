import {
  classifyHttpError,
  HttpStatusError,
  ProviderError,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/**
 * Classifies what the client throws. The API's own codes are numbers that are not documented, so
 * that the status decides.
 */
export function classifyError(error: unknown): ProviderFault {
  const fault = classifyHttpError(error);
  // A change under way holds its object; it is readable again in a moment.
  if (error instanceof HttpStatusError && (error.status === 409 || error.status === 423)) {
    return { ...fault, kind: 'unavailable' };
  }
  return fault;
}

/** Whether what was asked for does not exist, any more or for these credentials. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof ProviderError &&
    error.cause instanceof HttpStatusError &&
    error.cause.status === 404
  );
}

/** Whether the credentials lack a right to what was asked for. */
export function isDenied(error: unknown): boolean {
  return error instanceof ProviderError && error.fault.kind === 'denied';
}
