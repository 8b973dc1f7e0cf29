import { HttpStatusError, MalformedResponseError } from './http-error';
import { classifyHttpError } from './http-fault';

const coded = (code: string): Error => Object.assign(new Error('socket'), { code });

describe('classifyHttpError', () => {
  it.each([
    [302, 'malformed'],
    [400, 'bug'],
    [401, 'unauthenticated'],
    [403, 'denied'],
    [404, 'bug'],
    [408, 'unavailable'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('reads status %i as %s', (status, kind) => {
    const error = new HttpStatusError(status, 'code', 'why', 1000);
    expect(classifyHttpError(error)).toEqual({
      kind,
      code: 'code',
      message: 'why',
      retryAfterMs: 1000,
    });
  });

  it.each([
    [
      'a refused connection',
      new TypeError('fetch failed', { cause: coded('ECONNREFUSED') }),
      'ECONNREFUSED',
    ],
    [
      'a cut body',
      new TypeError('terminated', { cause: coded('UND_ERR_SOCKET') }),
      'UND_ERR_SOCKET',
    ],
    ['a failure without a cause', new TypeError('fetch failed'), 'FetchFailed'],
    [
      'all addresses failing',
      new TypeError('fetch failed', { cause: new AggregateError([coded('ENETUNREACH')]) }),
      'ENETUNREACH',
    ],
    [
      'a bad certificate',
      new TypeError('fetch failed', { cause: coded('ERR_TLS_CERT_ALTNAME_INVALID') }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['a deadline', new DOMException('too late', 'TimeoutError'), 'TimeoutError'],
  ])('reads %s as unavailable', (_what, error, code) => {
    expect(classifyHttpError(error)).toMatchObject({ kind: 'unavailable', code });
  });

  it('reads a malformed response as malformed', () => {
    expect(classifyHttpError(new MalformedResponseError('cut')).kind).toBe('malformed');
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'x')"),
    Object.assign(new TypeError('bad argument'), { code: 'ERR_INVALID_ARG_TYPE' }),
    'thrown text',
    undefined,
  ])('reads %p as a bug', (error) => {
    expect(classifyHttpError(error).kind).toBe('bug');
  });

  it('survives a cause that leads back to itself', () => {
    const error = new Error('loop');
    error.cause = error;
    expect(classifyHttpError(error).kind).toBe('bug');
  });
});
