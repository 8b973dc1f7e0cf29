import type { RequestGate } from '@skyledger/provider-sdk';
import { SourceIdentityError } from '../classify-error';
import type { FederationConfiguration } from '../federation-configuration';
import { SCOPE } from './scope';

/** What another identity provider says who we are, fetched anew each time. */
export type Source = () => Promise<string>;

/** An access token of the identity this process runs as (application default credentials). */
export function applicationDefault(gate: RequestGate): Source {
  return asSource(gate, 'source:default', async () => {
    const { GoogleAuth } = await import('google-auth-library');
    return (await new GoogleAuth({ scopes: [SCOPE] }).getAccessToken()) ?? '';
  });
}

/** The token of the other identity provider: from a file, a metadata service, or a signed request. */
export function subjectToken(configuration: FederationConfiguration, gate: RequestGate): Source {
  return asSource(gate, 'source:subject', async () => {
    const { ExternalAccountClient } = await import('google-auth-library');
    type Options = Parameters<typeof ExternalAccountClient.fromJSON>[0];
    const client = ExternalAccountClient.fromJSON(configuration as Options);
    return client ? client.retrieveSubjectToken() : '';
  });
}

/** By the gate for its deadline; what is asked is not the provider. */
function asSource(gate: RequestGate, operation: string, read: Source): Source {
  return () => gate.run(operation, (signal) => untilAborted(signal, () => told(read)));
}

/** The library's errors carry paths, addresses and tokens, so that nothing of them is kept. */
async function told(read: Source): Promise<string> {
  let token: string;
  try {
    token = await read();
  } catch {
    throw new SourceIdentityError('the identity that tokens are made from cannot be read');
  }
  if (token === '') throw new SourceIdentityError('the identity gave no token');
  return token;
}

/** The library takes no signal, so that a request of it may outlive its deadline unseen. */
function untilAborted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work().then(resolve, reject);
  });
}
