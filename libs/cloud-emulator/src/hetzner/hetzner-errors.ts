import type { Answer } from '../server/exchange';

/** An error in the envelope of the Hetzner API; codes as its documentation lists them. */
export class HetznerError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function unauthorized(): HetznerError {
  return new HetznerError(401, 'unauthorized', 'unable to authenticate');
}

export function forbidden(): HetznerError {
  return new HetznerError(403, 'forbidden', 'insufficient permissions for this request');
}

export function rateLimitExceeded(perHour: number, retryAfterSeconds?: number): HetznerError {
  return new HetznerError(
    429,
    'rate_limit_exceeded',
    `limit of ${perHour} requests per hour reached`,
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );
}

export function invalidInput(field: string, problem: string): HetznerError {
  return new HetznerError(422, 'invalid_input', `invalid input in field '${field}': ${problem}`);
}

/** A failure of the service; a bad gateway answers in HTML, not in the API's envelope. */
export function serviceFailure(status: 500 | 502 | 503 | 504): HetznerError {
  const codes = { 500: 'server_error', 502: 'bad_gateway', 503: 'unavailable', 504: 'timeout' };
  return new HetznerError(status, codes[status], 'the request could not be answered');
}

export function hetznerErrorAnswer(
  error: HetznerError,
  headers: Readonly<Record<string, string>>,
): Answer {
  if (error.status === 502) {
    const body = '<html><head><title>502 Bad Gateway</title></head><body></body></html>';
    return { status: 502, headers: { 'content-type': 'text/html' }, body };
  }
  const { code, message } = error;
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', ...headers, ...error.headers },
    body: JSON.stringify({ error: { code, message, details: null } }),
  };
}
