import { listOf, recordOf, textOf, type ErrorDetail } from '@skyledger/provider-sdk';

/**
 * Reads the error of any of Google's APIs. The code is the most telling there is: the reason of
 * `ErrorInfo`, else that of the older form, else the canonical status.
 */
export function readError(body: unknown): ErrorDetail {
  const error = recordOf(recordOf(body)['error']);
  const infos = listOf(error['details']).map(recordOf).filter(isErrorInfo);
  const info = infos[0] ?? {};
  const older = recordOf(listOf(error['errors'])[0]);
  const reasons = [textOf(info['reason']), textOf(older['reason'])];
  const message = textOf(error['message']) ?? undefined;
  const disabled = reasons.some(
    (each) => each === 'SERVICE_DISABLED' || each === 'accessNotConfigured',
  );
  const service = disabled ? serviceOf(info, message) : null;
  return {
    code: reasons.find((reason) => reason !== null) ?? textOf(error['status']) ?? undefined,
    message: service === null ? message : `enable the API ${service}: ${message ?? 'it is off'}`,
  };
}

/** Reads the error of the token services (RFC 6749, 5.2). */
export function readTokenError(body: unknown): ErrorDetail {
  const { error, error_description: description } = recordOf(body);
  if (typeof error !== 'string') return readError(body);
  return { code: error, message: textOf(description) ?? error };
}

function isErrorInfo(detail: Readonly<Record<string, unknown>>): boolean {
  return textOf(detail['@type'])?.endsWith('google.rpc.ErrorInfo') === true;
}

/** The service to be enabled; older errors name it in the address of its page alone. */
function serviceOf(
  info: Readonly<Record<string, unknown>>,
  message: string | undefined,
): string | null {
  const named = textOf(recordOf(info['metadata'])['service']);
  return named ?? /\/apis\/api\/([\w.-]+)\//.exec(message ?? '')?.[1] ?? null;
}
