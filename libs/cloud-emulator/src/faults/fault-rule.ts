import type { EmulatedProvider } from '../estate/estate';

/** What a request is about; faults match on it and statistics count by it. */
export interface CallFacts {
  readonly provider: EmulatedProvider;
  /** AWS account id or Hetzner project name; null while the caller is unknown. */
  readonly account: string | null;
  /** `ec2`, `rds`, `elasticloadbalancing`, `s3`, `sts`; `cloud` at Hetzner. */
  readonly service: string;
  /** `DescribeInstances`, `GetBucketEncryption`, ...; at Hetzner the path, such as `/servers`. */
  readonly action: string;
  /** Region the request is signed for; null at Hetzner. */
  readonly region: string | null;
  /** Which page of a listing is asked for, from 1. */
  readonly page: number;
}

/** Every field that is given must fit. */
export interface FaultMatch {
  readonly provider?: EmulatedProvider;
  readonly account?: string;
  readonly service?: string;
  readonly action?: string;
  readonly region?: string;
  readonly page?: number;
  /** Only the nth request that fits the fields above, from 1. */
  readonly nth?: number;
  /** Not the first so many that fit. */
  readonly after?: number;
  /** At most so often; then the rule is spent. */
  readonly times?: number;
  /** 0 to 1, drawn from the seed of the estate; default 1. */
  readonly probability?: number;
}

export type FaultEffect =
  | { readonly type: 'latency'; readonly ms: number }
  /**
   * The provider's own way to say "too fast": RequestLimitExceeded 503 (EC2), Throttling 400
   * (query services), SlowDown 503 (S3), 429 (Hetzner). With `retryAfterSeconds` the header too.
   */
  | { readonly type: 'throttle'; readonly retryAfterSeconds?: number }
  | { readonly type: 'deny' }
  /** AWS: also ends the session of the caller for good, if it is one. Hetzner: 401. */
  | { readonly type: 'expire-token' }
  | { readonly type: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** Cuts the body after `keep` (a share, default one half) and drops the connection. */
  | { readonly type: 'truncate'; readonly keep?: number; readonly chunked?: boolean }
  /** Never answers. */
  | { readonly type: 'hang' }
  /** A complete response whose document ends in the middle. */
  | { readonly type: 'malformed' }
  /** The page names itself as the next one, whatever was asked. */
  | { readonly type: 'repeat-token' }
  /** No items, though more are announced. AWS: the items follow; Hetzner: they are skipped. */
  | { readonly type: 'empty-page' }
  /** The first item once more at the end of the page. */
  | { readonly type: 'duplicate-item' }
  /** So many items at once, past every limit of the API. */
  | { readonly type: 'huge-page'; readonly items: number }
  /** Renames one item of the page (its `Name` tag, too); see `oddNames`. */
  | { readonly type: 'rename'; readonly name: string; readonly position?: number }
  /** Elements of these names are left out (XML) or null (JSON), everywhere in the body. */
  | { readonly type: 'null-fields'; readonly fields: readonly string[] }
  /** Replaces the first occurrence of `find` in the body; the means for whatever is not above. */
  | { readonly type: 'replace-text'; readonly find: string; readonly replace: string };

export interface FaultRule {
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
}

/** Names that real clouds have let through. XML can only carry them as numeric references. */
export const oddNames = {
  nul: 'web\u0000server',
  control: 'web\u0001\u001fserver',
  loneSurrogate: 'web\ud800server',
  markup: '<b>web</b> & "server" ]]>',
  prototype: '__proto__',
  long: 'x'.repeat(20_480),
} as const;
