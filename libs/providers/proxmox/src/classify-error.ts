import {
  classifyHttpError,
  findGuardRefusal,
  HttpStatusError,
  ProviderError,
  type ProviderFault,
} from '@skyledger/provider-sdk';

/** What Node says when it does not trust a certificate (its `tls` documentation, X509 errors). */
const UNTRUSTED =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|INVALID_CA|HOSTNAME_MISMATCH|ERR_TLS_CERT)/;

/**
 * Classifies what the client throws. A server that must not or cannot be trusted is a matter of the
 * credentials, which hold its address and its certificate: trying again changes nothing.
 */
export function classifyError(error: unknown): ProviderFault {
  // The client has classified it already.
  if (error instanceof ProviderError) return error.fault;
  const refusal = findGuardRefusal(error);
  if (refusal) return { kind: 'unauthenticated', code: refusal.code, message: refusal.message };
  const fault = classifyHttpError(error);
  if (fault.kind === 'unavailable' && UNTRUSTED.test(fault.code)) {
    const message = `the server's certificate is not trusted (${fault.code}): give its authority or its fingerprint`;
    return { kind: 'unauthenticated', code: fault.code, message };
  }
  if (!(error instanceof HttpStatusError)) return fault;
  // The operation does not exist in this version, or its package is not installed.
  if (error.status === 501) return { ...fault, kind: 'disabled' };
  // Proxmox VE answers 501 for unknown paths: this is some other server.
  if (error.status === 404) return { ...fault, kind: 'malformed' };
  return fault;
}
