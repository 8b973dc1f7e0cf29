import type { EmulatedCloud, OpenCloud } from '../cloud/cloud';
import { RestApi, RestRefusal } from '../cloud/rest-api';
import type { EmulatedRequest } from '../server/exchange';
import { ionosAccount, type IonosAccount } from './account';
import { ionosToken, type IonosAccountSpec } from './account-spec';
import { IonosRateLimit } from './rate-limit';
import { refuse } from './refuse';
import { ionosRoutes } from './routes';

const BASE = '/ionos';
const USUAL_RATE = 1150;
const USUAL_BURST = 900;
const DEMO_CONTRACT = 31_884_391;

const demo: IonosAccountSpec = {
  account: 'demo-contract',
  contractNumber: DEMO_CONTRACT,
  token: ionosToken(DEMO_CONTRACT),
  datacenters: 2,
  each: {
    servers: 5,
    volumes: 5,
    lans: 3,
    securityGroups: 4,
    networkLoadBalancers: 1,
    applicationLoadBalancers: 1,
    natGateways: 1,
  },
  ipBlocks: 3,
  snapshots: 3,
  images: 2,
  clusters: 2,
  databases: 3,
  mongoDatabases: 2,
  mariaDatabases: 2,
};

/** IONOS Cloud: one account is one contract. */
export const ionosCloud: EmulatedCloud = {
  provider: 'ionos',
  base: BASE,
  demo: {
    spec: { ionos: [demo] },
    credentials: { method: 'token', api_token: demo.token },
  },
  open({ seed, ionos = [] }): OpenCloud {
    const accounts = ionos.map((spec) => ionosAccount(seed, spec));
    return {
      shelves: accounts.flatMap((account) => account.shelves),
      serve: (context) => {
        const limits = new Map(
          accounts.map((account) => {
            const { requestsPerMinute = USUAL_RATE, burst = USUAL_BURST } = account.spec;
            return [account, new IonosRateLimit(requestsPerMinute, burst)];
          }),
        );
        return new RestApi(
          {
            provider: 'ionos',
            base: BASE,
            routes: ionosRoutes(accounts),
            authenticate: (request) => authenticate(accounts, request),
            refuse,
            meter: (account, { now }) => {
              const limit = limits.get(account);
              if (!limit || limit.take(now())) return;
              const retryAfterSeconds = limit.retryAfterSeconds();
              throw new RestRefusal({ kind: 'throttled', retryAfterSeconds });
            },
            headers: (account) => limits.get(account)?.headers() ?? {},
          },
          context,
        );
      },
    };
  },
};

/** A bearer token or a password, and the contract they are for, where the request names one. */
function authenticate(accounts: readonly IonosAccount[], request: EmulatedRequest): IonosAccount {
  const [, scheme = '', value = ''] =
    /^(Bearer|Basic) (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  const account = accounts.find(({ spec: { token, login } }) =>
    scheme === 'Bearer'
      ? value === token
      : login !== undefined &&
        value === Buffer.from(`${login.username}:${login.password}`).toString('base64'),
  );
  if (!account || scheme === '') throw new RestRefusal({ kind: 'unauthorized' });
  const contract = request.headers['x-contract-number'];
  if (contract !== undefined && contract !== String(account.spec.contractNumber)) {
    throw new RestRefusal({ kind: 'forbidden' });
  }
  return account;
}
