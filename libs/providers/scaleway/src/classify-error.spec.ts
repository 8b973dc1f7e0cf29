import { HttpStatusError, MalformedResponseError } from '@skyledger/provider-sdk';
import { classifyError, isNotFound, readError } from './classify-error';

describe('classifyError', () => {
  it.each([
    [401, 'denied_authentication', 'unauthenticated'],
    [401, 'denied_authentication.expired', 'expired'],
    [403, 'denied_authentication', 'unauthenticated'],
    [403, 'permissions_denied', 'denied'],
    [404, 'not_found', 'bug'],
    [404, 'unknown_resource', 'bug'],
    [400, 'invalid_arguments', 'bug'],
    [400, 'invalid_request_error', 'bug'],
    [409, 'transient_state', 'unavailable'],
    [423, 'locked', 'unavailable'],
    [429, 'too_many_requests', 'throttled'],
    [429, 'HTTP 429', 'throttled'],
    [500, 'internal', 'unavailable'],
    [503, 'HTTP 503', 'unavailable'],
    [403, 'AccessDenied', 'denied'],
    [403, 'SignatureDoesNotMatch', 'unauthenticated'],
    [503, 'SlowDown', 'throttled'],
    [401, 'HTTP 401', 'unauthenticated'],
    [403, 'constructor', 'denied'],
    [302, 'HTTP 302', 'malformed'],
  ])('reads %i %s as %s', (status, code, kind) => {
    expect(classifyError(new HttpStatusError(status, code, 'why'))).toEqual({
      kind,
      code,
      message: 'why',
    });
  });

  it('passes on what is to be waited', () => {
    const error = new HttpStatusError(429, 'HTTP 429', 'slow down', 5000);
    expect(classifyError(error).retryAfterMs).toBe(5000);
  });

  it('reads an answer that is no list as malformed', () => {
    expect(classifyError(new MalformedResponseError('no list of servers')).kind).toBe('malformed');
  });

  it('reads a reset connection as unavailable', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(classifyError(new TypeError('fetch failed', { cause })).kind).toBe('unavailable');
  });

  it('reads our own mistakes as such', () => {
    expect(classifyError(new TypeError('x is not a function')).kind).toBe('bug');
  });
});

describe('readError', () => {
  it('names what may not be done', () => {
    const details = [{ action: 'read', resource: 'instance_servers' }, { resource: 'x' }, null];
    const body = { type: 'permissions_denied', message: 'insufficient permissions', details };
    expect(readError(body)).toEqual({
      code: 'permissions_denied',
      message: 'insufficient permissions: read instance_servers, x',
    });
  });

  it('tells a key that has expired from one that is wrong', () => {
    const body = { type: 'denied_authentication', message: 'authentication is denied' };
    expect(readError({ ...body, reason: 'expired' }).code).toBe('denied_authentication.expired');
    expect(readError({ ...body, reason: 'not_found' }).code).toBe('denied_authentication');
  });

  it.each([null, 'text', 7, [], { type: 7, message: null, details: {} }])(
    'reads nothing from %j',
    (body) => {
      expect(readError(body)).toEqual({ code: undefined, message: undefined });
    },
  );
});

describe('isNotFound', () => {
  it.each([
    ['not_found', true],
    ['unknown_resource', true],
    ['HTTP 404', true],
    ['permissions_denied', false],
  ])('%s: %p', (code, expected) => {
    expect(isNotFound({ kind: 'bug', code, message: '' })).toBe(expected);
  });
});
