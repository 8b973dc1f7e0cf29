import {
  HttpClient,
  instantOf,
  MalformedResponseError,
  recordOf,
  textOf,
  type ConnectContext,
} from '@skyledger/provider-sdk';
import { readError } from '../read-error';
import { baseUrl } from '../services';
import { SCOPE } from './scope';
import { TokenSource, type AccessToken } from './token-source';

/**
 * Tokens of a service account that another identity may impersonate
 * (https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken).
 * @param source the tokens of that identity; closed with the others
 */
export function impersonatedTokens(
  email: string,
  { gate, endpoint }: ConnectContext,
  source: TokenSource,
): TokenSource {
  const http = new HttpClient({
    gate,
    baseUrl: baseUrl('iamcredentials', endpoint),
    headers: async () => ({ authorization: `Bearer ${await source.current()}` }),
    readError,
  });
  const make = async (): Promise<AccessToken> => {
    // Before the request and not in it: a new token is a request with a deadline of its own.
    await source.current();
    return http.post(
      'iamcredentials:generateAccessToken',
      `/v1/projects/-/serviceAccounts/${email}:generateAccessToken`,
      { body: { scope: [SCOPE], lifetime: '3600s' }, read },
    );
  };
  return new TokenSource(make, async () => {
    await http.close();
    await source.close();
  });
}

function read(body: unknown): AccessToken {
  const token = textOf(recordOf(body)['accessToken']);
  const end = instantOf(recordOf(body)['expireTime']);
  if (token === null || end === null) throw new MalformedResponseError('no access token');
  return { token, expiresAt: Date.parse(end) };
}
