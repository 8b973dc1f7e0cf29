import { ProviderError, type FaultKind, type ProviderFault } from '@skyledger/provider-sdk';
import { NO_SUCH_HOST, UNKNOWN_KEY_CODES, kindOfCode, needsOptIn } from './fault-codes';
import { RequestFailure } from './request-failure';

const LONGEST_MESSAGE = 300;
/** From here on AWS may find a signature too old or too new, in milliseconds; it refuses at five minutes. */
const CLOCK_OFF_MS = 240_000;

/** What may be found on an SDK error; `$response` is hidden from enumeration. */
interface SdkError {
  name?: unknown;
  code?: unknown;
  Code?: unknown;
  message?: unknown;
  $metadata?: { httpStatusCode?: unknown };
  $response?: { headers?: Record<string, unknown>; statusCode?: unknown };
}

/** Sorts an error of the SDK, of the network or of our own reading into the kinds of faults. */
export function classifyAwsError(error: unknown): ProviderFault {
  if (error instanceof ProviderError) return error.fault;
  const region = error instanceof RequestFailure ? error.region : null;
  const cause = error instanceof RequestFailure ? error.cause : error;
  if (typeof cause !== 'object' || cause === null) {
    return { kind: 'bug', code: 'Unknown', message: plain(String(cause)) };
  }
  const failure = cause as SdkError;
  const status = statusOf(failure);
  const code = codeOf(failure, status);
  const text = typeof failure.message === 'string' ? failure.message : '';
  const kind = isSignedByWrongClock(failure, code, text)
    ? 'unavailable'
    : kindOf(code, text, status, region);
  const retryAfterMs = retryAfterOf(failure);
  return {
    kind,
    code,
    message: reasonFor(kind, code, text, status, region),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
}

/**
 * Whether our clock is off. The SDK corrects its own by the answer's date, so that the same request is
 * signed well the next time. EC2 has one code for a request and for a session that has expired.
 */
function isSignedByWrongClock(failure: SdkError, code: string, text: string): boolean {
  if (/^Signature (expired|not yet current)/.test(text)) return true;
  if (code !== 'RequestExpired') return false;
  return Math.abs(Date.now() - Date.parse(headerOf(failure, 'date') ?? '')) > CLOCK_OFF_MS;
}

function kindOf(
  code: string,
  text: string,
  status: number | null,
  region: string | null,
): FaultKind {
  if (region !== null && UNKNOWN_KEY_CODES.has(code) && needsOptIn(region)) return 'disabled';
  if (region !== null && code === NO_SUCH_HOST) return 'disabled';
  // The SDK asks for it before it signs, whatever was to be sent: it is about who we are.
  if (/\bsts:AssumeRoleWithWebIdentity\b/.test(text)) return 'unauthenticated';
  const known = kindOfCode(code);
  if (known !== null) return known;
  if (/^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/.test(code)) {
    return 'unavailable';
  }
  if (status !== null && status >= 500) return 'unavailable';
  if (status === 429) return 'throttled';
  if (isCut(text)) return 'unavailable';
  if (isUnreadable(text)) return 'malformed';
  if (/^(InvalidParameter|Validation|InvalidArgument|InvalidInput|BadRequest)/.test(code)) {
    return /\b(next)?(token|marker)\b/i.test(text) ? 'malformed' : 'bug';
  }
  if (status === 401) return 'unauthenticated';
  return status === 403 ? 'denied' : 'bug';
}

/** Whether the SDK could not make sense of a body, as it is when the body was cut. */
function isUnreadable(text: string): boolean {
  return /Deserialization error|XML parse error|Unclosed tag|Unexpected (end|token)/i.test(text);
}

/** Whether the connection ended before the body did; the SDK may hide Node's code in the text. */
function isCut(text: string): boolean {
  return /: aborted\b|socket hang up|premature close/i.test(text);
}

function codeOf(failure: SdkError, status: number | null): string {
  const generic = new Set(['Error', 'AggregateError', 'Unknown', 'UnknownError']);
  for (const candidate of [failure.name, failure.Code, failure.code]) {
    if (typeof candidate !== 'string' || candidate === '' || generic.has(candidate)) continue;
    return candidate.replace(/^(Client|Server)\./, '').slice(0, 100);
  }
  const text = typeof failure.message === 'string' ? failure.message : '';
  if (isCut(text)) return 'ConnectionCut';
  if (isUnreadable(text)) return 'UnreadableAnswer';
  return status === null ? 'Unknown' : `HTTP${status}`;
}

function statusOf({ $metadata, $response }: SdkError): number | null {
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  return typeof status === 'number' ? status : null;
}

function headerOf({ $response }: SdkError, name: string): string | null {
  const header = Object.entries($response?.headers ?? {}).find(
    ([each]) => each.toLowerCase() === name,
  )?.[1];
  return typeof header === 'string' ? header : null;
}

function retryAfterOf(failure: SdkError): number | null {
  const header = headerOf(failure, 'retry-after');
  if (header === null) return null;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? null : Math.max(0, Math.ceil(wait));
}

/** A reason people can act on. Where AWS's own text may echo secrets, ours stands instead. */
function reasonFor(
  kind: FaultKind,
  code: string,
  text: string,
  status: number | null,
  region: string | null,
): string {
  if (kind === 'unauthenticated' && /Signature/.test(code)) {
    return 'the signature was refused: the secret access key is wrong';
  }
  if (kind === 'disabled' && UNKNOWN_KEY_CODES.has(code)) {
    return `the region ${region} is not enabled for this account`;
  }
  if (kind === 'disabled' && code === NO_SUCH_HOST) {
    return `AWS does not offer this service in the region ${region}`;
  }
  if (code === 'AbortError') return 'the request was given up at its deadline';
  const reason = plain(text);
  if (reason !== '' && !/^Unknown(Error)?$/.test(reason)) return reason;
  return status === null ? `AWS answered ${code}` : `AWS answered ${code} with status ${status}`;
}

/** One short line without encoded authorization messages, tokens and key ids. */
function plain(text: string): string {
  const line = text
    .replace(/Encoded authorization failure message:.*$/s, '')
    .replace(/Deserialization error: to see the raw response.*$/s, '')
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{8,}\b/g, '$1…')
    .replace(/[A-Za-z0-9+/=_-]{80,}/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1)}…`;
}
