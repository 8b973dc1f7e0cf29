import { HttpStatusError, MalformedResponseError } from '@skyledger/provider-sdk';
import { classifyError, SourceIdentityError } from './classify-error';

describe('classifyError', () => {
  it.each([
    [401, 'authError', 'expired'],
    [401, 'ACCESS_TOKEN_EXPIRED', 'expired'],
    [401, 'HTTP 401', 'expired'],
    [403, 'forbidden', 'denied'],
    [403, 'IAM_PERMISSION_DENIED', 'denied'],
    [403, 'PERMISSION_DENIED', 'denied'],
    [403, 'constructor', 'denied'],
    [403, 'SERVICE_DISABLED', 'disabled'],
    [403, 'accessNotConfigured', 'disabled'],
    [403, 'rateLimitExceeded', 'throttled'],
    [403, 'userRateLimitExceeded', 'throttled'],
    [403, 'quotaExceeded', 'throttled'],
    [429, 'RATE_LIMIT_EXCEEDED', 'throttled'],
    [429, 'HTTP 429', 'throttled'],
    [404, 'notFound', 'denied'],
    [404, 'HTTP 404', 'bug'],
    [400, 'invalid', 'bug'],
    [400, 'invalid_grant', 'unauthenticated'],
    [401, 'invalid_client', 'unauthenticated'],
    [500, 'backendError', 'unavailable'],
    [502, 'HTTP 502', 'unavailable'],
    [503, 'backendError', 'unavailable'],
    [302, 'HTTP 302', 'malformed'],
  ])('reads %i %s as %s', (status, code, kind) => {
    expect(classifyError(new HttpStatusError(status, code, 'why'))).toEqual({
      kind,
      code,
      message: 'why',
    });
  });

  it('passes on what is to be waited', () => {
    const error = new HttpStatusError(429, 'RATE_LIMIT_EXCEEDED', 'slow down', 5000);
    expect(classifyError(error).retryAfterMs).toBe(5000);
  });

  it.each([
    ['an answer that is no list', new MalformedResponseError('no list'), 'malformed'],
    ['an identity that cannot be read', new SourceIdentityError('no file'), 'unauthenticated'],
    [
      'a reset connection',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }),
      'unavailable',
    ],
    ['our own mistake', new TypeError('x is not a function'), 'bug'],
  ])('reads %s', (_what, error, kind) => {
    expect(classifyError(error).kind).toBe(kind);
  });
});
