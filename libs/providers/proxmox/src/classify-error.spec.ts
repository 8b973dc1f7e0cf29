import { GuardRefusal, HttpStatusError, MalformedResponseError } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';

const networkError = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('classifyError', () => {
  it.each([
    [400, 'bug'],
    [401, 'unauthenticated'],
    [403, 'denied'],
    [404, 'malformed'],
    [302, 'malformed'],
    [429, 'throttled'],
    [500, 'unavailable'],
    [501, 'disabled'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [595, 'unavailable'],
    [596, 'unavailable'],
  ])('reads the status %i as %s', (status, kind) => {
    expect(classifyError(new HttpStatusError(status, `HTTP ${status}`, 'why'))).toEqual({
      kind,
      code: `HTTP ${status}`,
      message: 'why',
    });
  });

  it('passes on what a proxy asks to wait', () => {
    const error = new HttpStatusError(429, 'HTTP 429', 'slow down', 5000);
    expect(classifyError(error).retryAfterMs).toBe(5000);
  });

  it.each(['ADDRESS_REFUSED', 'FINGERPRINT_MISMATCH'] as const)(
    'reads %s as a matter of the credentials',
    (code) => {
      const cause = new GuardRefusal(code, 'connections to 127.0.0.1 are not allowed');
      expect(classifyError(new TypeError('fetch failed', { cause }))).toEqual({
        kind: 'unauthenticated',
        code,
        message: 'connections to 127.0.0.1 are not allowed',
      });
    },
  );

  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('reads the certificate error %s as a matter of the credentials', (code) => {
    const fault = classifyError(networkError(code));
    expect(fault).toMatchObject({ kind: 'unauthenticated', code });
    expect(fault.message).toContain('certificate');
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])(
    'reads %s as unavailable',
    (code) => {
      expect(classifyError(networkError(code))).toMatchObject({ kind: 'unavailable', code });
    },
  );

  it('reads another shape as malformed and our own mistakes as such', () => {
    expect(classifyError(new MalformedResponseError('no list')).kind).toBe('malformed');
    expect(classifyError(new TypeError('x is not a function')).kind).toBe('bug');
  });
});
