import { idOf, integerOf, parseExactJson, recordOf } from '@skyledger/provider-sdk';

/** What a token tells of itself. Nobody vouches for it until the API accepts the token. */
export interface TokenClaims {
  contractNumber: string | null;
  /** When it was made, in milliseconds since the epoch. */
  issuedAt: number | null;
  /** When it ends, in milliseconds since the epoch. */
  expiresAt: number | null;
}

/** Reads the claims of a JWT; all are `null` where the token is none. */
export function readTokenClaims(token: string): TokenClaims {
  const [, payload = '', signature] = token.split('.');
  const claims = signature === undefined ? {} : recordOf(decode(payload));
  return {
    contractNumber: idOf(recordOf(claims['identity'])['contractNumber']),
    issuedAt: millisecondsOf(claims['iat']),
    expiresAt: millisecondsOf(claims['exp']),
  };
}

/** Beyond what a date can hold there is none. */
function millisecondsOf(seconds: unknown): number | null {
  const milliseconds = (integerOf(seconds) ?? NaN) * 1000;
  return Number.isNaN(new Date(milliseconds).getTime()) ? null : milliseconds;
}

function decode(payload: string): unknown {
  try {
    return parseExactJson(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
