import { createHash } from 'node:crypto';
import {
  HttpClient,
  integerOf,
  MalformedResponseError,
  recordOf,
  textOf,
  type ConnectContext,
  type ErrorDetail,
  type OutgoingRequest,
} from '@skyledger/provider-sdk';
import { SITES, type OvhCredentials } from './credentials';

type Headers = Readonly<Record<string, string>>;

/** Proves to the API who asks. */
export interface Authentication {
  /** Gets ready what the headers need; called before every request, outside of its attempts. */
  prepare(): Promise<void>;
  headers(request: OutgoingRequest): Headers;
  close(): Promise<void>;
}

/** The way that the credentials prescribe. */
export function authenticationOf(
  credentials: OvhCredentials,
  context: ConnectContext,
): Authentication {
  return credentials.method === 'oauth2'
    ? new ServiceAccount(credentials, context)
    : new SignedRequests(credentials, context);
}

/**
 * Reads the code and message of an error. The API sends `errorCode` for some errors, a `class` for
 * others, and only a message for the rest; the token endpoint speaks OAuth 2.
 */
export function readError(body: unknown): ErrorDetail {
  const error = recordOf(body);
  const code = textOf(error['errorCode']) ?? textOf(error['error']) ?? textOf(error['class']);
  const message = textOf(error['message']) ?? textOf(error['error_description']);
  return { ...(code !== null && { code }), ...(message !== null && { message }) };
}

/**
 * Signs each request with the time of OVHcloud's clock, which is asked once a connection: its
 * difference from ours does not change ("First steps with the OVHcloud APIs").
 */
class SignedRequests implements Authentication {
  private readonly http: HttpClient;
  private drift: Promise<number> | undefined;
  private driftSeconds = 0;

  constructor(
    private readonly keys: Extract<OvhCredentials, { method: 'application_key' }>,
    { gate, endpoint }: ConnectContext,
  ) {
    const baseUrl = endpoint ?? SITES[keys.endpoint].api;
    this.http = new HttpClient({ gate, baseUrl, readError });
  }

  async prepare(): Promise<void> {
    this.drift ??= this.http
      .get('GET /auth/time', '/auth/time', { read: readTime })
      .then((theirs) => theirs - unixTime());
    try {
      this.driftSeconds = await this.drift;
    } catch (error) {
      this.drift = undefined;
      throw error;
    }
  }

  headers({ method, url, body }: OutgoingRequest): Headers {
    const { application_key, application_secret, consumer_key } = this.keys;
    const timestamp = String(unixTime() + this.driftSeconds);
    const signed = [application_secret, consumer_key, method, url.href, body, timestamp].join('+');
    return {
      'x-ovh-application': application_key,
      'x-ovh-consumer': consumer_key,
      'x-ovh-timestamp': timestamp,
      'x-ovh-signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
    };
  }

  close(): Promise<void> {
    return this.http.close();
  }
}

/** A token is renewed this long before it ends, so that no request is under way meanwhile. */
const RENEW_BEFORE_MS = 120_000;

/** Gets tokens by the client credentials flow of OAuth 2; they last about an hour. */
class ServiceAccount implements Authentication {
  private readonly http: HttpClient;
  private pending: Promise<void> | undefined;
  private token = '';
  private renewAt = 0;

  constructor(
    private readonly keys: Extract<OvhCredentials, { method: 'oauth2' }>,
    { gate, endpoint }: ConnectContext,
  ) {
    const baseUrl = endpoint ?? SITES[keys.endpoint].tokens;
    this.http = new HttpClient({ gate, baseUrl, readError });
  }

  async prepare(): Promise<void> {
    if (Date.now() < this.renewAt) return;
    this.pending ??= this.renew().finally(() => {
      this.pending = undefined;
    });
    await this.pending;
  }

  headers(): Headers {
    return { authorization: `Bearer ${this.token}` };
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private async renew(): Promise<void> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: this.keys.client_id,
      client_secret: this.keys.client_secret,
      scope: 'all',
    });
    const path = '/auth/oauth2/token';
    const { token, lifetimeMs } = await this.http.post(`POST ${path}`, path, {
      body,
      read: readToken,
    });
    this.token = token;
    this.renewAt = Date.now() + Math.max(lifetimeMs - RENEW_BEFORE_MS, lifetimeMs / 2);
  }
}

function readTime(body: unknown): number {
  const seconds = integerOf(body);
  if (seconds === null) throw new MalformedResponseError('the time is no number');
  return seconds;
}

function readToken(body: unknown): { token: string; lifetimeMs: number } {
  const answer = recordOf(body);
  const token = textOf(answer['access_token']);
  const seconds = integerOf(answer['expires_in']);
  if (token === null || seconds === null || seconds <= 0) {
    throw new MalformedResponseError('the answer holds no token or does not say how long it lasts');
  }
  return { token, lifetimeMs: seconds * 1000 };
}

function unixTime(): number {
  return Math.floor(Date.now() / 1000);
}
