import {
  classifyHttpError,
  HttpStatusError,
  type FaultKind,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/**
 * What the codes of Resource Manager and of Microsoft Entra ID mean for someone who only reads. Codes
 * that are not listed mean what their status says.
 * Sources: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 * and https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
const KIND_BY_CODE: ReadonlyMap<string, FaultKind> = new Map([
  ['ExpiredAuthenticationToken', 'expired'],
  ['AuthorizationFailed', 'denied'],
  ['LinkedAuthorizationFailed', 'denied'],
  // The subscription is not there, or not for these credentials; the answer is the same.
  ['SubscriptionNotFound', 'denied'],
  ['InvalidSubscriptionId', 'denied'],
  // A service that was never used in the subscription.
  ['MissingSubscriptionRegistration', 'disabled'],
  ['SubscriptionNotRegistered', 'disabled'],
  // Passing states, sent with statuses of the 400s.
  ['AnotherOperationInProgress', 'unavailable'],
  ['Conflict', 'unavailable'],
  ['RetryableError', 'unavailable'],
  // Of the token endpoint, with status 400 or 401.
  ['invalid_client', 'unauthenticated'],
  ['invalid_grant', 'unauthenticated'],
  ['invalid_request', 'unauthenticated'],
  ['unauthorized_client', 'unauthenticated'],
  ['temporarily_unavailable', 'unavailable'],
]);

/** An end of life that is told with the code of a token that cannot be read. */
const EXPIRED = /lifetime validation failed|token (?:is|has) expired/i;

/** Codes of something that went away between being listed and being asked about. */
const GONE: ReadonlySet<string> = new Set([
  'ResourceNotFound',
  'ResourceGroupNotFound',
  'ParentResourceNotFound',
  // Of a database of SQL.
  'DatabaseDoesNotExist',
  'SourceDatabaseNotFound',
]);

/** Classifies what the client and `@azure/identity` throw. */
export function classifyError(error: unknown): ProviderFault {
  const fault = classifyHttpError(error);
  if (error instanceof HttpStatusError) return { ...fault, kind: kindOf(fault, error) };
  return identityFault(error) ?? fault;
}

/** Whether what was asked about has been deleted since it was listed. */
export function isGone({ code }: ProviderFault): boolean {
  return GONE.has(code);
}

function kindOf({ kind, message }: ProviderFault, { code, status }: HttpStatusError): FaultKind {
  // Any code may come with it, and the wait counts whatever it is.
  if (status === 429) return 'throttled';
  if (code === 'InvalidAuthenticationToken' && EXPIRED.test(message)) return 'expired';
  return KIND_BY_CODE.get(code) ?? kind;
}

/** By name: loading the library's classes only to compare with them would cost its import. */
function identityFault(error: unknown): ProviderFault | null {
  if (!(error instanceof Error)) return null;
  const { name, message } = error;
  if (name === 'CredentialUnavailableError') {
    return { kind: 'unauthenticated', code: name, message: firstLine(message) };
  }
  if (name !== 'AuthenticationError' && name !== 'AggregateAuthenticationError') return null;
  const status = 'statusCode' in error ? Number(error.statusCode) : 0;
  const kind = status === 429 ? 'throttled' : status >= 500 ? 'unavailable' : 'unauthenticated';
  return { kind, code: name, message: firstLine(message) };
}

/** What follows are trace ids and advice for developers. */
function firstLine(message: string): string {
  return (/^[^\r\n]*/.exec(message)?.[0] ?? '').slice(0, 500);
}
