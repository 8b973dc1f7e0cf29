import { defineProvider } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';
import { connect, type GcpClient } from './client';
import { addresses } from './compute/address.pass';
import { disks } from './compute/disk.pass';
import { firewalls } from './compute/firewall.pass';
import { forwardingRules } from './compute/forwarding-rule.pass';
import { images } from './compute/image.pass';
import { instances } from './compute/instance.pass';
import { networks } from './compute/network.pass';
import { snapshots } from './compute/snapshot.pass';
import { subnetworks } from './compute/subnetwork.pass';
import { consoleLink } from './console-link';
import { clusters } from './container/cluster.pass';
import { gcpCredentialsSchema, type GcpCredentials } from './credentials';
import { identify } from './identify';
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
  forwardingRules,
  sqlInstances,
  buckets,
  clusters,
];

/** Google Cloud: one account is one project. */
export const gcp = defineProvider<GcpCredentials, GcpClient>({
  id: 'gcp',
  name: 'Google Cloud',
  credentials: gcpCredentialsSchema,
  setUp: [
    'Enable the APIs that are in use in the project, and the **Cloud Resource Manager API**, which tells missing permissions.',
    'Create a service account and grant it **Viewer** (`roles/viewer`) on the project, or **Compute Viewer**, **Cloud SQL Viewer**, **Kubernetes Engine Cluster Viewer** and **Storage Bucket Viewer**.',
    'To tell whether buckets are public, grant it **Security Reviewer** (`roles/iam.securityReviewer`), too.',
    'Without a key (`method: impersonation`): grant the identity Skyledger runs as **Service Account Token Creator** on the service account, and give its e-mail address.',
    'From outside Google Cloud (`method: federation`): create a workload identity pool and paste the configuration that `gcloud iam workload-identity-pools create-cred-config` writes.',
    'Where neither is possible: create a JSON key of the service account and paste it (`method: key_file`).',
  ],
  /**
   * Compute Engine: 1500 read requests a minute for each project; the other services that are read
   * get a few requests a run. Source: https://cloud.google.com/compute/api-quota
   */
  rateLimit: { perSecond: 25, burst: 100 },
  passes,
  secretFields: [
    'rawKey',
    'rsaEncryptedKey',
    'rootPassword',
    'password',
    'clientKey',
    'privateKey',
    'private_key',
  ],
  connect,
  disconnect: (client) => client.close(),
  identify: (client) => identify(client, [...new Set(passes.flatMap((pass) => pass.permissions))]),
  regions: () => Promise.resolve([]),
  classifyError,
  consoleLink,
});
