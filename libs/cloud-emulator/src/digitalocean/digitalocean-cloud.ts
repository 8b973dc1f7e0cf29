import type { CloudApi, CloudContext, EmulatedCloud } from '../cloud/cloud';
import { RestApi, RestRefusal } from '../cloud/rest-api';
import type { RestDialect } from '../cloud/rest-api';
import { digitalOceanAccount } from './digitalocean-account';
import type { DigitalOceanAccount } from './digitalocean-account';
import { refuse } from './digitalocean-errors';
import type { DigitalOceanAccountSpec } from './digitalocean-spec';
import { RateLimit } from './rate-limit';
import { ROUTES } from './routes';
import { SpacesApi } from './spaces-api';

const BASE = '/digitalocean';
const SPACES_BASE = `${BASE}/spaces`;
const USUAL_RATE = 5000;
/** The first number of droplets and their like; numbers are unique in an estate. */
const FIRST_NUMBER = 100_000_000;

const DEMO: DigitalOceanAccountSpec = {
  account: 'demo-team',
  token: 'dop_v1_EXAMPLE0skyledger0demo0token0that0opens0nothing0at0all0000000000',
  spacesKey: {
    accessKeyId: 'DO00EXAMPLESKYLEDGER',
    secretAccessKey: 'EXAMPLEskyledgerDemoSpacesSecretKey00000000',
  },
  counts: {
    droplets: 26,
    gpuDroplets: 1,
    volumes: 9,
    dropletSnapshots: 4,
    volumeSnapshots: 3,
    images: 2,
    vpcs: 4,
    firewalls: 9,
    loadBalancers: 3,
    databases: 6,
    reservedIps: 4,
    reservedIpv6s: 1,
    kubernetesClusters: 1,
    domains: 3,
    certificates: 2,
    apps: 3,
    spaces: 6,
  },
};

/** DigitalOcean: the API of teams under `/v2`, and Spaces under `/spaces/<region>`. */
export const digitalOceanCloud: EmulatedCloud = {
  provider: 'digitalocean',
  base: BASE,
  demo: {
    spec: { digitalocean: [DEMO] },
    credentials: {
      api_token: DEMO.token,
      spaces_access_key_id: DEMO.spacesKey?.accessKeyId,
      spaces_secret_access_key: DEMO.spacesKey?.secretAccessKey,
    },
  },
  open({ seed, digitalocean = [] }) {
    const accounts = new Map<string, DigitalOceanAccount>();
    let firstNumber = FIRST_NUMBER;
    for (const spec of digitalocean) {
      if (accounts.has(spec.token)) throw new Error('two accounts have the same token');
      const built = digitalOceanAccount(seed, spec, firstNumber);
      firstNumber = built.nextNumber;
      accounts.set(spec.token, built);
    }
    const shelves = [...accounts.values()].flatMap((account) => account.shelves);
    return { shelves, serve: (context) => serve(accounts, context) };
  },
};

function serve(
  accounts: ReadonlyMap<string, DigitalOceanAccount>,
  context: CloudContext,
): CloudApi {
  const api = new RestApi(dialect(accounts), context);
  const spaces = new SpacesApi([...accounts.values()], SPACES_BASE, context);
  return {
    handle: (request) =>
      (request.rawPath.startsWith(`${SPACES_BASE}/`) ? spaces : api).handle(request),
  };
}

function dialect(
  accounts: ReadonlyMap<string, DigitalOceanAccount>,
): RestDialect<DigitalOceanAccount> {
  const limits = new Map<string, RateLimit>();
  const limitOf = ({ spec }: DigitalOceanAccount): RateLimit => {
    const known = limits.get(spec.token);
    if (known) return known;
    const limit = new RateLimit(spec.requestsPerHour ?? USUAL_RATE);
    limits.set(spec.token, limit);
    return limit;
  };
  return {
    provider: 'digitalocean',
    base: BASE,
    routes: ROUTES,
    authenticate(request) {
      const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
      const account = token === undefined ? undefined : accounts.get(token);
      if (!account) throw new RestRefusal({ kind: 'unauthorized' });
      return account;
    },
    refuse,
    meter(account, { now }) {
      const refused = limitOf(account).take(now());
      if (refused === null) return;
      const { retryAfterSeconds } = refused;
      throw new RestRefusal({
        kind: 'throttled',
        ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
      });
    },
    headers: (account, { now }) => limitOf(account).headers(now()),
  };
}
