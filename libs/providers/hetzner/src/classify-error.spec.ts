import { HttpStatusError, MalformedResponseError } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';

describe('classifyError', () => {
  it.each([
    [401, 'unauthorized', 'unauthenticated'],
    [401, 'token_readonly', 'denied'],
    [403, 'forbidden', 'denied'],
    [403, 'maintenance', 'unavailable'],
    [404, 'not_found', 'bug'],
    [405, 'method_not_allowed', 'bug'],
    [409, 'conflict', 'unavailable'],
    [410, 'deprecated_api_endpoint', 'bug'],
    [412, 'resource_unavailable', 'unavailable'],
    [422, 'invalid_input', 'bug'],
    [422, 'service_error', 'unavailable'],
    [423, 'locked', 'unavailable'],
    [429, 'rate_limit_exceeded', 'throttled'],
    [500, 'server_error', 'unavailable'],
    [503, 'unavailable', 'unavailable'],
    [504, 'timeout', 'unavailable'],
    [401, 'HTTP 401', 'unauthenticated'],
    [403, 'constructor', 'denied'],
    [429, 'HTTP 429', 'throttled'],
    [502, 'HTTP 502', 'unavailable'],
    [302, 'HTTP 302', 'malformed'],
  ])('reads %i %s as %s', (status, code, kind) => {
    expect(classifyError(new HttpStatusError(status, code, 'why'))).toEqual({
      kind,
      code,
      message: 'why',
    });
  });

  it('passes on what is to be waited', () => {
    const error = new HttpStatusError(429, 'rate_limit_exceeded', 'slow down', 5000);
    expect(classifyError(error).retryAfterMs).toBe(5000);
  });

  it('reads an answer that is no list as malformed', () => {
    expect(classifyError(new MalformedResponseError('no list of servers')).kind).toBe('malformed');
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
