import { HttpStatusError, MalformedResponseError, ProviderError } from '@skyledger/provider-sdk';
import { classifyError, isDenied, isGone } from './classify-error';

const wrapped = (error: unknown): ProviderError =>
  new ProviderError(classifyError(error), 'GET /ipblocks', { cause: error });

describe('classifyError', () => {
  it.each([
    [401, '315', 'unauthenticated'],
    [403, '331', 'denied'],
    [403, 'constructor', 'denied'],
    [404, '309', 'bug'],
    [409, '100', 'unavailable'],
    [422, '100', 'bug'],
    [423, '100', 'unavailable'],
    [429, '340', 'throttled'],
    [500, '300', 'unavailable'],
    [502, 'HTTP 502', 'unavailable'],
    [503, '300', 'unavailable'],
    [504, 'HTTP 504', 'unavailable'],
    [302, 'HTTP 302', 'malformed'],
  ])('reads %i %s as %s', (status, code, kind) => {
    const fault = classifyError(new HttpStatusError(status, code, 'why'));
    expect(fault).toEqual({ kind, code, message: 'why' });
  });

  it('passes on what is to be waited', () => {
    expect(classifyError(new HttpStatusError(503, '300', 'later', 5000)).retryAfterMs).toBe(5000);
  });

  it('reads an answer that is no list as malformed', () => {
    expect(classifyError(new MalformedResponseError('no list')).kind).toBe('malformed');
  });

  it('reads a reset connection as unavailable', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(classifyError(new TypeError('fetch failed', { cause })).kind).toBe('unavailable');
  });

  it('reads our own mistakes as such', () => {
    expect(classifyError(new TypeError('x is not a function')).kind).toBe('bug');
  });
});

describe('what was refused', () => {
  it('is gone when it does not exist', () => {
    expect(isGone(wrapped(new HttpStatusError(404, '309', 'why')))).toBe(true);
    expect(isGone(wrapped(new HttpStatusError(403, '331', 'why')))).toBe(false);
    expect(isGone(new HttpStatusError(404, '309', 'why'))).toBe(false);
  });

  it('is denied when a right is missing', () => {
    expect(isDenied(wrapped(new HttpStatusError(403, '331', 'why')))).toBe(true);
    expect(isDenied(wrapped(new HttpStatusError(401, '315', 'why')))).toBe(false);
    expect(isDenied(null)).toBe(false);
  });
});
