import { HttpStatusError, MalformedResponseError } from '@skyledger/provider-sdk';
import { classifyError, isGone } from './classify-error';

describe('classifyError', () => {
  it.each([
    [401, 'ExpiredAuthenticationToken', 'expired'],
    [401, 'InvalidAuthenticationToken', 'unauthenticated'],
    [401, 'InvalidAuthenticationTokenTenant', 'unauthenticated'],
    [401, 'HTTP 401', 'unauthenticated'],
    [403, 'AuthorizationFailed', 'denied'],
    [403, 'constructor', 'denied'],
    [404, 'SubscriptionNotFound', 'denied'],
    [404, 'ResourceNotFound', 'bug'],
    [400, 'InvalidApiVersionParameter', 'bug'],
    [400, 'NoRegisteredProviderFound', 'bug'],
    [409, 'MissingSubscriptionRegistration', 'disabled'],
    [409, 'Conflict', 'unavailable'],
    [429, 'SubscriptionRequestsThrottled', 'throttled'],
    [429, 'TooManyRequests', 'throttled'],
    [429, 'Conflict', 'throttled'],
    [500, 'InternalServerError', 'unavailable'],
    [503, 'ServerTimeout', 'unavailable'],
    [504, 'GatewayTimeout', 'unavailable'],
    [302, 'HTTP 302', 'malformed'],
    [401, 'invalid_client', 'unauthenticated'],
    [400, 'unauthorized_client', 'unauthenticated'],
    [400, 'invalid_request', 'unauthenticated'],
    [400, 'temporarily_unavailable', 'unavailable'],
  ])('reads %i %s as %s', (status, code, kind) => {
    const fault = classifyError(new HttpStatusError(status, code, 'why'));
    expect(fault).toEqual({ kind, code, message: 'why' });
  });

  it('sees an ended token that comes with the code of an invalid one', () => {
    const message = 'IDX10223: Lifetime validation failed. The token is expired.';
    const error = new HttpStatusError(401, 'InvalidAuthenticationToken', message);
    expect(classifyError(error).kind).toBe('expired');
  });

  it('passes on what is to be waited', () => {
    const error = new HttpStatusError(429, 'TooManyRequests', 'slow down', 17_000);
    expect(classifyError(error).retryAfterMs).toBe(17_000);
  });

  it('knows what has gone since it was listed', () => {
    const gone = new HttpStatusError(404, 'ResourceNotFound', 'not there');
    expect(isGone(classifyError(gone))).toBe(true);
    const missing = new HttpStatusError(404, 'SubscriptionNotFound', 'not there');
    expect(isGone(classifyError(missing))).toBe(false);
  });

  it.each([
    ['CredentialUnavailableError', undefined, 'unauthenticated'],
    ['AuthenticationError', 400, 'unauthenticated'],
    ['AuthenticationError', 429, 'throttled'],
    ['AuthenticationError', 503, 'unavailable'],
  ])('reads %s %s of the identity library as %s', (name, statusCode, kind) => {
    const error = Object.assign(new Error('no identity\nTrace ID: 1'), { name, statusCode });
    expect(classifyError(error)).toEqual({ kind, code: name, message: 'no identity' });
  });

  it('reads an answer that is no list as malformed, a reset as unavailable, the rest as a bug', () => {
    expect(classifyError(new MalformedResponseError('no list')).kind).toBe('malformed');
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(classifyError(new TypeError('fetch failed', { cause })).kind).toBe('unavailable');
    expect(classifyError(new TypeError('x is not a function')).kind).toBe('bug');
  });
});
