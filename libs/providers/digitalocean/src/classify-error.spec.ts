import { HttpStatusError, MalformedResponseError } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';

describe('classifyError', () => {
  it.each([
    [401, 'unauthorized', 'unauthenticated'],
    [403, 'forbidden', 'denied'],
    [404, 'not_found', 'bug'],
    [422, 'unprocessable_entity', 'bug'],
    [429, 'too_many_requests', 'throttled'],
    [500, 'server_error', 'unavailable'],
    [503, 'service_unavailable', 'unavailable'],
    [502, 'HTTP 502', 'unavailable'],
    [302, 'HTTP 302', 'malformed'],
    [403, 'InvalidAccessKeyId', 'unauthenticated'],
    [403, 'SignatureDoesNotMatch', 'unauthenticated'],
    [403, 'AccessDenied', 'denied'],
    [403, 'RequestTimeTooSkewed', 'unavailable'],
    [503, 'SlowDown', 'throttled'],
    [403, 'constructor', 'denied'],
  ])('reads %i %s as %s', (status, code, kind) => {
    expect(classifyError(new HttpStatusError(status, code, 'why'))).toEqual({
      kind,
      code,
      message: 'why',
    });
  });

  it('passes on what is to be waited', () => {
    const error = new HttpStatusError(429, 'too_many_requests', 'slow down', 5000);
    expect(classifyError(error).retryAfterMs).toBe(5000);
  });

  it('reads an answer that is no list as malformed', () => {
    expect(classifyError(new MalformedResponseError('no list of volumes')).kind).toBe('malformed');
  });

  it('reads a reset connection as unavailable', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(classifyError(new TypeError('fetch failed', { cause }))).toMatchObject({
      kind: 'unavailable',
      code: 'ECONNRESET',
    });
  });

  it('reads our own mistakes as such', () => {
    expect(classifyError(new TypeError('x is not a function')).kind).toBe('bug');
  });
});
