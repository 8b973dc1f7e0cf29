import type { FaultEffect } from '../faults/fault-rule';
import type { EmulatedRequest } from '../server/exchange';
import type { CloudContext } from './cloud';

/** A request as its route sees it before anyone is known to have made it. */
export interface RestRequest {
  readonly request: EmulatedRequest;
  /** Below the base of the API. */
  readonly path: string;
  /** What stands where the route's pattern has `:name`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export interface RestCall<Account> extends RestRequest {
  readonly account: Account;
  /** Faults that strike; those which replace the answer or work on its text are seen to already. */
  readonly effects: readonly FaultEffect[];
  readonly context: CloudContext;
}

export interface RestAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** One operation of a JSON API. */
export interface RestRoute<Account> {
  /** Default GET. */
  readonly method?: 'GET' | 'POST';
  /** Path below the base; `:name` stands for one segment, `*` for the rest. */
  readonly path: string;
  /** What faults and statistics count it under, for example `compute`. */
  readonly service: string;
  /** Answers without authentication, as a token endpoint does; `account` is then undefined. */
  readonly open?: boolean;
  /** The region or zone it asks about, where the request tells. */
  region?(request: RestRequest): string | null;
  /** Which page of a listing is asked for, from 1. */
  page?(request: RestRequest): number;
  answer(call: RestCall<Account>): RestAnswer;
}

/** The parameters of `path` under `pattern`, or null when it does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    if (part === '*') return { ...params, rest: given.slice(at).join('/') };
    const segment = given[at];
    if (segment === undefined) return null;
    if (part.startsWith(':') && segment !== '') {
      params[part.slice(1)] = decodeURIComponent(segment);
    } else if (part !== segment) {
      return null;
    }
  }
  return wanted.length === given.length ? params : null;
}
