import type { CloudContext, EmulatedCloud } from '../cloud/cloud';
import { RestApi, RestRefusal } from '../cloud/rest-api';
import type { RestDialect } from '../cloud/rest-api';
import type { EmulatedRequest } from '../server/exchange';
import { ObjectStorageApi } from './object-storage-api';
import { ROUTES } from './routes';
import { refuse } from './scaleway-errors';
import { scalewayAccount } from './scaleway-estate';
import type { ScalewayAccount } from './scaleway-estate';
import type { ScalewayAccountSpec } from './scaleway-spec';

/** Where the API is mounted; the rest of a path is that of `https://api.scaleway.com`. */
const BASE = '/scaleway';

/** Object Storage by region; takes the place of `https://s3.<region>.scw.cloud`. */
const STORAGE_BASE = `${BASE}/s3`;

const DEMO_ACCOUNT: ScalewayAccountSpec = {
  account: 'demo-scaleway',
  accessKey: 'SCWEXAMPLEDEMO000000',
  secretKey: '11111111-1111-4111-8111-111111111111',
  organizationId: '22222222-2222-4222-8222-222222222222',
  projectId: '33333333-3333-4333-8333-333333333333',
  apiKeys: 3,
  regions: [
    {
      name: 'fr-par',
      vpcs: 2,
      privateNetworks: 3,
      databases: 4,
      clusters: 1,
      buckets: 8,
      zones: [
        {
          name: 'fr-par-1',
          servers: 9,
          securityGroups: 5,
          volumes: 3,
          blockVolumes: 8,
          snapshots: 2,
          blockSnapshots: 3,
          images: 2,
          ips: 8,
          loadBalancers: 2,
          gateways: 2,
        },
        { name: 'fr-par-2', servers: 3, securityGroups: 2, blockVolumes: 3, ips: 2 },
      ],
    },
    {
      name: 'nl-ams',
      vpcs: 1,
      privateNetworks: 1,
      databases: 1,
      zones: [{ name: 'nl-ams-1', servers: 3, securityGroups: 2, blockVolumes: 3, ips: 3 }],
    },
  ],
};

/** The read APIs of Scaleway that discovery needs. */
export const scalewayCloud: EmulatedCloud = {
  provider: 'scaleway',
  base: BASE,
  demo: {
    spec: { scaleway: [DEMO_ACCOUNT] },
    credentials: {
      access_key: DEMO_ACCOUNT.accessKey,
      secret_key: DEMO_ACCOUNT.secretKey,
      project_id: DEMO_ACCOUNT.projectId,
    },
  },
  open({ seed, scaleway = [] }) {
    const accounts = scaleway.map((spec) => scalewayAccount(seed, spec));
    return {
      shelves: accounts.flatMap((account) => account.shelves),
      serve: (context: CloudContext) => {
        const api = new RestApi(dialect(accounts), context);
        const storage = new ObjectStorageApi(accounts, context, STORAGE_BASE);
        return {
          handle: (request) =>
            request.rawPath.startsWith(`${STORAGE_BASE}/`)
              ? storage.handle(request)
              : api.handle(request),
        };
      },
    };
  },
};

function dialect(accounts: readonly ScalewayAccount[]): RestDialect<ScalewayAccount> {
  const bySecret = new Map(accounts.map((account) => [account.spec.secretKey, account]));
  if (bySecret.size < accounts.length) throw new Error('two accounts have the same secret key');
  return {
    provider: 'scaleway',
    base: BASE,
    routes: ROUTES,
    authenticate: ({ headers }: EmulatedRequest) => {
      const token = headers['x-auth-token'];
      const account = typeof token === 'string' ? bySecret.get(token) : undefined;
      if (!account) throw new RestRefusal({ kind: 'unauthorized' });
      if (account.spec.expired === true) throw new RestRefusal({ kind: 'expired' });
      return account;
    },
    refuse,
  };
}
