import { HttpException } from '@nestjs/common';
import { type Problem, ProblemError } from '@skyledger/contracts';
import { isTransientDatabaseError } from '@skyledger/database';
import { RpcTimeout, TransportUnavailable, UnroutableMessage } from '@skyledger/messaging';
import { VaultKeyMissing } from '@skyledger/vault';
import { encryptionKeyMissing } from './problems';

const TITLES: Record<number, { type: string; title: string }> = {
  400: { type: 'bad-request', title: 'The request cannot be understood' },
  404: { type: 'not-found', title: 'There is nothing at this address' },
  405: { type: 'method-not-allowed', title: 'The address does not take this method' },
  413: { type: 'body-too-large', title: 'The body is larger than 1 MiB' },
  414: { type: 'uri-too-long', title: 'The address is too long' },
  415: { type: 'unsupported-media-type', title: 'Send JSON: `Content-Type: application/json`' },
};

/** What the caller is told about an error; nothing of an unexpected one. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof VaultKeyMissing) return encryptionKeyMissing().problem;
  if (error instanceof RpcTimeout) {
    return {
      type: 'timeout',
      title: 'The answer took too long',
      status: 504,
      detail: 'The request may still be carried out: look before sending it again.',
    };
  }
  if (isUnavailable(error)) {
    return {
      type: 'unavailable',
      title: 'A part of the system is not reachable right now',
      status: 503,
      detail: 'Try again in a few seconds.',
    };
  }
  const status = clientErrorStatus(error);
  if (status !== undefined) {
    const known = TITLES[status] ?? { type: 'bad-request', title: 'The request was refused' };
    return { ...known, status };
  }
  return { type: 'internal-error', title: 'Something went wrong on our side', status: 500 };
}

function isUnavailable(error: unknown): boolean {
  return (
    error instanceof TransportUnavailable ||
    error instanceof UnroutableMessage ||
    isTransientDatabaseError(error)
  );
}

/** Status of an error that the framework or the HTTP server made for a bad request. */
function clientErrorStatus(error: unknown): number | undefined {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
