import { createPublicKey, randomBytes, verify } from 'node:crypto';
import type { RestAnswer } from '../cloud/rest-route';
import type { GcpProjectEstate } from './gcp-project-estate';

/** Where assertions must say they are for, whatever address they are sent to. */
const TOKEN_AUDIENCE = 'https://oauth2.googleapis.com/token';
const LIFETIME_SECONDS = 3600;

/** Whom an access token speaks for. */
export interface Principal {
  readonly project: GcpProjectEstate;
  readonly email: string;
}

interface Session extends Principal {
  readonly expiresAt: number;
}

/** Gives out access tokens and knows them again. */
export class GcpSessions {
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly now: () => Date) {}

  issue(project: GcpProjectEstate, email: string): { token: string; expiresAt: Date } {
    const token = `ya29.c.${randomBytes(48).toString('base64url')}`;
    const expiresAt = this.now().getTime() + LIFETIME_SECONDS * 1000;
    this.sessions.set(token, { project, email, expiresAt });
    return { token, expiresAt: new Date(expiresAt) };
  }

  /** `expired` is told apart, as Google does. */
  find(token: string): Principal | 'expired' | null {
    const session = this.sessions.get(token);
    if (!session) return null;
    return session.expiresAt > this.now().getTime() ? session : 'expired';
  }

  /** Ends every session; later uses are told apart from unknown tokens. */
  expire(): number {
    let ended = 0;
    for (const [token, session] of this.sessions) {
      if (session.expiresAt > this.now().getTime()) ended += 1;
      this.sessions.set(token, { ...session, expiresAt: 0 });
    }
    return ended;
  }
}

/** `POST oauth2.googleapis.com/token` with a signed assertion (RFC 7523). */
export function exchangeAssertion(
  form: URLSearchParams,
  projects: readonly GcpProjectEstate[],
  sessions: GcpSessions,
  now: Date,
): RestAnswer {
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return refusal('unsupported_grant_type', 'Invalid grant_type');
  }
  const parts = (form.get('assertion') ?? '').split('.');
  const header = part(parts[0]);
  const claims = part(parts[1]);
  const project = projects.find(({ serviceAccount }) => serviceAccount.email === claims['iss']);
  if (!project) return refusal('invalid_grant', 'Invalid grant: account not found');
  const { email, keyId, publicKey } = project.serviceAccount;
  const signed =
    header['alg'] === 'RS256' &&
    header['kid'] === keyId &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${parts[0]}.${parts[1]}`),
      createPublicKey(publicKey),
      Buffer.from(parts[2] ?? '', 'base64url'),
    );
  if (!signed) return refusal('invalid_grant', 'Invalid JWT Signature.');
  const { iat, exp, aud, scope } = claims;
  const seconds = now.getTime() / 1000;
  const inTime =
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    iat <= seconds + 300 &&
    exp > seconds - 300 &&
    exp - iat <= LIFETIME_SECONDS;
  if (!inTime) {
    return refusal(
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  }
  if (aud !== TOKEN_AUDIENCE)
    return refusal('invalid_grant', 'Invalid JWT: Failed audience check.');
  if (typeof scope !== 'string') return refusal('invalid_scope', 'Invalid OAuth scope.');
  const { token } = sessions.issue(project, email);
  return { body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } };
}

/** `POST sts.googleapis.com/v1/token`: a foreign token for one of ours (RFC 8693). */
export function exchangeForeignToken(
  form: URLSearchParams,
  projects: readonly GcpProjectEstate[],
  sessions: GcpSessions,
): RestAnswer {
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:token-exchange') {
    return refusal('unsupported_grant_type', 'Invalid grant_type');
  }
  const project = projects.find(({ federation }) => federation?.audience === form.get('audience'));
  if (!project) return refusal('invalid_target', 'The target service indicated is invalid.');
  if (project.federation?.subjectToken !== form.get('subject_token')) {
    return refusal('invalid_grant', 'The subject token is not valid.');
  }
  const { token } = sessions.issue(project, `principal:${project.federation.audience}`);
  return {
    body: {
      access_token: token,
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
    },
  };
}

/** `POST iamcredentials.googleapis.com/v1/...:generateAccessToken`; null when it is refused. */
export function impersonate(
  caller: Principal,
  email: string,
  projects: readonly GcpProjectEstate[],
  sessions: GcpSessions,
): RestAnswer | null {
  const target = projects.find(({ serviceAccount }) => serviceAccount.email === email);
  if (!target?.impersonators?.includes(caller.email)) return null;
  const { token, expiresAt } = sessions.issue(target, email);
  return {
    body: { accessToken: token, expireTime: `${expiresAt.toISOString().slice(0, 19)}Z` },
  };
}

function refusal(error: string, error_description: string): RestAnswer {
  return { status: 400, body: { error, error_description } };
}

/** A part of a JSON web token; empty when it is none. */
function part(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
