import { RestApi, RestRefusal, type RestDialect } from '../cloud/rest-api';
import type { CloudApi, CloudContext } from '../cloud/cloud';
import type { RestRoute } from '../cloud/rest-route';
import type { EmulatedRequest } from '../server/exchange';
import { ASSET_ROUTES } from './asset-routes';
import { COMPUTE_ROUTES } from './compute-routes';
import { errorBody, refuse } from './gcp-errors';
import type { GcpProjectEstate } from './gcp-project-estate';
import { MANAGED_ROUTES } from './managed-routes';
import {
  exchangeAssertion,
  exchangeForeignToken,
  GcpSessions,
  impersonate,
  type Principal,
} from './oauth';
import { ORGANIZATION_ROUTES } from './organization-routes';
import { SKU_ROUTES } from './price-list/sku-routes';
import { SERVICE_ROUTES } from './service-routes';

/** Where Google's APIs are mounted, each below a name of its own: `compute/v1`, `storage/v1`, ... */
export const GCP_BASE = '/gcp';

const USUAL_RATE = 1500;

/** Serves the APIs of Google Cloud for the projects given. */
export function gcpApi(projects: readonly GcpProjectEstate[], context: CloudContext): CloudApi {
  const sessions = new GcpSessions(context.now);
  const minutes = new Map<string, { minute: number; used: number }>();
  const dialect: RestDialect<GcpProjectEstate> = {
    provider: 'gcp',
    base: GCP_BASE,
    routes: [
      ...tokenRoutes(projects, sessions),
      ...COMPUTE_ROUTES,
      ...ORGANIZATION_ROUTES,
      ...SERVICE_ROUTES,
      ...MANAGED_ROUTES,
      ...ASSET_ROUTES,
      ...SKU_ROUTES,
    ],
    authenticate: (request) => askedAbout(request, callerOf(request, sessions), projects),
    refuse,
    /** Quotas are of a minute; the next one starts with a full one. */
    meter: ({ account, requestsPerMinute = USUAL_RATE }, { now }) => {
      const minute = Math.floor(now().getTime() / 60_000);
      const known = minutes.get(account);
      const used = known?.minute === minute ? known.used + 1 : 1;
      minutes.set(account, { minute, used });
      if (used > requestsPerMinute) throw new RestRefusal({ kind: 'throttled' });
    },
    expireSessions: () => sessions.expire(),
  };
  return new RestApi(dialect, context);
}

function tokenRoutes(
  projects: readonly GcpProjectEstate[],
  sessions: GcpSessions,
): RestRoute<GcpProjectEstate>[] {
  return [
    {
      method: 'POST',
      path: '/token',
      service: 'oauth2',
      open: true,
      answer: ({ request, context }) =>
        exchangeAssertion(formOf(request), projects, sessions, context.now()),
    },
    {
      method: 'POST',
      path: '/sts/v1/token',
      service: 'sts',
      open: true,
      answer: ({ request }) => exchangeForeignToken(formOf(request), projects, sessions),
    },
    {
      method: 'POST',
      path: '/iamcredentials/v1/projects/-/serviceAccounts/:target',
      service: 'iamcredentials',
      answer: ({ request, params }) => {
        const [email = '', verb] = (params['target'] ?? '').split(':');
        if (verb !== 'generateAccessToken') throw new RestRefusal({ kind: 'not-found' });
        const made = impersonate(callerOf(request, sessions), email, projects, sessions);
        return made ?? { status: 403, body: MAY_NOT_IMPERSONATE };
      },
    },
  ];
}

const MAY_NOT_IMPERSONATE = errorBody({
  code: 403,
  message:
    "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
  status: 'PERMISSION_DENIED',
  reason: 'forbidden',
  info: {
    reason: 'IAM_PERMISSION_DENIED',
    metadata: { permission: 'iam.serviceAccounts.getAccessToken' },
  },
});

function callerOf({ headers }: EmulatedRequest, sessions: GcpSessions): Principal {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const caller = token === undefined ? null : sessions.find(token);
  if (caller === 'expired') throw new RestRefusal({ kind: 'expired' });
  if (caller === null) throw new RestRefusal({ kind: 'unauthorized' });
  return caller;
}

/** Of the projects that the caller may read, the one that the request is about. */
function askedAbout(
  { rawPath, query }: EmulatedRequest,
  { project, email }: Principal,
  projects: readonly GcpProjectEstate[],
): GcpProjectEstate {
  const own = projects.filter(
    ({ serviceAccount, federation }) =>
      serviceAccount.email === email || `principal:${federation?.audience}` === email,
  );
  const path = decodeURIComponent(rawPath);
  const named = /\/(?:projects|namespaces)\/([^/:]+)/.exec(path)?.[1] ?? query.get('project');
  const bucket = /\/storage\/v1\/b\/([^/]+)/.exec(path)?.[1];
  const about =
    named !== null
      ? own.find(({ account }) => account === named)
      : bucket !== undefined
        ? own.find(({ buckets }) => buckets.find(bucket))
        : own.find(({ organization }) => organization);
  return about ?? project;
}

function formOf({ body }: EmulatedRequest): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}
