import { defineProvider } from '@skyledger/provider-sdk';
import { repositories } from './artifactregistry/repository.pass';
import { LIST_ASSETS } from './asset-inventory';
import { datasets } from './bigquery/dataset.pass';
import { classifyError } from './classify-error';
import { connect, type GcpClient } from './client';
import { addresses } from './compute/address.pass';
import { disks } from './compute/disk.pass';
import { firewalls } from './compute/firewall.pass';
import { forwardingRules } from './compute/forwarding-rule.pass';
import { images } from './compute/image.pass';
import { instances } from './compute/instance.pass';
import { networks } from './compute/network.pass';
import { routers } from './compute/router.pass';
import { snapshots } from './compute/snapshot.pass';
import { subnetworks } from './compute/subnetwork.pass';
import { consoleLink } from './console-link';
import { clusters } from './container/cluster.pass';
import { gcpCredentialsSchema, type GcpCredentials } from './credentials';
import { managedZones } from './dns/managed-zone.pass';
import { functions } from './functions/function.pass';
import { serviceAccountKeys } from './iam/service-account-key.pass';
import { serviceAccounts } from './iam/service-account.pass';
import { identify } from './identify';
import { keys } from './kms/key.pass';
import { subscriptions } from './pubsub/subscription.pass';
import { topics } from './pubsub/topic.pass';
import { gcpOrganization } from './organizations/organization';
import { project } from './resourcemanager/project.pass';
import { services } from './run/service.pass';
import { secrets } from './secretmanager/secret.pass';
import { sqlInstances } from './sql/instance.pass';
import { buckets } from './storage/bucket.pass';

const passes = [
  instances,
  networks,
  subnetworks,
  firewalls,
  disks,
  snapshots,
  images,
  addresses,
  routers,
  forwardingRules,
  sqlInstances,
  buckets,
  clusters,
  serviceAccounts,
  serviceAccountKeys,
  keys,
  secrets,
  services,
  functions,
  datasets,
  topics,
  subscriptions,
  managedZones,
  repositories,
  project,
];

/** Google Cloud: one account is one project. */
export const gcp = defineProvider<GcpCredentials, GcpClient>({
  id: 'gcp',
  name: 'Google Cloud',
  credentials: gcpCredentialsSchema,
  setUp: [
    'Enable the APIs that are in use in the project, and the **Cloud Resource Manager API**, which tells missing permissions.',
    'Create a service account and grant it **Viewer** (`roles/viewer`) on the project, or **Compute Viewer**, **Cloud SQL Viewer**, **Kubernetes Engine Cluster Viewer** and **Storage Bucket Viewer**.',
    'Beyond those, **Viewer** lets it read all else that is collected. Instead of it, each kind can be granted by a role of its own: **View Service Accounts** (`roles/iam.serviceAccountViewer`), **Cloud KMS Viewer**, **Secret Manager Viewer**, **Cloud Run Viewer**, **Cloud Functions Viewer**, **BigQuery Metadata Viewer**, **Pub/Sub Viewer**, **DNS Reader**, **Artifact Registry Reader** and **Browser** (the project itself). A service that is off in the project is told as such and read again once it is on.',
    'To tell whether buckets are public, and who may call services and functions, grant it **Security Reviewer** (`roles/iam.securityReviewer`), too.',
    'Optional, for fewer requests: enable the **Cloud Asset API** in the project of the service account, and grant it **Cloud Asset Viewer** (`roles/cloudasset.viewer`; of it `cloudasset.assets.listResource` is used). KMS keys and Artifact Registry repositories are then asked for only where there are any, in place of every location. What is new in a place that had none is seen once the inventory names it; all else is the same without it.',
    'Optional, for prices: enable the **Cloud Billing API** (`cloudbilling.googleapis.com`) in the project of the service account; no role is needed. Instances and disks then have the list prices of its public catalogue. Without it, nothing gets a price but what is stopped, which costs nothing; runs tell `prices_unread`, and nothing else changes.',
    'Without a key (`method: impersonation`): grant the identity Skyledger runs as **Service Account Token Creator** on the service account, and give its e-mail address.',
    'From outside Google Cloud (`method: federation`): create a workload identity pool and paste the configuration that `gcloud iam workload-identity-pools create-cred-config` writes.',
    'Where neither is possible: create a JSON key of the service account and paste it (`method: key_file`).',
  ],
  /**
   * Compute Engine: 1500 read requests a minute for each project; the other services that are read
   * get a few requests a run. Source: https://cloud.google.com/compute/api-quota
   */
  rateLimit: { perSecond: 25, burst: 100 },
  /** 100 a minute. Source: https://cloud.google.com/asset-inventory/docs/quota */
  serviceRateLimits: { [LIST_ASSETS]: { perSecond: 1.6, burst: 10 } },
  passes,
  secretFields: [
    'rawKey',
    'rsaEncryptedKey',
    'rootPassword',
    'password',
    'clientKey',
    'privateKey',
    'private_key',
    'md5AuthenticationKeys',
    'privateKeyData',
    // Its address often carries a token.
    'pushEndpoint',
  ],
  organization: gcpOrganization,
  connect,
  disconnect: (client) => client.close(),
  identify: (client) => identify(client, [...new Set(passes.flatMap((pass) => pass.permissions))]),
  regions: () => Promise.resolve([]),
  classifyError,
  consoleLink,
});
