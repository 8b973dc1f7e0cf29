/** The ways in which the emulated services word requests and answers. */
export type AwsProtocol = 'ec2' | 'query' | 's3' | 'json' | 'rest-json' | 'rest-xml';

/** Reasons for refusing a request; each protocol has its own code and status for them. */
export type Refusal =
  | 'missing-authentication'
  | 'unknown-key'
  | 'bad-signature'
  | 'clock-skew'
  | 'expired-token'
  | 'invalid-token'
  | 'disabled-region'
  | 'denied'
  | 'throttled'
  | 'internal'
  | 'unavailable';

export interface Wording {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials';
const NO_MATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
const INVALID_TOKEN = 'The security token included in the request is invalid.';

/**
 * The errors every JSON service has. Those that speak REST answer them with the statuses of HTTP,
 * the others with 400.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html
 */
const JSON_WORDINGS: Record<Refusal, Wording> = {
  'missing-authentication': wording(
    400,
    'MissingAuthenticationTokenException',
    'Missing Authentication Token',
  ),
  'unknown-key': wording(400, 'UnrecognizedClientException', INVALID_TOKEN),
  'bad-signature': wording(400, 'InvalidSignatureException', NO_MATCH),
  'clock-skew': wording(
    400,
    'InvalidSignatureException',
    'Signature expired: the time of the request is too far from ours',
  ),
  'expired-token': wording(
    400,
    'ExpiredTokenException',
    'The security token included in the request is expired',
  ),
  'invalid-token': wording(400, 'UnrecognizedClientException', INVALID_TOKEN),
  'disabled-region': wording(400, 'UnrecognizedClientException', INVALID_TOKEN),
  denied: wording(400, 'AccessDeniedException', 'Access denied'),
  throttled: wording(400, 'ThrottlingException', 'Rate exceeded'),
  internal: wording(500, 'InternalFailure', 'The request processing has failed.'),
  unavailable: wording(503, 'ServiceUnavailableException', 'Service is unavailable'),
};

/** The errors of the query services, which those that speak REST in XML share. */
const QUERY_WORDINGS: Record<Refusal, Wording> = {
  'missing-authentication': wording(
    403,
    'MissingAuthenticationToken',
    'Request is missing Authentication Token',
  ),
  'unknown-key': wording(403, 'InvalidClientTokenId', INVALID_TOKEN),
  'bad-signature': wording(403, 'SignatureDoesNotMatch', NO_MATCH),
  'clock-skew': wording(
    403,
    'SignatureDoesNotMatch',
    'Signature expired: the time of the request is too far from ours',
  ),
  'expired-token': wording(
    403,
    'ExpiredToken',
    'The security token included in the request is expired',
  ),
  'invalid-token': wording(403, 'InvalidClientTokenId', INVALID_TOKEN),
  'disabled-region': wording(403, 'InvalidClientTokenId', INVALID_TOKEN),
  denied: wording(403, 'AccessDenied', 'Access denied'),
  throttled: wording(400, 'Throttling', 'Rate exceeded'),
  internal: wording(
    500,
    'InternalFailure',
    'The request processing has failed because of an unknown error.',
  ),
  unavailable: wording(503, 'ServiceUnavailable', 'Service is unavailable'),
};

/** Codes and statuses from the error lists of the API references. */
export const WORDINGS: Record<AwsProtocol, Record<Refusal, Wording>> = {
  json: JSON_WORDINGS,
  'rest-json': {
    ...(Object.fromEntries(
      Object.entries(JSON_WORDINGS).map(([reason, usual]) => [
        reason,
        usual.status === 400 ? { ...usual, status: 403 } : usual,
      ]),
    ) as Record<Refusal, Wording>),
    throttled: wording(429, 'TooManyRequestsException', 'Rate exceeded'),
  },
  ec2: {
    'missing-authentication': wording(401, 'AuthFailure', NOT_VALIDATED),
    'unknown-key': wording(401, 'AuthFailure', NOT_VALIDATED),
    'bad-signature': wording(401, 'AuthFailure', NOT_VALIDATED),
    'clock-skew': wording(400, 'RequestExpired', 'Request has expired.'),
    'expired-token': wording(400, 'RequestExpired', 'Request has expired.'),
    'invalid-token': wording(401, 'AuthFailure', NOT_VALIDATED),
    'disabled-region': wording(401, 'AuthFailure', NOT_VALIDATED),
    denied: wording(
      403,
      'UnauthorizedOperation',
      'You are not authorized to perform this operation.',
    ),
    throttled: wording(503, 'RequestLimitExceeded', 'Request limit exceeded.'),
    internal: wording(500, 'InternalError', 'An internal error has occurred'),
    unavailable: wording(
      503,
      'Unavailable',
      'The service is unavailable. Please try again shortly.',
    ),
  },
  query: QUERY_WORDINGS,
  'rest-xml': QUERY_WORDINGS,
  s3: {
    'missing-authentication': wording(403, 'AccessDenied', 'Access Denied'),
    'unknown-key': wording(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ),
    'bad-signature': wording(403, 'SignatureDoesNotMatch', NO_MATCH),
    'clock-skew': wording(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    ),
    'expired-token': wording(400, 'ExpiredToken', 'The provided token has expired.'),
    'invalid-token': wording(
      400,
      'InvalidToken',
      'The provided token is malformed or otherwise invalid.',
    ),
    'disabled-region': wording(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ),
    denied: wording(403, 'AccessDenied', 'Access Denied'),
    throttled: wording(503, 'SlowDown', 'Please reduce your request rate.'),
    internal: wording(500, 'InternalError', 'We encountered an internal error. Please try again.'),
    unavailable: wording(503, 'ServiceUnavailable', 'Please reduce your request rate.'),
  },
};

function wording(status: number, code: string, message: string): Wording {
  return { status, code, message };
}
