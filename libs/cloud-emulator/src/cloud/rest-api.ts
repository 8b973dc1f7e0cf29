import type { EmulatedProvider } from '../estate/estate';
import { effectOf, faultyBody } from '../faults/effects';
import type { CallFacts, FaultEffect } from '../faults/fault-rule';
import type { Answer, EmulatedRequest, Handled } from '../server/exchange';
import type { CloudApi, CloudContext } from './cloud';
import { matchPath, type RestRoute } from './rest-route';

/** What every account states, whatever its provider. */
export interface RestAccountSpec {
  /** Names the account in mutations, faults and enumerations; unique in the estate. */
  readonly account: string;
  /** Route patterns that the account's credentials may not read. */
  readonly deniedPaths?: readonly string[];
}

/** Why a request is refused; each API says it in its own words. */
export type Refusal =
  | { readonly kind: 'unauthorized' | 'expired' | 'forbidden' | 'not-found' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'failure'; readonly status: 500 | 502 | 503 | 504 }
  | { readonly kind: 'invalid'; readonly message: string };

/** Thrown by a route to refuse its request. */
export class RestRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}

/** What makes one JSON API differ from another. */
export interface RestDialect<Account extends RestAccountSpec> {
  readonly provider: EmulatedProvider;
  readonly base: string;
  readonly routes: readonly RestRoute<Account>[];
  /** Whose request it is; a refusal is thrown as `RestRefusal`. */
  authenticate(request: EmulatedRequest, context: CloudContext): Account;
  /** The provider's own status, headers and body for a refusal. */
  refuse(refusal: Refusal, path: string): Answer;
  /**
   * Takes the request out of the account's allowance, or out of the service's where that has one of its
   * own; throws `RestRefusal` when there is none left.
   */
  meter?(account: Account, context: CloudContext, service: string): void;
  /** Headers of every answer to an account, such as what is left of its allowance. */
  headers?(
    account: Account,
    context: CloudContext,
    service: string,
  ): Readonly<Record<string, string>>;
  expireSessions?(): number;
}

/** Serves a JSON API by its dialect: authentication, allowance, faults and routes, in that order. */
export class RestApi<Account extends RestAccountSpec> implements CloudApi {
  constructor(
    private readonly dialect: RestDialect<Account>,
    private readonly context: CloudContext,
  ) {}

  handle(request: EmulatedRequest): Handled {
    const { dialect, context } = this;
    const path = request.rawPath.slice(dialect.base.length);
    const found = this.routeOf(request.method, path);
    let facts: CallFacts = {
      provider: dialect.provider,
      account: null,
      service: found?.route.service ?? 'unknown',
      action: found?.route.path ?? path,
      region: null,
      page: 1,
    };
    let effects: FaultEffect[] = [];
    let account: Account | null = null;
    const headers = (): Readonly<Record<string, string>> =>
      account === null ? {} : (dialect.headers?.(account, context, facts.service) ?? {});
    try {
      if (found?.route.open !== true) account = dialect.authenticate(request, context);
      const { route, params } = found ?? {};
      const call = { request, path, params: params ?? {}, query: request.query };
      facts = {
        ...facts,
        account: account?.account ?? null,
        region: route?.region?.(call) ?? null,
        page: route?.page?.(call) ?? 1,
      };
      effects = context.faults.strike(facts);
      if (account !== null) dialect.meter?.(account, context, facts.service);
      refuseByFault(effects, route);
      if (!route) throw new RestRefusal({ kind: 'not-found' });
      if (account?.deniedPaths?.includes(route.path)) throw new RestRefusal({ kind: 'forbidden' });
      const made = route.answer({ ...call, account: account as Account, effects, context });
      const answer = {
        status: made.status ?? 200,
        headers: { 'content-type': 'application/json', ...headers(), ...made.headers },
        body: faultyBody(effects, JSON.stringify(made.body), withNullField),
      };
      return { facts, effects, answer };
    } catch (error) {
      if (!(error instanceof RestRefusal)) throw error;
      const answer = dialect.refuse(error.refusal, path);
      return {
        facts,
        effects,
        answer: { ...answer, headers: { ...headers(), ...answer.headers } },
      };
    }
  }

  expireSessions(): number {
    return this.dialect.expireSessions?.() ?? 0;
  }

  private routeOf(
    method: string,
    path: string,
  ): { route: RestRoute<Account>; params: Record<string, string> } | null {
    for (const route of this.dialect.routes) {
      if ((route.method ?? 'GET') !== method) continue;
      const params = matchPath(route.path, path);
      if (params) return { route, params };
    }
    return null;
  }
}

/** Faults that replace the answer. */
function refuseByFault(
  effects: readonly FaultEffect[],
  route: Pick<RestRoute<never>, 'open' | 'method'> | undefined,
): void {
  const throttle = effectOf(effects, 'throttle');
  if (throttle) {
    const { retryAfterSeconds } = throttle;
    throw new RestRefusal({ kind: 'throttled', retryAfterSeconds });
  }
  if (effectOf(effects, 'deny')) throw new RestRefusal({ kind: 'forbidden' });
  // A token endpoint is shown credentials; what everyone may read is not.
  const isEveryones = route?.open === true && route.method !== 'POST';
  if (effectOf(effects, 'expire-token') && !isEveryones) throw new RestRefusal({ kind: 'expired' });
  const status = effectOf(effects, 'status');
  if (status) throw new RestRefusal({ kind: 'failure', status: status.status });
}

/** A JSON document with every field of a name set to `null`. */
export function withNullField(body: string, field: string): string {
  const clear = (key: string, value: unknown): unknown => (key === field ? null : value);
  return JSON.stringify(JSON.parse(body), clear);
}
