import { defineProvider } from '@skyledger/provider-sdk';
import { apps } from './apps/app.pass';
import { classifyError } from './classify-error';
import { DigitalOceanClient } from './client';
import { droplets, gpuDroplets } from './compute/droplet.pass';
import { images } from './compute/image.pass';
import { consoleLink } from './console-link';
import { credentialsSchema, type DigitalOceanCredentials } from './credentials';
import { databases } from './databases/database.pass';
import { identify } from './identify';
import { clusters } from './kubernetes/cluster.pass';
import { certificates } from './network/certificate.pass';
import { domains } from './network/domain.pass';
import { firewalls } from './network/firewall.pass';
import { loadBalancers } from './network/load-balancer.pass';
import { reservedIps, reservedIpv6s } from './network/reserved-ip.pass';
import { vpcs } from './network/vpc.pass';
import { buckets } from './spaces/bucket.pass';
import { SPACES_REGIONS } from './spaces/regions';
import { snapshots } from './storage/snapshot.pass';
import { volumes } from './storage/volume.pass';

/**
 * DigitalOcean: one account is one team, opened by a personal access token. The API is one for all
 * regions; only Spaces, which needs a key of its own, is asked region by region.
 */
export const digitalocean = defineProvider<DigitalOceanCredentials, DigitalOceanClient>({
  id: 'digitalocean',
  name: 'DigitalOcean',
  credentials: credentialsSchema,
  setUp: [
    'In the DigitalOcean Control Panel choose the team, then **API** and **Tokens**.',
    'Generate a token with **Custom Scopes** and tick **read** of account, app, block_storage, certificate, database, domain, droplet, firewall, image, kubernetes, load_balancer, reserved_ip, snapshot, tag and vpc. The scope database:view_credentials is not needed. **Read Only** does as well.',
    'Paste the token, which is shown once. It sees the whole team.',
    'To see Spaces buckets, generate an access key under **Spaces Object Storage**, **Access Keys** and paste its two parts; without one, buckets are left out.',
  ],
  /**
   * 250 a minute and 5000 an hour (API reference, Rate Limit). A pause must not earn a burst that
   * breaks either: 170 + 60 x 1.3 stays below 250, and 170 + 3600 x 1.3 below 5000.
   */
  rateLimit: { perSecond: 1.3, burst: 170 },
  /** 750 a second for each address, of which a reader needs few (Spaces Limits). */
  serviceRateLimits: { spaces: { perSecond: 50, burst: 100 } },
  passes: [
    droplets,
    gpuDroplets,
    images,
    volumes,
    snapshots,
    vpcs,
    firewalls,
    loadBalancers,
    reservedIps,
    reservedIpv6s,
    domains,
    certificates,
    apps,
    databases,
    clusters,
    buckets,
  ],
  /**
   * Lists of databases show passwords and keys of users, and passwords again inside of addresses; lists
   * of apps what opens registries and the places that logs go to.
   */
  secretFields: [
    ...['password', 'uri', 'access_key', 'access_cert'],
    ...['registry_credentials', 'api_key', 'token'],
  ],
  connect: (credentials, context) =>
    Promise.resolve().then(() => new DigitalOceanClient(credentials, context)),
  disconnect: (client) => client.close(),
  identify,
  regions: (client, selected) => {
    const offered = selected ?? SPACES_REGIONS;
    const regions =
      client.spaces === null ? [] : SPACES_REGIONS.filter((each) => offered.includes(each));
    return Promise.resolve(regions);
  },
  classifyError,
  consoleLink,
});
