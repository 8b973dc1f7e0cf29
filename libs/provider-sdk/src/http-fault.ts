import { HttpStatusError, MalformedResponseError } from './http-error';
import type { FaultKind, ProviderFault } from './provider-error';

/**
 * Classifies what an `HttpClient` throws, by status and by kind of network failure. A provider
 * refines it with the meaning of its own codes.
 */
export function classifyHttpError(error: unknown): ProviderFault {
  if (error instanceof HttpStatusError) {
    return {
      kind: kindOfStatus(error.status),
      code: error.code,
      message: error.message,
      ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    };
  }
  if (error instanceof MalformedResponseError) {
    return { kind: 'malformed', code: 'MalformedResponse', message: error.message };
  }
  const code = networkCode(error);
  if (code !== null) {
    return { kind: 'unavailable', code, message: `no complete answer (${code})` };
  }
  return {
    kind: 'bug',
    code: error instanceof Error ? error.name : 'Unknown',
    message: error instanceof Error ? error.message : 'an unknown error was thrown',
  };
}

function kindOfStatus(status: number): FaultKind {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'denied';
  if (status === 429) return 'throttled';
  if (status === 408 || status === 425 || status >= 500) return 'unavailable';
  // A redirect comes from something between us and the API, or from a wrong endpoint.
  if (status < 400) return 'malformed';
  return 'bug';
}

/**
 * The code of a failed or cut connection: undici's (`UND_ERR_*`), Node's (`ECONNRESET`,
 * `ENOTFOUND`, `CERT_HAS_EXPIRED`, ...) or an abort's name. `fetch` hides it in the cause.
 */
function networkCode(error: unknown): string | null {
  let current = error;
  for (let depth = 0; depth < 5 && isErrorLike(current); depth += 1) {
    if (current.name === 'AbortError' || current.name === 'TimeoutError') return current.name;
    // Node's own mistakes in arguments (`ERR_INVALID_ARG_TYPE`) are ours, not the network's.
    if (typeof current.code === 'string' && !/^ERR_(?!SSL|TLS)/.test(current.code)) {
      return current.code;
    }
    if (current.cause === undefined && current.errors === undefined) {
      return isFetchFailure(current) ? 'FetchFailed' : null;
    }
    current = Array.isArray(current.errors) ? current.errors[0] : current.cause;
  }
  return null;
}

interface ErrorLike {
  name: string;
  message: string;
  code?: unknown;
  cause?: unknown;
  /** Of an `AggregateError`, one for each address tried. */
  errors?: unknown;
}

/** By shape and not by class: a `DOMException` is not an `Error` in every realm. */
function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value;
}

/** undici reports some failures by text alone. */
function isFetchFailure(error: ErrorLike): boolean {
  return error.name === 'TypeError' && /^(fetch failed|terminated)$/.test(error.message);
}
