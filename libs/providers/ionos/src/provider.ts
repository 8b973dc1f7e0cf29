import { defineProvider } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';
import { IonosClient } from './client';
import { datacenters } from './compute/datacenter.pass';
import { servers } from './compute/server.pass';
import { ionosCredentialsSchema, type IonosCredentials } from './credentials';
import { mariadbClusters } from './databases/mariadb.pass';
import { mongodbClusters } from './databases/mongodb.pass';
import { postgresqlClusters } from './databases/postgresql.pass';
import { identify } from './identify';
import { clusters } from './kubernetes/cluster.pass';
import { ipBlocks } from './network/ip-block.pass';
import { lans } from './network/lan.pass';
import {
  applicationLoadBalancers,
  classicLoadBalancers,
  networkLoadBalancers,
} from './network/load-balancer.pass';
import { natGateways } from './network/nat-gateway.pass';
import { securityGroups } from './network/security-group.pass';
import { images } from './storage/image.pass';
import { snapshots } from './storage/snapshot.pass';
import { volumes } from './storage/volume.pass';

/**
 * IONOS Cloud: one account is one contract.
 *
 * Virtual data centers group what is in them and give it its location, which is its region. Their LANs
 * are the networks. There are no console links: the address of a thing in the Data Center Designer is
 * not documented.
 */
export const ionos = defineProvider<IonosCredentials, IonosClient>({
  id: 'ionos',
  name: 'IONOS Cloud',
  credentials: ionosCredentialsSchema,
  setUp: [
    'In the Data Center Designer (DCD) open **Menu**, **Management**, **Users & Groups**, and add a user for Skyledger that is no administrator.',
    'Add a group with this user and with the privileges **Access and manage DBaaS** and **Access and manage Network Security Groups**, which reading those needs; give it no other.',
    'Under **Resources** of the group grant access to every data center, IP block, snapshot, image and Kubernetes cluster, with neither **Edit** nor **Share**. What is not granted is not listed, and nothing tells that it is missing: grant new data centers as well.',
    'As this user, generate a token in **Menu**, **Management**, **Token Manager** or by `ionosctl token generate`, and paste it (`method: token`). It lives for a year at most.',
    'Where a token is not possible: email address and password of the user, without two-factor authentication (`method: password`).',
    'State the contract number where the user has several contracts.',
  ],
  /**
   * What the API says of itself in `X-RateLimit-Limit` (1150, a minute) and `X-RateLimit-Burst` (900).
   */
  rateLimit: { perSecond: 19, burst: 900 },
  passes: [
    datacenters,
    servers,
    volumes,
    snapshots,
    images,
    lans,
    securityGroups,
    ipBlocks,
    networkLoadBalancers,
    applicationLoadBalancers,
    classicLoadBalancers,
    natGateways,
    clusters,
    postgresqlClusters,
    mongodbClusters,
    mariadbClusters,
  ],
  /** Lists show them as null; answers to creating volumes and databases do not. */
  secretFields: [
    ...['imagePassword', 'password', 'userData', 'kubeconfig', 'credentials'],
    'connectionString',
  ],
  connect: (credentials, context) =>
    Promise.resolve().then(() => new IonosClient(credentials, context)),
  disconnect: (client) => client.close(),
  identify,
  regions: () => Promise.resolve([]),
  classifyError,
  consoleLink: () => null,
});
