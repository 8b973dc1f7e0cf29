import { createHash } from 'node:crypto';
import type { RestAnswer } from '../cloud/rest-route';
import type { AzureAccountSpec } from './azure-account-spec';

const USUAL_LIFETIME_SECONDS = 3599;

/** A token stands for an application, whatever subscriptions that may read. */
interface GivenToken {
  readonly application: string;
  readonly endsAt: number;
}

const LONG_AGO = 0;

/** The token endpoint of Microsoft Entra ID for the applications of an estate. */
export class AzureTokens {
  private readonly given = new Map<string, GivenToken>();
  private count = 0;

  constructor(private readonly accounts: readonly AzureAccountSpec[]) {}

  /** The client id of the application whose token it is; `null` for a token that was never given. */
  applicationOf(token: string, now: Date): { clientId: string; expired: boolean } | null {
    const known = this.given.get(token);
    if (!known) return null;
    return { clientId: known.application, expired: known.endsAt <= now.getTime() };
  }

  /** Ends all tokens; returns how many were alive. */
  expireAll(): number {
    let ended = 0;
    for (const [token, { application, endsAt }] of this.given) {
      if (endsAt > LONG_AGO) ended += 1;
      this.given.set(token, { application, endsAt: LONG_AGO });
    }
    return ended;
  }

  /** The client-credentials grant. */
  grant(tenant: string, form: URLSearchParams, now: Date): RestAnswer {
    const inTenant = this.accounts.filter((each) => each.tenantId === tenant.toLowerCase());
    if (inTenant.length === 0) {
      return refusal(
        400,
        'invalid_request',
        90002,
        `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`,
      );
    }
    if (form.get('grant_type') !== 'client_credentials') {
      return refusal(
        400,
        'unsupported_grant_type',
        70003,
        'The app requested an unsupported grant type.',
      );
    }
    if (!/\/\.default$/.test(form.get('scope') ?? '')) {
      return refusal(
        400,
        'invalid_scope',
        1002012,
        'The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.',
      );
    }
    const clientId = form.get('client_id')?.toLowerCase();
    const account = inTenant.find((each) => each.clientId === clientId);
    if (!account) {
      return refusal(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${clientId ?? ''}' was not found in the directory.`,
      );
    }
    const wrong = wrongProof(account, form);
    if (wrong) return wrong;
    const lifetime = account.tokenLifetimeSeconds ?? USUAL_LIFETIME_SECONDS;
    const token = this.make(account.clientId, now);
    this.given.set(token, {
      application: account.clientId,
      endsAt: now.getTime() + lifetime * 1000,
    });
    return {
      headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
      body: {
        token_type: 'Bearer',
        expires_in: lifetime,
        ext_expires_in: lifetime,
        access_token: token,
      },
    };
  }

  /** Looks like a JSON Web Token; nobody but this emulator reads it. */
  private make(clientId: string, now: Date): string {
    this.count += 1;
    const part = (text: string): string => Buffer.from(text).toString('base64url');
    const claims = JSON.stringify({ aud: 'https://management.azure.com', nonce: this.count });
    const signature = createHash('sha256').update(`${clientId} ${now.getTime()} ${this.count}`);
    return `${part('{"typ":"JWT","alg":"RS256"}')}.${part(claims)}.${signature.digest('base64url')}`;
  }
}

function wrongProof(account: AzureAccountSpec, form: URLSearchParams): RestAnswer | null {
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const right =
      form.get('client_assertion_type') === type && assertion === account.federatedToken;
    return right
      ? null
      : refusal(
          401,
          'invalid_client',
          700213,
          'No matching federated identity record found for presented assertion subject.',
        );
  }
  return form.get('client_secret') === account.clientSecret
    ? null
    : refusal(
        401,
        'invalid_client',
        7000215,
        'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
      );
}

/** Errors of the authority are shaped after OAuth, not after Resource Manager. */
function refusal(status: number, error: string, code: number, message: string): RestAnswer {
  const trace = '7d2f9d9e-5c3a-4b77-8f63-0f5c0e5a1200';
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${message} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: 2026-06-01 00:00:00Z`,
      error_codes: [code],
      timestamp: '2026-06-01 00:00:00Z',
      trace_id: trace,
      correlation_id: trace,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}
