import type { CloudApi, CloudContext, EmulatedCloud } from '../cloud/cloud';
import { RestApi } from '../cloud/rest-api';
import { OpenStackDialect } from './openstack-dialect';
import { ovhAccount, type OvhAccount } from './ovh-account-estate';
import { OvhDialect } from './ovh-dialect';
import type { OvhAccountSpec } from './ovh-spec';

const BASE = '/ovh/v1';
const OPENSTACK_BASE = `${BASE}/openstack`;

/** Opens nothing anywhere. */
const DEMO_SERVICE_ACCOUNT = {
  clientId: 'EU.0f0f0f0f0f0f0f0f',
  clientSecret: 'EXAMPLEskyledgerDemoOvhSecret00000',
} as const;

const DEMO_OPENSTACK = {
  username: 'user-EXAMPLE',
  password: 'EXAMPLEskyledgerDemoOpenStack0000',
  keyId: '0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f',
  keySecret: 'EXAMPLEskyledgerDemoOpenStackKey0',
} as const;

const DEMO: OvhAccountSpec = {
  account: 'ab12345-ovh',
  serviceAccount: DEMO_SERVICE_ACCOUNT,
  openStack: DEMO_OPENSTACK,
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
    securityGroups: 8,
  },
};

/** The API of OVHcloud, version 1, of the site in Europe, with OpenStack below `/openstack`. */
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
      openstack_application_credential_id: DEMO_OPENSTACK.keyId,
      openstack_application_credential_secret: DEMO_OPENSTACK.keySecret,
    },
  },
  open(spec) {
    const accounts = (spec.ovh ?? []).map((each, position) =>
      ovhAccount(spec.seed, each, position),
    );
    return {
      shelves: accounts.flatMap(({ shelves }) => shelves),
      serve: (context) => serve(accounts, context),
    };
  },
};

function serve(accounts: readonly OvhAccount[], context: CloudContext): CloudApi {
  const own = new RestApi(new OvhDialect(accounts, BASE), context);
  const openStack = new RestApi(new OpenStackDialect(accounts, OPENSTACK_BASE), context);
  return {
    handle: (request) =>
      (request.rawPath.startsWith(`${OPENSTACK_BASE}/`) ? openStack : own).handle(request),
    expireSessions: () => own.expireSessions() + openStack.expireSessions(),
  };
}
