import { createPrivateKey } from 'node:crypto';
import { HttpClient, type ConnectContext } from '@skyledger/provider-sdk';
import { SignJWT } from 'jose';
import type { ServiceAccountKey } from '../credentials';
import { readTokenError } from '../read-error';
import { baseUrl } from '../services';
import { SCOPE } from './scope';
import { readTokenAnswer } from './token-answer';
import { TokenSource, type AccessToken } from './token-source';

/** Whom assertions are for. The key file's own `token_uri` is not used: it could lead anywhere. */
const AUDIENCE = 'https://oauth2.googleapis.com/token';

/**
 * Tokens of a service account whose key is at hand, by signed assertions
 * (https://developers.google.com/identity/protocols/oauth2/service-account#httprest).
 */
export function keyFileTokens(key: ServiceAccountKey, context: ConnectContext): TokenSource {
  const privateKey = createPrivateKey(key.private_key);
  const http = new HttpClient({
    gate: context.gate,
    baseUrl: baseUrl('oauth2', context.endpoint),
    readError: readTokenError,
  });
  const make = async (): Promise<AccessToken> => {
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.private_key_id })
      .setIssuer(key.client_email)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    const body = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion,
    });
    return http.post('oauth2:token', '/token', { body, read: readTokenAnswer });
  };
  return new TokenSource(make, () => http.close());
}
