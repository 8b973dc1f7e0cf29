import type { FaultKind } from '@skyledger/provider-sdk';

/**
 * Error codes of AWS, of the SDK and of Node by what they mean to us.
 * Sources: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
const CODES: Readonly<Record<FaultKind, readonly string[]>> = {
  denied: [
    'AccessDenied',
    'AccessDeniedException',
    'AccountProblem',
    'AllAccessDisabled',
    'Blocked',
    'NotAuthorized',
    'PendingVerification',
    'UnauthorizedAccess',
    'UnauthorizedOperation',
  ],
  expired: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
  unauthenticated: [
    'AuthFailure',
    'CredentialsProviderError',
    'IDPRejectedClaim',
    'IDPRejectedClaimException',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidIdentityToken',
    'InvalidIdentityTokenException',
    'InvalidSecurity',
    'InvalidSignatureException',
    'InvalidToken',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'SignatureDoesNotMatch',
    'TokenProviderError',
    'UnrecognizedClientException',
  ],
  throttled: [
    'BandwidthLimitExceeded',
    'EC2ThrottledException',
    'PriorRequestNotComplete',
    'ProvisionedThroughputExceeded',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequests',
    'TooManyRequestsException',
  ],
  unavailable: [
    'AbortError',
    'EAI_AGAIN',
    'ECONNABORTED',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'EPROTO',
    'ERR_STREAM_PREMATURE_CLOSE',
    'ETIMEDOUT',
    'IDPCommunicationError',
    'IDPCommunicationErrorException',
    'InternalError',
    'InternalFailure',
    'InternalServerError',
    'InternalServiceError',
    'OperationAborted',
    'RequestTimeout',
    'RequestTimeoutException',
    // Our clock is off. The SDK has corrected its signing clock by now, so a repetition succeeds.
    'RequestTimeTooSkewed',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'TimeoutError',
    'Unavailable',
  ],
  disabled: [
    'AWSOrganizationsNotInUseException',
    'NotSignedUp',
    'OptInRequired',
    'RegionDisabledException',
    'SubscriptionRequiredException',
  ],
  malformed: [
    'InvalidMarker',
    'InvalidNextToken',
    'InvalidPaginationToken',
    'MalformedAnswer',
    'SyntaxError',
  ],
  bug: [],
};

const KINDS: ReadonlyMap<string, FaultKind> = new Map(
  Object.entries(CODES).flatMap(([kind, codes]) =>
    codes.map((code): [string, FaultKind] => [code, kind as FaultKind]),
  ),
);

/** @returns `null` when the code is not known */
export function kindOfCode(code: string): FaultKind | null {
  return KINDS.get(code) ?? null;
}

/**
 * What looking up an address ends in that does not exist: a service has none in the regions where it
 * is not offered.
 */
export const NO_SUCH_HOST = 'ENOTFOUND';

/**
 * Codes by which a region says that it is not enabled for the account, and which elsewhere mean
 * wrong keys: a region that nobody opted in to does not know the account's keys.
 */
export const UNKNOWN_KEY_CODES: ReadonlySet<string> = new Set([
  'AuthFailure',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'UnrecognizedClientException',
]);

/**
 * The regions every account has. All later ones must be opted in to.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const ALWAYS_ENABLED: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/** Whether the region may be off for an account. China and GovCloud have no such regions. */
export function needsOptIn(region: string): boolean {
  return !/^(cn|us-gov)-/.test(region) && !ALWAYS_ENABLED.has(region);
}
