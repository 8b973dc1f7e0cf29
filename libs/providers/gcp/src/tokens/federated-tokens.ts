import { HttpClient, type ConnectContext } from '@skyledger/provider-sdk';
import type { FederationConfiguration } from '../federation-configuration';
import { readTokenError } from '../read-error';
import { baseUrl } from '../services';
import { impersonatedTokens } from './impersonated-tokens';
import { SCOPE } from './scope';
import { subjectToken, type Source } from './source-identity';
import { readTokenAnswer } from './token-answer';
import { TokenSource, type AccessToken } from './token-source';

/**
 * Tokens for what another identity provider says who we are, by workload identity federation
 * (https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token), of a service account
 * where the configuration names one.
 */
export function federatedTokens(
  configuration: FederationConfiguration,
  context: ConnectContext,
): TokenSource {
  const { gate, endpoint } = context;
  const subject = subjectToken(configuration, gate);
  const http = new HttpClient({
    gate,
    baseUrl: baseUrl('sts', endpoint),
    readError: readTokenError,
  });
  const federated = new TokenSource(
    () => exchange(http, configuration, subject),
    () => http.close(),
  );
  const email = /serviceAccounts\/([^/:]+):/.exec(
    configuration.service_account_impersonation_url ?? '',
  )?.[1];
  return email === undefined ? federated : impersonatedTokens(email, context, federated);
}

async function exchange(
  http: HttpClient,
  { audience, subject_token_type }: FederationConfiguration,
  subject: Source,
): Promise<AccessToken> {
  const body = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    audience,
    scope: SCOPE,
    subject_token: await subject(),
    subject_token_type,
  });
  return http.post('sts:token', '/v1/token', { body, read: readTokenAnswer });
}
