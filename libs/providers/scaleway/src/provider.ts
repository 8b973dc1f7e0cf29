import { defineProvider } from '@skyledger/provider-sdk';
import { blockSnapshots } from './block/snapshot.pass';
import { blockVolumes } from './block/volume.pass';
import { classifyError } from './classify-error';
import { ScalewayClient } from './client';
import { consoleLink } from './console-link';
import { scalewayCredentialsSchema, type ScalewayCredentials } from './credentials';
import { apiKeys } from './iam/api-key.pass';
import { identify } from './identify';
import { images } from './instance/image.pass';
import { ips } from './instance/ip.pass';
import { securityGroups } from './instance/security-group.pass';
import { servers } from './instance/server.pass';
import { snapshots } from './instance/snapshot.pass';
import { volumes } from './instance/volume.pass';
import { clusters } from './k8s/cluster.pass';
import { loadBalancers } from './lb/load-balancer.pass';
import { regionsOf } from './places';
import { databases } from './rdb/database.pass';
import { buckets } from './s3/bucket.pass';
import { privateNetworks } from './vpc/private-network.pass';
import { vpcs } from './vpc/vpc.pass';
import { gateways } from './vpcgw/gateway.pass';

/**
 * Scaleway: one account is one project, or one organization with all of its projects that the key
 * may read. Passes run once in a region; a product that is kept by zone is read zone after zone.
 *
 * Of an organization only the buckets of the key's preferred project can be listed, since the S3 API
 * knows no projects; the pass warns of it. API keys are of the organization, whatever is read of it,
 * and listed once.
 */
export const scaleway = defineProvider<ScalewayCredentials, ScalewayClient>({
  id: 'scaleway',
  name: 'Scaleway',
  credentials: scalewayCredentialsSchema,
  setUp: [
    'In the Scaleway console open **IAM & API keys** and create an **application**, for example `skyledger`.',
    'Attach a policy with the permission sets `InstancesReadOnly`, `BlockStorageReadOnly`, `LoadBalancersReadOnly`, `RelationalDatabasesReadOnly`, `KubernetesReadOnly`, `VPCReadOnly`, `PrivateNetworksReadOnly`, `VPCGatewayReadOnly`, `IPAMReadOnly` and `ObjectStorageReadOnly`, in the scope of the project or of all projects. Add a rule with `IAMReadOnly` in the scope of the organization, which shows its API keys and when this one ends. `ProjectReadOnly` shows the name of the project as well.',
    'Generate an API key for the application and paste the access key and the secret key, which the console shows once.',
    'Give the id of the project (**Project dashboard**, **Settings**), or only the id of the organization to read all of its projects.',
  ],
  /**
   * Scaleway publishes no figure. Its support once named 100 a second
   * (https://github.com/scaleway/api.scaleway.com/issues/50); a fifth of that leaves room for others,
   * the more so as a refusal does not say how long to wait.
   */
  rateLimit: { perSecond: 20, burst: 40 },
  passes: [
    servers,
    volumes,
    snapshots,
    images,
    securityGroups,
    ips,
    blockVolumes,
    blockSnapshots,
    vpcs,
    privateNetworks,
    gateways,
    loadBalancers,
    databases,
    clusters,
    buckets,
    apiKeys,
  ],
  secretFields: ['secret_key', 'password', 'admin_password_encrypted_value', 'kubeconfig', 'token'],
  connect: (credentials, context) =>
    Promise.resolve().then(() => new ScalewayClient(credentials, context)),
  disconnect: (client) => client.close(),
  identify,
  regions: (_client, selected) => Promise.resolve().then(() => regionsOf(selected)),
  classifyError,
  consoleLink,
});
