import { createHash, timingSafeEqual } from 'node:crypto';
import type { CloudContext } from '../cloud/cloud';
import { RestRefusal, type Refusal, type RestDialect } from '../cloud/rest-api';
import type { RestRoute } from '../cloud/rest-route';
import { ItemRandom, saltOf } from '../estate/random';
import type { Answer, EmulatedRequest } from '../server/exchange';
import { accountRoutes } from './account-routes';
import { cloudRoutes } from './cloud-routes';
import type { OvhAccount } from './ovh-account-estate';
import { READ_ONLY, type OvhAccessRule } from './ovh-spec';
import { catalogueRoute } from './price-catalogue';
import { vrackRoutes } from './vrack-routes';

/** How far a signature's time may be off. */
const TOLERANCE_SECONDS = 180;
const TOKEN_SECONDS = 3599;

/** Errors that have a code and a status of their own. */
const CODES: Readonly<Record<string, readonly [status: number, message: string]>> = {
  INVALID_KEY: [403, 'This application key is invalid'],
  NOT_CREDENTIAL: [403, 'This credential does not exist'],
  INVALID_CREDENTIAL: [403, 'This credential is not valid'],
  NOT_GRANTED_CALL: [403, 'This call has not been granted'],
  QUERY_TIME_OUT: [400, 'Query out of time'],
  INVALID_SIGNATURE: [400, 'Invalid signature'],
};
const STATUS_TEXT: Readonly<Record<number, string>> = { 400: 'Bad Request', 403: 'Forbidden' };

/** The API's authentication, errors and limits, and its token endpoint. */
export class OvhDialect implements RestDialect<OvhAccount> {
  readonly provider = 'ovh';
  readonly routes: readonly RestRoute<OvhAccount>[];
  private readonly tokens = new Map<string, { account: OvhAccount; until: number }>();
  private readonly used = new Map<string, { minute: number; count: number }>();
  private issued = 0;
  private answered = 0;
  /** How the request being answered came: refusals differ. */
  private byToken = false;

  constructor(
    private readonly accounts: readonly OvhAccount[],
    readonly base: string,
  ) {
    this.routes = [
      ...accountRoutes((form, context) => this.giveToken(form, context)),
      ...cloudRoutes(),
      ...vrackRoutes(),
      catalogueRoute(),
    ];
  }

  authenticate(request: EmulatedRequest, context: CloudContext): OvhAccount {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    this.byToken = bearer !== undefined;
    if (bearer === undefined) return this.bySignature(request, context);
    const session = this.tokens.get(bearer);
    if (!session) throw new RestRefusal({ kind: 'unauthorized' });
    if (session.until <= context.now().getTime()) throw new RestRefusal({ kind: 'expired' });
    return session.account;
  }

  refuse(refusal: Refusal, path: string): Answer {
    switch (refusal.kind) {
      case 'unauthorized':
        return this.byToken ? this.badToken('Invalid token') : this.coded('NOT_CREDENTIAL');
      case 'expired':
        return this.byToken ? this.badToken('Token expired') : this.coded('INVALID_CREDENTIAL');
      case 'forbidden':
        return this.coded('NOT_GRANTED_CALL');
      case 'not-found':
        // What does not exist is worded otherwise than what cannot exist.
        return this.json(
          404,
          this.knows(path)
            ? { class: 'Client::NotFound', message: 'The requested object does not exist' }
            : {
                errorCode: 'NOT_FOUND',
                httpCode: '404 Not Found',
                message: 'Got an invalid (or empty) URL',
              },
        );
      case 'throttled':
        return {
          ...this.json(429, { message: 'Too many requests, please retry later' }),
          headers: {
            'content-type': 'application/json; charset=utf-8',
            ...(refusal.retryAfterSeconds === undefined
              ? {}
              : { 'retry-after': String(refusal.retryAfterSeconds) }),
          },
        };
      case 'failure':
        return refusal.status === 500
          ? this.json(500, {
              class: 'Server::InternalServerError',
              message: 'Internal server error',
            })
          : {
              status: refusal.status,
              headers: { 'content-type': 'text/html' },
              body: `<html><body><h1>${refusal.status}</h1>No server is available.</body></html>`,
            };
      case 'invalid':
        if (refusal.message === 'invalid_client') {
          const error_description = 'Client authentication failed';
          return this.json(401, { error: 'invalid_client', error_description });
        }
        return refusal.message in CODES
          ? this.coded(refusal.message)
          : this.json(400, { class: 'Client::BadRequest', message: refusal.message });
    }
  }

  meter({ account, requestsPerMinute }: OvhAccount, { now }: CloudContext): void {
    if (requestsPerMinute === undefined) return;
    const minute = Math.floor(now().getTime() / 60_000);
    const known = this.used.get(account);
    const count = known?.minute === minute ? known.count + 1 : 1;
    this.used.set(account, { minute, count });
    if (count > requestsPerMinute) {
      const retryAfterSeconds = Math.ceil(60 - ((now().getTime() / 1000) % 60));
      throw new RestRefusal({ kind: 'throttled', retryAfterSeconds });
    }
  }

  headers(): Readonly<Record<string, string>> {
    this.answered += 1;
    return { 'x-ovh-queryid': `EU.ext-1.${String(this.answered).padStart(8, '0')}` };
  }

  expireSessions(): number {
    const ended = this.tokens.size;
    this.tokens.clear();
    return ended;
  }

  private bySignature(request: EmulatedRequest, context: CloudContext): OvhAccount {
    const header = (name: string): string => String(request.headers[`x-ovh-${name}`] ?? '');
    const refuse = (message: string): RestRefusal => new RestRefusal({ kind: 'invalid', message });
    const known = this.accounts.filter(
      ({ keys }) => keys?.applicationKey === header('application') && header('application') !== '',
    );
    if (known.length === 0) throw refuse('INVALID_KEY');
    const account = known.find(({ keys }) => keys?.consumerKey === header('consumer'));
    if (!account?.keys) throw refuse('NOT_CREDENTIAL');
    const timestamp = header('timestamp');
    const drift = Math.abs(Number(timestamp) - context.now().getTime() / 1000);
    if (!(drift <= TOLERANCE_SECONDS)) throw refuse('QUERY_TIME_OUT');
    const query = request.rawQuery === '' ? '' : `?${request.rawQuery}`;
    const signed = [
      account.keys.applicationSecret,
      account.keys.consumerKey,
      request.method,
      `http://${request.headers.host}${request.rawPath}${query}`,
      request.body.toString('utf8'),
      timestamp,
    ].join('+');
    const expected = `$1$${createHash('sha1').update(signed).digest('hex')}`;
    if (!isSame(expected, header('signature'))) throw refuse('INVALID_SIGNATURE');
    const path = request.rawPath.slice(this.base.length);
    const { accessRules = READ_ONLY } = account;
    // A key may always read what it is itself.
    const isOwn = path === '/auth/currentCredential' || path === '/auth/details';
    if (!isOwn && !accessRules.some((rule) => grants(rule, request.method, path))) {
      throw new RestRefusal({ kind: 'forbidden' });
    }
    return account;
  }

  private giveToken(form: URLSearchParams, { seed, now }: CloudContext): Record<string, unknown> {
    const account = this.accounts.find(
      ({ serviceAccount }) =>
        serviceAccount !== undefined &&
        serviceAccount.clientId === form.get('client_id') &&
        serviceAccount.clientSecret === form.get('client_secret'),
    );
    if (!account) throw new RestRefusal({ kind: 'invalid', message: 'invalid_client' });
    if (form.get('grant_type') !== 'client_credentials') {
      throw new RestRefusal({ kind: 'invalid', message: 'unsupported grant type' });
    }
    this.issued += 1;
    const token = `EXAMPLE.${new ItemRandom(saltOf(seed, 'ovh token'), this.issued).hex(40)}`;
    this.tokens.set(token, { account, until: now().getTime() + TOKEN_SECONDS * 1000 });
    return { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS, scope: 'all' };
  }

  /** Whether some route has the path, so that a refusal is about what stands in it. */
  private knows(path: string): boolean {
    const parts = path.split('/');
    return this.routes.some(({ path: pattern }) => {
      const wanted = pattern.split('/');
      return (
        wanted.length === parts.length &&
        wanted.every((part, at) => part.startsWith(':') || part === parts[at])
      );
    });
  }

  private badToken(message: string): Answer {
    return this.json(401, { class: 'Client::Unauthorized', message });
  }

  private coded(errorCode: string): Answer {
    const [status, message] = CODES[errorCode] ?? [400, errorCode];
    return this.json(status, { errorCode, httpCode: `${status} ${STATUS_TEXT[status]}`, message });
  }

  private json(status: number, body: unknown): Answer {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return { status, headers, body: JSON.stringify(body) };
  }
}

function grants(rule: OvhAccessRule, method: string, path: string): boolean {
  if (rule.method !== method) return false;
  const [start = '', ...rest] = rule.path.split('*');
  if (rest.length === 0) return path === start;
  let at = path.startsWith(start) ? start.length : -1;
  for (const part of rest.slice(0, -1)) {
    if (at < 0) return false;
    const found = path.indexOf(part, at);
    at = found < 0 ? -1 : found + part.length;
  }
  const end = rest.at(-1) ?? '';
  return at >= 0 && path.length - end.length >= at && path.endsWith(end);
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
