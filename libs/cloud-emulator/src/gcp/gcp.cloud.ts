import type { EmulatedCloud } from '../cloud/cloud';
import { demoKeyPair } from './demo-key';
import type { GcpAccountSpec } from './gcp-account-spec';
import { GCP_BASE, gcpApi } from './gcp-api';
import { gcpProjectEstate } from './gcp-project-estate';

const { privateKey, publicKey } = demoKeyPair();

const PROJECT = 'skyledger-demo';
const EMAIL = `skyledger@${PROJECT}.iam.gserviceaccount.com`;
const KEY_ID = '0123456789abcdef0123456789abcdef01234567';

/** The demo's project and the key file of its service account. */
export const DEMO_GCP = {
  project: PROJECT,
  email: EMAIL,
  keyId: KEY_ID,
  publicKey,
  keyFile: JSON.stringify({
    type: 'service_account',
    project_id: PROJECT,
    private_key_id: KEY_ID,
    private_key: privateKey,
    client_email: EMAIL,
    client_id: '100000000000000000001',
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: 'https://oauth2.googleapis.com/token',
    auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
    client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(EMAIL)}`,
    universe_domain: 'googleapis.com',
  }),
} as const;

const DEMO: GcpAccountSpec = {
  account: PROJECT,
  serviceAccount: { email: EMAIL, keyId: KEY_ID, publicKey },
  counts: {
    instances: 16,
    disks: 20,
    snapshots: 4,
    images: 2,
    networks: 2,
    subnetworks: 6,
    firewalls: 12,
    addresses: 6,
    routers: 2,
    forwardingRules: 3,
    sqlInstances: 4,
    buckets: 8,
    clusters: 2,
    serviceAccounts: 3,
    kmsKeys: 3,
    secrets: 2,
    runServices: 2,
    functions: 2,
    datasets: 2,
    topics: 2,
    subscriptions: 2,
    managedZones: 3,
    repositories: 2,
  },
};

/** Google Cloud: Compute Engine, Cloud SQL, Cloud Storage, Kubernetes Engine and managed services. */
export const gcpCloud: EmulatedCloud = {
  provider: 'gcp',
  base: GCP_BASE,
  demo: {
    spec: { gcp: [DEMO] },
    credentials: { method: 'key_file', service_account_key: DEMO_GCP.keyFile },
  },
  open(spec) {
    const projects = (spec.gcp ?? []).map((account) => gcpProjectEstate(spec.seed, account));
    return {
      shelves: projects.flatMap(({ shelves }) => shelves),
      serve: (context) => gcpApi(projects, context),
    };
  },
};
