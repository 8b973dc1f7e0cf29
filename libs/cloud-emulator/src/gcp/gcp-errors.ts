import type { Refusal } from '../cloud/rest-api';
import type { RestAnswer } from '../cloud/rest-route';
import type { Answer } from '../server/exchange';

interface GoogleError {
  readonly code: number;
  readonly message: string;
  readonly status: string;
  /** Of the older part of the error, which Compute Engine, Storage and Cloud SQL send. */
  readonly reason: string;
  readonly domain?: string;
  /** `reason`, `domain` and `metadata` of `google.rpc.ErrorInfo`. */
  readonly info?: { readonly reason: string; readonly metadata: Readonly<Record<string, string>> };
}

/** The envelope of all of Google's JSON APIs: the newer and the older way to say why, side by side. */
export function errorBody(error: GoogleError): Record<string, unknown> {
  const { code, message, status, reason, domain = 'global', info } = error;
  return {
    error: {
      code,
      message,
      errors: [{ message, domain, reason }],
      status,
      ...(info === undefined
        ? {}
        : {
            details: [
              {
                '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
                reason: info.reason,
                domain: 'googleapis.com',
                metadata: info.metadata,
              },
            ],
          }),
    },
  };
}

/** What every API says that was not switched on in the project. */
export function serviceDisabled(service: string, projectNumber: string): RestAnswer {
  return {
    status: 403,
    body: errorBody({
      code: 403,
      message: `${service} has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/${service}/overview?project=${projectNumber} then retry.`,
      status: 'PERMISSION_DENIED',
      reason: 'accessNotConfigured',
      domain: 'usageLimits',
      info: {
        reason: 'SERVICE_DISABLED',
        metadata: { consumer: `projects/${projectNumber}`, service },
      },
    }),
  };
}

/** Compute Engine says "too fast" with 403, the others with 429. */
export function refuse(refusal: Refusal, path: string): Answer {
  const retry =
    refusal.kind === 'throttled' && refusal.retryAfterSeconds !== undefined
      ? { 'retry-after': String(refusal.retryAfterSeconds) }
      : undefined;
  if (refusal.kind === 'failure' && refusal.status === 502) {
    const body = '<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title>';
    return { status: 502, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
  }
  const error = errorOf(refusal, path);
  return {
    status: error.code,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...retry },
    body: JSON.stringify(errorBody(error)),
  };
}

function errorOf(refusal: Refusal, path: string): GoogleError {
  switch (refusal.kind) {
    case 'unauthorized':
    case 'expired':
      return {
        code: 401,
        message: 'Request had invalid authentication credentials. Expected OAuth 2 access token.',
        status: 'UNAUTHENTICATED',
        reason: 'authError',
        ...(refusal.kind === 'expired'
          ? { info: { reason: 'ACCESS_TOKEN_EXPIRED', metadata: {} } }
          : {}),
      };
    case 'forbidden':
      return {
        code: 403,
        message: 'The caller does not have permission',
        status: 'PERMISSION_DENIED',
        reason: 'forbidden',
      };
    case 'not-found':
      return {
        code: 404,
        message: `The resource '${path}' was not found`,
        status: 'NOT_FOUND',
        reason: 'notFound',
      };
    case 'throttled':
      return path.startsWith('/compute/')
        ? {
            code: 403,
            message:
              "Quota exceeded for quota metric 'List requests' of service 'compute.googleapis.com'",
            status: 'PERMISSION_DENIED',
            reason: 'rateLimitExceeded',
            domain: 'usageLimits',
          }
        : {
            code: 429,
            message: 'Quota exceeded for quota metric and limit of the service.',
            status: 'RESOURCE_EXHAUSTED',
            reason: 'rateLimitExceeded',
            info: { reason: 'RATE_LIMIT_EXCEEDED', metadata: {} },
          };
    case 'failure':
      return {
        code: refusal.status,
        message: 'The service is currently unavailable.',
        status: refusal.status === 504 ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE',
        reason: 'backendError',
      };
    case 'invalid':
      return {
        code: 400,
        message: refusal.message,
        status: 'INVALID_ARGUMENT',
        reason: 'invalid',
      };
  }
}
