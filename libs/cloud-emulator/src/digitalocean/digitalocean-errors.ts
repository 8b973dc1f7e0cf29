import type { Refusal } from '../cloud/rest-api';
import type { Answer } from '../server/exchange';

/** A refusal in the envelope of the API: an id for the status, and a message. */
export function refuse(refusal: Refusal): Answer {
  switch (refusal.kind) {
    // A token that has ended is not told from one that never was.
    case 'unauthorized':
    case 'expired':
      return errorAnswer(401, 'unauthorized', 'Unable to authenticate you.');
    case 'forbidden':
      return errorAnswer(403, 'forbidden', 'You are not authorized to perform this operation');
    case 'not-found':
      return errorAnswer(404, 'not_found', 'The resource you requested could not be found.');
    case 'invalid':
      return errorAnswer(422, 'unprocessable_entity', refusal.message);
    case 'throttled': {
      const { retryAfterSeconds: wait } = refusal;
      const answer = errorAnswer(429, 'too_many_requests', 'API rate limit exceeded.');
      if (wait === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, 'retry-after': String(wait) } };
    }
    case 'failure':
      return failure(refusal.status);
    default:
      return refusal satisfies never;
  }
}

/** The gateway in front of the API answers in HTML. */
function failure(status: 500 | 502 | 503 | 504): Answer {
  if (status === 502 || status === 504) {
    const title = status === 502 ? '502 Bad Gateway' : '504 Gateway Time-out';
    const body = `<html><head><title>${title}</title></head><body></body></html>`;
    return { status, headers: { 'content-type': 'text/html' }, body };
  }
  return status === 500
    ? errorAnswer(500, 'server_error', 'Unexpected server-side error')
    : errorAnswer(503, 'service_unavailable', 'Server was unable to give you a response.');
}

function errorAnswer(status: number, id: string, message: string): Answer {
  const body = { id, message, request_id: '4d9d8375-3c56-4925-a3e7-eb137fed17e9' };
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
