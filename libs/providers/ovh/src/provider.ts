import { defineProvider, ProviderError } from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';
import { OvhClient } from './client';
import { images } from './compute/image.pass';
import { instances } from './compute/instance.pass';
import { consoleLink } from './console-link';
import { credentialsSchema, type OvhCredentials } from './credentials';
import { databases } from './database/service.pass';
import { dedicatedServers } from './dedicated/server.pass';
import { identify } from './identify';
import { addresses } from './ip/address.pass';
import { clusters } from './kubernetes/cluster.pass';
import { floatingIps } from './network/floating-ip.pass';
import { loadBalancers } from './network/load-balancer.pass';
import { networks } from './network/network.pass';
import { vracks } from './network/vrack.pass';
import { securityGroups } from './openstack/security-group.pass';
import { allRegions } from './projects';
import { buckets } from './storage/bucket.pass';
import { containers } from './storage/container.pass';
import { volumeSnapshots } from './storage/volume-snapshot.pass';
import { volumes } from './storage/volume.pass';
import { vpsServers } from './vps/server.pass';

const passes = [
  instances,
  images,
  volumes,
  volumeSnapshots,
  containers,
  buckets,
  networks,
  vracks,
  floatingIps,
  loadBalancers,
  securityGroups,
  databases,
  clusters,
  vpsServers,
  dedicatedServers,
  addresses,
];

const permissions = [...new Set(passes.flatMap((pass) => pass.permissions))].sort();

/**
 * OVHcloud: one account is one customer account with all its Public Cloud projects, VPS, dedicated
 * servers and vRacks.
 *
 * Everything is read by version 1 of the API, whose lists are whole: there is no paging. The control
 * panel's way to get many objects at once (`X-Pagination-Mode: CachedObjectList-Pages`) is not used:
 * it is undocumented, answers from a cache, and leaves out what exceeds its page without saying so.
 * Security groups are told by OpenStack only, which wants credentials of its own for each project.
 */
export const ovh = defineProvider<OvhCredentials, OvhClient>({
  id: 'ovh',
  name: 'OVHcloud',
  credentials: credentialsSchema,
  setUp: [
    'Service account (preferred): in the control panel open **Identity, Security & Operations**, then **Identities** and **Service accounts**, and create one; keep its client id and secret.',
    'Under **Policies** create a policy for that service account on all resources, with the permission group **globalReadOnly**, which can read and do nothing else.',
    'Or application keys: open `https://eu.api.ovh.com/createToken/` (`ca.api.ovh.com` and `api.us.ovhcloud.com` for the other sites), choose the validity **Unlimited**, and enter the rights `GET` on `/me`, `/cloud/*`, `/vps`, `/vps/*`, `/dedicated/*`, `/ip`, `/ip/*`, `/vrack` and `/vrack/*`; add no `POST`, `PUT` or `DELETE`.',
    'Choose the endpoint of the site that the account is at, and paste the keys, which are shown once.',
    'To see the security groups of a Public Cloud project, and which instances they protect, open the project, then **Users & Roles**, and create a user with the role **Network Security Operator**. As that user make an application credential for nothing but reading them: `openstack application credential create skyledger --access-rules \'[{"service":"network","method":"GET","path":"/v2.0/security-groups"},{"service":"network","method":"GET","path":"/v2.0/ports"}]\'`, and paste its id and secret; or paste the user, its password and the id of the project, which can change the groups as well. Without either, security groups are left out.',
  ],
  /**
   * No figure is documented. A maintainer of OVHcloud's own SDK speaks of fair use and calls 60 requests
   * a minute and key safe (https://github.com/ovh/python-ovh/issues/81); OVHcloud's own command line and
   * Terraform plug-in ask without any limit, many at once. This lies between: an account of ordinary
   * size is read in one burst, with pauses of hours. What is refused (429) is waited for.
   */
  rateLimit: { perSecond: 10, burst: 600 },
  /**
   * 60 requests a minute for each user, and 20 a second for each project, bursts included
   * (https://support.us.ovhcloud.com/hc/en-us/articles/22119870918035-Public-Cloud-API-Rate-Limits).
   */
  serviceRateLimits: {
    keystone: { perSecond: 0.5, burst: 30 },
    neutron: { perSecond: 10, burst: 10 },
  },
  passes,
  /** Set while an instance is in rescue mode; the others are of users and keys beside what is listed. */
  secretFields: ['rescuePassword', 'password', 'secret', 'secretKey', 'consumerKey'],
  connect: (credentials, context) =>
    Promise.resolve().then(() => new OvhClient(credentials, context)),
  disconnect: (client) => client.close(),
  identify: (client) => identify(client, permissions),
  regions: regionsOf,
  classifyError,
  consoleLink,
});

/**
 * The regions of the account's projects, or the selected ones.
 * @throws ProviderError when no project has a selected region
 */
async function regionsOf(client: OvhClient, selected: readonly string[] | null): Promise<string[]> {
  const known = await allRegions(client);
  if (!selected || selected.length === 0) return known;
  const unknown = selected.filter((region) => !known.includes(region));
  if (unknown.length === 0) return [...new Set(selected)].sort();
  throw new ProviderError(
    {
      kind: 'disabled',
      code: 'UnknownRegion',
      message: `no project has the region ${unknown.join(', ')}; there are ${known.join(', ')}`,
    },
    'GET /cloud/project/{serviceName}/region',
  );
}
