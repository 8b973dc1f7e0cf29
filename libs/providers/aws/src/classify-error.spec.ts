import { FAULT_KINDS } from '@skyledger/provider-sdk';
import { classifyAwsError } from './classify-error';
import { MalformedAnswer, RequestFailure, present } from './request-failure';

interface Shape {
  name?: string;
  code?: string;
  message?: string;
  status?: number;
  headers?: Record<string, string>;
}

/** An error in the shape the SDK throws. */
function sdkError({ name = 'Error', code, message = 'said AWS', status, headers }: Shape): Error {
  const error = Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
  if (code !== undefined) Object.assign(error, { code });
  Object.defineProperty(error, '$response', { value: { headers }, enumerable: false });
  return error;
}

describe('classifyAwsError', () => {
  it.each<[string, Shape, string]>([
    ['denied', { name: 'UnauthorizedOperation', status: 403 }, 'UnauthorizedOperation'],
    ['denied', { name: 'AccessDenied', status: 403 }, 'AccessDenied'],
    ['denied', { name: 'AccessDeniedException', status: 400 }, 'AccessDeniedException'],
    ['denied', { name: 'SomethingNew', status: 403 }, 'SomethingNew'],
    ['denied', { name: 'Client.UnauthorizedOperation', status: 403 }, 'UnauthorizedOperation'],
    ['unauthenticated', { name: 'AuthFailure', status: 401 }, 'AuthFailure'],
    ['unauthenticated', { name: 'InvalidClientTokenId', status: 403 }, 'InvalidClientTokenId'],
    ['unauthenticated', { name: 'SignatureDoesNotMatch', status: 403 }, 'SignatureDoesNotMatch'],
    [
      'unauthenticated',
      { name: 'UnrecognizedClientException', status: 400 },
      'UnrecognizedClientException',
    ],
    ['unauthenticated', { name: 'InvalidAccessKeyId', status: 403 }, 'InvalidAccessKeyId'],
    ['unauthenticated', { name: 'CredentialsProviderError' }, 'CredentialsProviderError'],
    ['unauthenticated', { name: 'Odd', status: 401 }, 'Odd'],
    ['expired', { name: 'ExpiredToken', status: 400 }, 'ExpiredToken'],
    ['expired', { name: 'ExpiredTokenException', status: 400 }, 'ExpiredTokenException'],
    ['expired', { name: 'RequestExpired', status: 400 }, 'RequestExpired'],
    ['expired', { name: 'TokenRefreshRequired', status: 400 }, 'TokenRefreshRequired'],
    ['throttled', { name: 'RequestLimitExceeded', status: 503 }, 'RequestLimitExceeded'],
    ['throttled', { name: 'Throttling', status: 400 }, 'Throttling'],
    ['throttled', { name: 'ThrottlingException', status: 400 }, 'ThrottlingException'],
    ['throttled', { name: 'ThrottledException', status: 400 }, 'ThrottledException'],
    ['throttled', { name: 'SlowDown', status: 503 }, 'SlowDown'],
    ['throttled', { name: 'TooManyRequestsException', status: 429 }, 'TooManyRequestsException'],
    [
      'throttled',
      { name: 'ProvisionedThroughputExceededException', status: 400 },
      'ProvisionedThroughputExceededException',
    ],
    ['throttled', { name: 'BandwidthLimitExceeded', status: 503 }, 'BandwidthLimitExceeded'],
    ['throttled', { name: 'Unknown', status: 429 }, 'HTTP429'],
    ['unavailable', { name: 'InternalError', status: 500 }, 'InternalError'],
    ['unavailable', { name: 'ServiceUnavailable', status: 503 }, 'ServiceUnavailable'],
    ['unavailable', { name: 'RequestTimeout', status: 400 }, 'RequestTimeout'],
    ['unavailable', { name: 'Unknown', status: 502 }, 'HTTP502'],
    ['unavailable', { name: 'Error', code: 'ECONNRESET' }, 'ECONNRESET'],
    ['unavailable', { name: 'Error', code: 'ETIMEDOUT' }, 'ETIMEDOUT'],
    ['unavailable', { name: 'Error', code: 'EPIPE' }, 'EPIPE'],
    ['unavailable', { name: 'TimeoutError' }, 'TimeoutError'],
    ['unavailable', { name: 'AbortError' }, 'AbortError'],
    ['unavailable', { name: 'Error', code: 'CERT_HAS_EXPIRED' }, 'CERT_HAS_EXPIRED'],
    [
      'unavailable',
      {
        code: 'ECONNRESET',
        status: 200,
        message: 'aborted\n  Deserialization error: to see the raw response, …',
      },
      'ECONNRESET',
    ],
    [
      'unavailable',
      {
        status: 503,
        message: '@aws-sdk XML parse error: unexpected content.\n  Deserialization error: …',
      },
      'UnreadableAnswer',
    ],
    [
      'unavailable',
      {
        status: 200,
        message: 'AWS SDK error wrapper for Error: aborted\n  Deserialization error: …',
      },
      'ConnectionCut',
    ],
    [
      'malformed',
      {
        status: 200,
        message: '@aws-sdk XML parse error: unexpected end of input.\n  Deserialization error: …',
      },
      'UnreadableAnswer',
    ],
    ['malformed', { status: 200, message: "Unclosed tag 'item'." }, 'UnreadableAnswer'],
    ['malformed', { name: 'SyntaxError', message: 'Unexpected end of JSON input' }, 'SyntaxError'],
    ['malformed', { name: 'InvalidNextToken', status: 400 }, 'InvalidNextToken'],
    ['malformed', { name: 'InvalidPaginationToken', status: 400 }, 'InvalidPaginationToken'],
    [
      'malformed',
      {
        name: 'InvalidParameterValue',
        status: 400,
        message: 'The request contains an invalid marker.',
      },
      'InvalidParameterValue',
    ],
    [
      'malformed',
      {
        name: 'InvalidArgument',
        status: 400,
        message: 'The continuation token provided is incorrect',
      },
      'InvalidArgument',
    ],
    [
      'malformed',
      { name: 'InvalidInput', status: 400, message: 'The marker is not valid.' },
      'InvalidInput',
    ],
    ['disabled', { name: 'OptInRequired', status: 403 }, 'OptInRequired'],
    ['disabled', { name: 'RegionDisabledException', status: 403 }, 'RegionDisabledException'],
    [
      'bug',
      { name: 'InvalidParameterValue', status: 400, message: 'MaxResults is too large' },
      'InvalidParameterValue',
    ],
    ['bug', { name: 'TypeError', message: 'x is not a function' }, 'TypeError'],
  ])('%s: %j', (kind, shape, code) => {
    expect(FAULT_KINDS).toContain(kind);
    expect(classifyAwsError(sdkError(shape))).toMatchObject({ kind, code });
  });

  it('knows an error by the SDK behind the region it came from', () => {
    const error = new RequestFailure('eu-west-1', { cause: sdkError({ name: 'AuthFailure' }) });
    expect(classifyAwsError(error)).toMatchObject({ kind: 'unauthenticated', code: 'AuthFailure' });
  });

  it.each(['AuthFailure', 'InvalidClientTokenId', 'UnrecognizedClientException'])(
    'takes %s of a region that must be opted in to for a disabled region',
    (name) => {
      const error = new RequestFailure('ap-east-1', { cause: sdkError({ name, status: 401 }) });
      expect(classifyAwsError(error)).toMatchObject({
        kind: 'disabled',
        message: 'the region ap-east-1 is not enabled for this account',
      });
    },
  );

  it.each(['cn-north-1', 'us-gov-west-1', null])('takes it for wrong keys in %s', (region) => {
    const error = new RequestFailure(region, { cause: sdkError({ name: 'AuthFailure' }) });
    expect(classifyAwsError(error).kind).toBe('unauthenticated');
  });

  it('repeats a request that a wrong clock signed', () => {
    const message = 'Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z';
    const fault = classifyAwsError(
      sdkError({ name: 'SignatureDoesNotMatch', status: 403, message }),
    );
    expect(fault).toMatchObject({ kind: 'unavailable', message });
  });

  it.each([
    [3_600_000, 'unavailable'],
    [-3_600_000, 'unavailable'],
    [1000, 'expired'],
  ])('knows an expired request by our clock being off by %s ms', (offMs, kind) => {
    const headers = { Date: new Date(Date.now() - offMs).toUTCString() };
    const error = sdkError({ name: 'RequestExpired', status: 400, headers });
    expect(classifyAwsError(error).kind).toBe(kind);
  });

  it('takes an expired request without a date for an expired session', () => {
    const error = sdkError({ name: 'RequestExpired', status: 400 });
    expect(classifyAwsError(error).kind).toBe('expired');
  });

  it('takes an answer without its list for malformed', () => {
    expect(() => present(undefined, 'list')).toThrow(MalformedAnswer);
    const cause = new MalformedAnswer('the answer has no list');
    expect(classifyAwsError(new RequestFailure(null, { cause }))).toEqual({
      kind: 'malformed',
      code: 'MalformedAnswer',
      message: 'the answer has no list',
    });
  });

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['soon', undefined],
  ])('reads Retry-After %s', (header, retryAfterMs) => {
    const error = sdkError({ name: 'SlowDown', status: 503, headers: { 'Retry-After': header } });
    expect(classifyAwsError(error).retryAfterMs).toBe(retryAfterMs);
  });

  it('reads Retry-After as a date', () => {
    const headers = { 'retry-after': new Date(Date.now() + 60_000).toUTCString() };
    const { retryAfterMs } = classifyAwsError(sdkError({ name: 'SlowDown', headers }));
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('cuts encoded authorization messages, tokens and key ids', () => {
    const message =
      `Not for AKIAIOSFODNN7EXAMPLE with ${'x'.repeat(200)}: no. ` +
      `Encoded authorization failure message: CANARY${'a'.repeat(50)}`;
    const fault = classifyAwsError(
      sdkError({ name: 'UnauthorizedOperation', status: 403, message }),
    );
    expect(fault.message).toBe('Not for AKIA… with …: no.');
  });

  it('says nothing of the signature AWS would have liked', () => {
    const message = 'The Canonical String should have been x-amz-security-token:CANARY';
    const fault = classifyAwsError(
      sdkError({ name: 'SignatureDoesNotMatch', status: 403, message }),
    );
    expect(fault.message).not.toContain('CANARY');
  });

  it('keeps messages to one short line', () => {
    const { message } = classifyAwsError(sdkError({ message: 'a b\n'.repeat(500) }));
    expect(message.length).toBeLessThanOrEqual(300);
    expect(message).not.toContain('\n');
  });

  it('takes an address that does not exist for a service that a region lacks', () => {
    const cause = sdkError({ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND eks.example' });
    expect(classifyAwsError(new RequestFailure('eu-west-1', { cause }))).toEqual({
      kind: 'disabled',
      code: 'ENOTFOUND',
      message: 'AWS does not offer this service in the region eu-west-1',
    });
    expect(classifyAwsError(new RequestFailure(null, { cause })).kind).toBe('unavailable');
  });

  it('calls what a policy of the organization forbids denied, with the reason', () => {
    const message =
      'User: arn:aws:iam::123456789012:user/a is not authorized to perform: eks:ListClusters with an explicit deny in a service control policy';
    const error = sdkError({ name: 'AccessDeniedException', status: 403, message });
    expect(classifyAwsError(error)).toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('explicit deny in a service control policy'),
    });
  });

  it.each([undefined, null, 'text', 42, {}])('survives %p', (error) => {
    expect(classifyAwsError(error).kind).toBe('bug');
  });
});
