import {
  classifyHttpError,
  findGuardRefusal,
  HttpStatusError,
  ProviderError,
  type FaultKind,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/** What the API's codes mean for someone who only reads. */
const KIND_BY_CODE: ReadonlyMap<string, FaultKind> = new Map([
  ['NOT_GRANTED_CALL', 'denied'],
  ['NOT_CREDENTIAL', 'unauthenticated'],
  ['INVALID_CREDENTIAL', 'unauthenticated'],
  ['INVALID_KEY', 'unauthenticated'],
  ['INVALID_SIGNATURE', 'unauthenticated'],
  // The clocks have moved apart since theirs was asked; a new connection asks again.
  ['QUERY_TIME_OUT', 'expired'],
  // The token endpoint's, in the words of OAuth 2 (RFC 6749, 5.2).
  ['invalid_client', 'unauthenticated'],
  ['unauthorized_client', 'unauthenticated'],
  ['invalid_grant', 'unauthenticated'],
]);

/** Some parts of the API send these errors without their code. */
const CODE_BY_MESSAGE: readonly (readonly [text: string, code: string])[] = [
  ['This call has not been granted', 'NOT_GRANTED_CALL'],
  ['This credential does not exist', 'NOT_CREDENTIAL'],
  ['This credential is not valid', 'INVALID_CREDENTIAL'],
  ['This application key is invalid', 'INVALID_KEY'],
  ['Invalid signature', 'INVALID_SIGNATURE'],
  ['Query out of time', 'QUERY_TIME_OUT'],
];

/** OVHcloud's own status for a service that was not renewed and still exists. */
export const SERVICE_EXPIRED = 460;

/** Classifies what the client throws. */
export function classifyError(error: unknown): ProviderFault {
  // The client has classified it already.
  if (error instanceof ProviderError) return error.fault;
  const refusal = findGuardRefusal(error);
  // The catalogue of OpenStack named an address that nobody has a service at.
  if (refusal) return { kind: 'malformed', code: refusal.code, message: refusal.message };
  const fault = classifyHttpError(error);
  if (!(error instanceof HttpStatusError)) return fault;
  const known = CODE_BY_MESSAGE.find(([text]) => error.message.includes(text));
  const code = KIND_BY_CODE.has(error.code) ? error.code : (known?.[1] ?? error.code);
  return { ...fault, code, kind: KIND_BY_CODE.get(code) ?? kindOfStatus(error.status, fault.kind) };
}

function kindOfStatus(status: number, otherwise: FaultKind): FaultKind {
  switch (status) {
    // Signed requests never get it without a code, so it is a token that ended.
    case 401:
      return 'expired';
    // What is listed is asked for by names that the API gave, so what is not there is not offered.
    case 404:
    case SERVICE_EXPIRED:
    case 501:
      return 'disabled';
    case 409:
    case 423:
      return 'unavailable';
    default:
      return otherwise;
  }
}
