import { readFile } from 'node:fs/promises';
import {
  HttpClient,
  MalformedResponseError,
  numberOf,
  ProviderError,
  recordOf,
  textOf,
  type ConnectContext,
} from '@skyledger/provider-sdk';
import type { AzureCloud } from './clouds';
import type { AzureAccess } from './credentials';

/** What the gate calls a request for a token. */
const OPERATION = 'login:token';

/** Renewed so long before it ends, so that no attempt of a request outlives it. */
const MARGIN_MS = 5 * 60_000;

/** Tokens live for an hour or more; of a shorter life the last fifth is left unused. */
const MARGIN_SHARE = 0.2;

interface AccessToken {
  readonly value: string;
  readonly renewAt: number;
}

interface GrantedToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

/** Where the token of one connection comes from. */
export interface TokenSource {
  grant(): Promise<GrantedToken>;
  close(): Promise<void>;
}

/** Keeps the token of one connection, asked for once at a time and renewed before it ends. */
export class AccessTokens {
  private current: AccessToken | undefined;
  private renewal: Promise<AccessToken> | undefined;

  constructor(
    private readonly source: TokenSource,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws ProviderError when the credentials are refused */
  async get(): Promise<string> {
    if (this.current && this.now() < this.current.renewAt) return this.current.value;
    this.renewal ??= this.renew().finally(() => (this.renewal = undefined));
    return (await this.renewal).value;
  }

  close(): Promise<void> {
    return this.source.close();
  }

  private async renew(): Promise<AccessToken> {
    const { value, lifetimeMs } = await this.source.grant();
    const margin = Math.min(MARGIN_MS, lifetimeMs * MARGIN_SHARE);
    this.current = { value, renewAt: this.now() + lifetimeMs - margin };
    return this.current;
  }
}

/**
 * Where tokens for these credentials come from.
 *
 * A managed identity is found by `@azure/identity`, which knows the endpoints of every kind of host.
 * The two others are the client-credentials grant with a secret or with an assertion: one POST, made
 * here in one way for the real authority and for an emulated one. `@azure/identity` refuses
 * authorities on plain http, and makes its requests beside the gate, with repeats and deadlines of
 * its own.
 */
export function tokenSource(
  credentials: AzureAccess,
  cloud: AzureCloud,
  context: ConnectContext,
): TokenSource {
  return credentials.method === 'managed_identity'
    ? managedIdentity(credentials.client_id, cloud, context)
    : clientCredentials(credentials, cloud, context);
}

function clientCredentials(
  credentials: Exclude<AzureAccess, { method: 'managed_identity' }>,
  cloud: AzureCloud,
  { gate, endpoint }: ConnectContext,
): TokenSource {
  const http = new HttpClient({ gate, baseUrl: endpoint ?? cloud.authority, readError });
  return {
    grant: async () => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: credentials.client_id,
        scope: cloud.scope,
        ...(credentials.method === 'service_principal'
          ? { client_secret: credentials.client_secret }
          : {
              client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
              client_assertion: await federatedToken(),
            }),
      });
      const path = `/${credentials.tenant_id}/oauth2/v2.0/token`;
      return http.post(OPERATION, path, { body, read: readToken });
    },
    close: () => http.close(),
  };
}

function managedIdentity(
  clientId: string | undefined,
  { scope }: AzureCloud,
  { gate }: ConnectContext,
): TokenSource {
  return {
    grant: async () => {
      // Loaded here, because the library is large and the other ways do without it.
      const { ManagedIdentityCredential } = await import('@azure/identity');
      const credential = new ManagedIdentityCredential({
        ...(clientId === undefined ? {} : { clientId }),
        retryOptions: { maxRetries: 0 },
      });
      return gate.run(OPERATION, async (abortSignal) => {
        const { token, expiresOnTimestamp } = await credential.getToken(scope, { abortSignal });
        return { value: token, lifetimeMs: expiresOnTimestamp - Date.now() };
      });
    },
    close: () => Promise.resolve(),
  };
}

/** Read each time: the platform replaces the file before the token in it ends. */
async function federatedToken(): Promise<string> {
  const file = process.env['AZURE_FEDERATED_TOKEN_FILE'];
  if (!file) throw noFederatedToken('AZURE_FEDERATED_TOKEN_FILE is not set');
  const token = await readFile(file, 'utf8').catch(() => '');
  if (token.trim() === '') throw noFederatedToken('the file with the federated token is not there');
  return token.trim();
}

function noFederatedToken(reason: string): ProviderError {
  const message = `${reason}: Skyledger does not run with a workload identity`;
  return new ProviderError(
    { kind: 'unauthenticated', code: 'NoFederatedToken', message },
    OPERATION,
  );
}

function readToken(body: unknown): GrantedToken {
  const { access_token: token, expires_in: seconds } = recordOf(body);
  const value = textOf(token);
  const lifetime = numberOf(typeof seconds === 'string' ? Number(seconds) : seconds);
  if (value === null || lifetime === null || lifetime <= 0) {
    throw new MalformedResponseError('the answer holds no token or not its lifetime');
  }
  return { value, lifetimeMs: lifetime * 1000 };
}

/** The first line says what is wrong; the others are trace ids. */
function readError(body: unknown): { code?: string; message?: string } {
  const { error, error_description: description } = recordOf(body);
  const [message] = (textOf(description) ?? '').split(/[\r\n]|\s+Trace ID:/);
  return { code: textOf(error) ?? undefined, message: message || undefined };
}
