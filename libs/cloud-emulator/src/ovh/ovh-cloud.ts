import type { EmulatedCloud } from '../cloud/cloud';
import { RestApi } from '../cloud/rest-api';
import { ovhAccount } from './ovh-account-estate';
import { OvhDialect } from './ovh-dialect';
import type { OvhAccountSpec } from './ovh-spec';

const BASE = '/ovh/v1';

/** Opens nothing anywhere. */
const DEMO_SERVICE_ACCOUNT = {
  clientId: 'EU.0f0f0f0f0f0f0f0f',
  clientSecret: 'EXAMPLEskyledgerDemoOvhSecret00000',
} as const;

const DEMO: OvhAccountSpec = {
  account: 'ab12345-ovh',
  serviceAccount: DEMO_SERVICE_ACCOUNT,
  keys: {
    applicationKey: 'EXAMPLEappKey000',
    applicationSecret: 'EXAMPLEappSecret0000000000000000',
    consumerKey: 'EXAMPLEconsumerKey00000000000000',
  },
  counts: {
    instances: 12,
    images: 2,
    volumes: 7,
    volumeSnapshots: 2,
    networks: 4,
    floatingIps: 2,
    loadBalancers: 2,
    databases: 5,
    clusters: 1,
    containers: 4,
    buckets: 4,
    vps: 4,
    servers: 2,
    ips: 3,
    vracks: 1,
  },
};

/** The API of OVHcloud, version 1, of the site in Europe. */
export const ovhCloud: EmulatedCloud = {
  provider: 'ovh',
  base: BASE,
  demo: {
    spec: { ovh: [DEMO] },
    credentials: {
      method: 'oauth2',
      endpoint: 'ovh-eu',
      client_id: DEMO_SERVICE_ACCOUNT.clientId,
      client_secret: DEMO_SERVICE_ACCOUNT.clientSecret,
    },
  },
  open(spec) {
    const accounts = (spec.ovh ?? []).map((each, position) =>
      ovhAccount(spec.seed, each, position),
    );
    return {
      shelves: accounts.flatMap(({ shelves }) => shelves),
      serve: (context) => new RestApi(new OvhDialect(accounts, BASE), context),
    };
  },
};
