import { MalformedResponseError, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { AccessToken } from './token-source';

/** Reads what token services answer (RFC 6749, 5.1). */
export function readTokenAnswer(body: unknown): AccessToken {
  const token = textOf(recordOf(body)['access_token']);
  const seconds = numberOf(recordOf(body)['expires_in']);
  if (token === null || seconds === null) throw new MalformedResponseError('no access token');
  return { token, expiresAt: Date.now() + seconds * 1000 };
}
