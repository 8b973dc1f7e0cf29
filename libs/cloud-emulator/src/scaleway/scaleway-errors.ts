import type { Refusal } from '../cloud/rest-api';
import type { Answer } from '../server/exchange';

/** A refusal in the words of the gateway of the API (scw/errors.go of the official SDK). */
export function refuse(refusal: Refusal, path: string): Answer {
  switch (refusal.kind) {
    case 'unauthorized':
      return denied('not_found');
    case 'expired':
      return denied('expired');
    case 'forbidden':
      return json(403, {
        details: [{ action: 'read', resource: resourceOf(path) }],
        message: 'insufficient permissions',
        type: 'permissions_denied',
      });
    case 'not-found':
      return json(404, {
        message: 'resource is not found',
        resource: resourceOf(path),
        resource_id: path.split('/').at(-1) ?? '',
        type: 'not_found',
      });
    case 'throttled':
      return throttled(refusal.retryAfterSeconds);
    case 'invalid':
      return json(400, {
        details: [{ argument_name: refusal.message, reason: 'constraint', help_message: '' }],
        message: 'invalid argument(s)',
        type: 'invalid_arguments',
      });
    case 'failure':
      return failure(refusal.status);
  }
}

function denied(reason: string): Answer {
  return json(401, {
    message: 'authentication is denied',
    method: 'api_key',
    reason,
    type: 'denied_authentication',
  });
}

/** It has no body, and a header only where a test wants one. */
function throttled(retryAfterSeconds: number | undefined): Answer {
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return { status: 429, headers, body: '' };
}

function failure(status: number): Answer {
  if (status === 502 || status === 504) {
    const body = `<html><head><title>${status}</title></head><body></body></html>`;
    return { status, headers: { 'content-type': 'text/html' }, body };
  }
  return json(status, { message: 'internal error', type: 'internal' });
}

/** `instance_servers` of `/instance/v1/zones/fr-par-1/servers`. */
function resourceOf(path: string): string {
  const [, service = '', , , , kind = ''] = path.split('/');
  return kind === '' ? service : `${service}_${kind}`;
}

function json(status: number, body: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
