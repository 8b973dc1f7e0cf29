import type { CloudApi, CloudContext } from '../cloud/cloud';
import { RestApi, RestRefusal } from '../cloud/rest-api';
import type { RestRoute } from '../cloud/rest-route';
import type { EmulatedRequest } from '../server/exchange';
import type { AzureAccount } from './azure-account';
import { armRefusal } from './azure-errors';
import { ARM_ROUTES } from './azure-routes';
import { AzureTokens } from './azure-tokens';
import { ReadBucket } from './read-bucket';
import { GRAPH_PATH, subscriptionsOf } from './resource-graph/graph-request';
import { GRAPH_ROUTE } from './resource-graph/graph-route';
import { QueryQuota } from './resource-graph/query-quota';
import { retailRoute } from './retail-prices/retail-route';
import { TENANT_ROUTES } from './tenant-routes';

/** Where Resource Manager, the token authority and the price list are mounted, side by side. */
export const AZURE_BASE = '/azure';

const USUAL_READS = { burst: 250, perSecond: 25 };
const USUAL_QUERIES = 15;

/** Resource Manager, its token authority and the price list for every subscription of an estate. */
export function azureApi(accounts: readonly AzureAccount[], context: CloudContext): CloudApi {
  const tokens = new AzureTokens(accounts.map(({ spec }) => spec));
  const buckets = new Map<string, ReadBucket>();
  const bucketOf = ({ account, spec }: AzureAccount): ReadBucket => {
    const known = buckets.get(account);
    if (known) return known;
    const { burst, perSecond } = spec.reads ?? USUAL_READS;
    const bucket = new ReadBucket(burst, perSecond);
    buckets.set(account, bucket);
    return bucket;
  };
  const quotas = new Map<string, QueryQuota>();
  const quotaOf = ({ spec }: AzureAccount): QueryQuota => {
    const quota = quotas.get(spec.clientId) ?? new QueryQuota(spec.graphQueries ?? USUAL_QUERIES);
    quotas.set(spec.clientId, quota);
    return quota;
  };
  const tokenRoute: RestRoute<AzureAccount> = {
    method: 'POST',
    path: '/:tenant/oauth2/v2.0/token',
    service: 'login',
    open: true,
    answer: ({ params, request, context: { now } }) =>
      tokens.grant(params['tenant'] ?? '', new URLSearchParams(request.body.toString()), now()),
  };
  const pricePageSize = accounts.find(({ spec }) => spec.pricePageSize)?.spec.pricePageSize;
  return new RestApi<AzureAccount>(
    {
      provider: 'azure',
      base: AZURE_BASE,
      routes: [
        tokenRoute,
        retailRoute(pricePageSize),
        GRAPH_ROUTE,
        ...TENANT_ROUTES,
        ...ARM_ROUTES,
      ],
      authenticate: (request, { now }) => authenticate(request, accounts, tokens, now()),
      refuse: armRefusal,
      meter: (account, { now }, service) => {
        if (service === GRAPH_ROUTE.service) {
          // It leaves how long to wait to its headers.
          if (!quotaOf(account).take(now())) throw new RestRefusal({ kind: 'throttled' });
        } else if (!bucketOf(account).take(now())) {
          throw new RestRefusal({ kind: 'throttled', retryAfterSeconds: 1 });
        }
      },
      headers: (account, { now }, service) => {
        if (service === GRAPH_ROUTE.service) return quotaOf(account).headers(now());
        const left = bucketOf(account).remaining(now());
        return {
          'cache-control': 'no-cache',
          'x-ms-ratelimit-remaining-subscription-reads': String(left),
          'x-ms-ratelimit-remaining-subscription-global-reads': String(left * 15),
        };
      },
      expireSessions: () => tokens.expireAll(),
    },
    context,
  );
}

/**
 * The token tells the application, the path which of its subscriptions, or that it is about none. A
 * query of Resource Graph names it in its body.
 */
function authenticate(
  request: EmulatedRequest,
  accounts: readonly AzureAccount[],
  tokens: AzureTokens,
  now: Date,
): AzureAccount {
  const { headers, rawPath } = request;
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const application = token === undefined ? null : tokens.applicationOf(token, now);
  if (application === null) throw new RestRefusal({ kind: 'unauthorized' });
  if (application.expired) throw new RestRefusal({ kind: 'expired' });
  const subscription = /^\/azure\/subscriptions\/([^/?]+)/i.exec(rawPath)?.[1]?.toLowerCase();
  const own = accounts.filter(({ spec }) => spec.clientId === application.clientId);
  if (rawPath === AZURE_BASE + GRAPH_PATH) return askedAbout(subscriptionsOf(request), own);
  const account =
    subscription === undefined
      ? (own.find(({ spec }) => spec.organization) ?? own[0])
      : own.find(({ spec }) => spec.subscriptionId === subscription);
  if (!account) throw new RestRefusal({ kind: 'not-found' });
  return account;
}

/** Resource Graph refuses who has no right in any of the subscriptions that are named. */
function askedAbout(subscriptions: readonly string[], own: readonly AzureAccount[]): AzureAccount {
  const account = own.find(({ spec }) => subscriptions.includes(spec.subscriptionId));
  if (!account) throw new RestRefusal({ kind: 'forbidden' });
  return account;
}
