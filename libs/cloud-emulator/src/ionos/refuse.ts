import type { Refusal } from '../cloud/rest-api';
import type { Answer } from '../server/exchange';

/** A refusal in the envelope that all of IONOS Cloud's APIs share. */
export function refuse(refusal: Refusal): Answer {
  switch (refusal.kind) {
    case 'unauthorized':
    case 'expired':
      return errorAnswer(401, '315', 'Unauthorized');
    case 'forbidden':
      return errorAnswer(403, '331', 'Access to the resource is denied');
    case 'not-found':
      return errorAnswer(404, '309', 'Resource does not exist');
    case 'invalid':
      return errorAnswer(422, '100', `[(root)] ${refusal.message}`);
    case 'throttled': {
      const { retryAfterSeconds } = refusal;
      return errorAnswer(
        429,
        '340',
        'Rate limit exceeded',
        retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
      );
    }
    case 'failure':
      return refusal.status === 502
        ? {
            status: 502,
            headers: { 'content-type': 'text/html' },
            body: '<html><head><title>502 Bad Gateway</title></head><body></body></html>',
          }
        : errorAnswer(refusal.status, '300', 'The request could not be answered');
  }
}

function errorAnswer(
  httpStatus: number,
  errorCode: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status: httpStatus,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ httpStatus, messages: [{ errorCode, message }] }),
  };
}
