import { type FieldError, ProblemError } from '@skyledger/contracts';

/** The request is not what the route takes. */
export function validationFailed(errors: FieldError[]): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: 'The request is not valid',
    status: 400,
    errors,
  });
}

/** There is no such thing, or it belongs to another tenant: the two cannot be told apart. */
export function notFound(thing: string): ProblemError {
  return new ProblemError({ type: 'not-found', title: `There is no such ${thing}`, status: 404 });
}

/** No token, or none that is known. */
export function unauthenticated(detail: string): ProblemError {
  return new ProblemError({
    type: 'unauthenticated',
    title: 'Authentication is required',
    status: 401,
    detail,
  });
}

/** The principal is known, but may not do this. */
export function forbidden(detail: string, errors?: FieldError[]): ProblemError {
  return new ProblemError({
    type: 'forbidden',
    title: 'This is not allowed',
    status: 403,
    detail,
    ...(errors === undefined ? {} : { errors }),
  });
}

/** Nobody can tell whether a token of the identity provider is to be believed. */
export function identityProviderAway(): ProblemError {
  return new ProblemError({
    type: 'unavailable',
    title: 'The identity provider is not reachable right now',
    status: 503,
    detail: 'Try again in a few seconds.',
  });
}

/** Nothing can be sealed, so nothing secret may be taken. */
export function encryptionKeyMissing(): ProblemError {
  return new ProblemError({
    type: 'encryption-key-missing',
    title: 'Credentials cannot be stored',
    status: 503,
    detail: 'No encryption key is configured: set CLOUD_ENCRYPTION_KEY.',
  });
}
