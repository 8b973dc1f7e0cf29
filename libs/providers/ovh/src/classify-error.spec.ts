import {
  GuardRefusal,
  HttpStatusError,
  MalformedResponseError,
  ProviderError,
} from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';

describe('classifyError', () => {
  it.each([
    [403, 'NOT_GRANTED_CALL', 'denied'],
    [403, 'NOT_CREDENTIAL', 'unauthenticated'],
    [403, 'INVALID_CREDENTIAL', 'unauthenticated'],
    [401, 'INVALID_CREDENTIAL', 'unauthenticated'],
    [403, 'INVALID_KEY', 'unauthenticated'],
    [400, 'INVALID_SIGNATURE', 'unauthenticated'],
    [400, 'QUERY_TIME_OUT', 'expired'],
    [401, 'invalid_client', 'unauthenticated'],
    [401, 'Client::Unauthorized', 'expired'],
    [401, 'HTTP 401', 'expired'],
    [403, 'Client::Forbidden', 'denied'],
    [403, 'constructor', 'denied'],
    [404, 'Client::NotFound', 'disabled'],
    [404, 'NOT_FOUND', 'disabled'],
    [460, 'HTTP 460', 'disabled'],
    [501, 'HTTP 501', 'disabled'],
    [400, 'Client::BadRequest', 'bug'],
    [409, 'Client::Conflict', 'unavailable'],
    [429, 'HTTP 429', 'throttled'],
    [500, 'Server::InternalServerError', 'unavailable'],
    [502, 'HTTP 502', 'unavailable'],
    [503, 'HTTP 503', 'unavailable'],
    [302, 'HTTP 302', 'malformed'],
  ])('reads %i %s as %s', (status, code, kind) => {
    expect(classifyError(new HttpStatusError(status, code, 'why'))).toEqual({
      kind,
      code,
      message: 'why',
    });
  });

  it.each([
    [403, 'This call has not been granted', 'denied', 'NOT_GRANTED_CALL'],
    [403, 'This credential does not exist', 'unauthenticated', 'NOT_CREDENTIAL'],
    [403, 'This credential is not valid', 'unauthenticated', 'INVALID_CREDENTIAL'],
    [403, 'This application key is invalid', 'unauthenticated', 'INVALID_KEY'],
    [400, 'Invalid signature', 'unauthenticated', 'INVALID_SIGNATURE'],
    [400, 'Query out of time', 'expired', 'QUERY_TIME_OUT'],
  ])('knows %i "%s" without its code', (status, message, kind, code) => {
    const error = new HttpStatusError(status, 'Client::Forbidden', message);
    expect(classifyError(error)).toEqual({ kind, code, message });
  });

  it('leaves what is classified as it is', () => {
    const fault = { kind: 'denied', code: 'OPENSTACK_LOGIN_REFUSED', message: 'no' } as const;
    expect(classifyError(new ProviderError(fault, 'login'))).toBe(fault);
  });

  it('reads an address that must not be connected to as a bad answer of who named it', () => {
    const cause = new GuardRefusal('ADDRESS_REFUSED', 'connections to 127.0.0.1 are not allowed');
    expect(classifyError(new TypeError('fetch failed', { cause }))).toEqual({
      kind: 'malformed',
      code: 'ADDRESS_REFUSED',
      message: 'connections to 127.0.0.1 are not allowed',
    });
  });

  it('passes on what is to be waited', () => {
    const error = new HttpStatusError(429, 'HTTP 429', 'slow down', 5000);
    expect(classifyError(error)).toMatchObject({ kind: 'throttled', retryAfterMs: 5000 });
  });

  it('reads an answer that is no list as malformed', () => {
    expect(classifyError(new MalformedResponseError('no list')).kind).toBe('malformed');
  });

  it('reads a reset connection as unavailable and our own mistakes as such', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(classifyError(new TypeError('fetch failed', { cause })).kind).toBe('unavailable');
    expect(classifyError(new TypeError('x is not a function')).kind).toBe('bug');
  });
});
