import type { Answer } from '../server/exchange';
import { XML_HEADER, escapeXml } from './xml';

/** The three ways in which the emulated services word an answer. */
export type AwsProtocol = 'ec2' | 'query' | 's3';

export function protocolOf(service: string): AwsProtocol {
  if (service === 'ec2') return 'ec2';
  return service === 's3' ? 's3' : 'query';
}

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

interface Wording {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials';
const NO_MATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
const INVALID_TOKEN = 'The security token included in the request is invalid.';

/** Codes and statuses from the EC2, common query and S3 error lists of the API references. */
const WORDINGS: Record<AwsProtocol, Record<Refusal, Wording>> = {
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
  query: {
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
  },
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

/** An error that an operation answers by itself, such as an invalid parameter. */
export class AwsError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Further elements of an S3 error document. */
    readonly details: Readonly<Record<string, string>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The error for a refusal in the words of a protocol; `message` replaces the usual text. */
export function refusal(protocol: AwsProtocol, reason: Refusal, message?: string): AwsError {
  const usual = WORDINGS[protocol][reason];
  return new AwsError(usual.status, usual.code, message ?? usual.message);
}

export function errorAnswer(protocol: AwsProtocol, error: AwsError, requestId: string): Answer {
  return {
    status: error.status,
    headers: {
      'content-type':
        protocol === 'ec2'
          ? 'text/xml;charset=UTF-8'
          : protocol === 's3'
            ? 'application/xml'
            : 'text/xml',
      ...requestIdHeaders(protocol, requestId),
      ...error.headers,
    },
    body: errorBody(protocol, error, requestId),
  };
}

export function requestIdHeaders(protocol: AwsProtocol, requestId: string): Record<string, string> {
  if (protocol !== 's3') return { 'x-amzn-requestid': requestId };
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': `${requestId}HostId` };
}

function errorBody(protocol: AwsProtocol, error: AwsError, requestId: string): string {
  const code = `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`;
  switch (protocol) {
    case 'ec2':
      return `${XML_HEADER}<Response><Errors><Error>${code}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
    case 'query': {
      const type = error.status >= 500 ? 'Receiver' : 'Sender';
      return `<ErrorResponse><Error><Type>${type}</Type>${code}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    }
    case 's3': {
      const details = Object.entries(error.details)
        .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
        .join('');
      return `${XML_HEADER}<Error>${code}${details}<RequestId>${requestId}</RequestId><HostId>${requestId}HostId</HostId></Error>`;
    }
  }
}

function wording(status: number, code: string, message: string): Wording {
  return { status, code, message };
}
