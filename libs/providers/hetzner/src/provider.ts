import { defineProvider, ProviderError, secret } from '@skyledger/provider-sdk';
import { z } from 'zod';
import { classifyError } from './classify-error';
import { HetznerClient } from './client';
import { images } from './compute/image.pass';
import { placementGroups } from './compute/placement-group.pass';
import { servers } from './compute/server.pass';
import { dnsZones } from './network/dns-zone.pass';
import { firewalls } from './network/firewall.pass';
import { floatingIps } from './network/floating-ip.pass';
import { loadBalancers } from './network/load-balancer.pass';
import { networks } from './network/network.pass';
import { primaryIps } from './network/primary-ip.pass';
import { certificates } from './security/certificate.pass';
import { storageBoxes } from './storage/storage-box.pass';
import { volumes } from './storage/volume.pass';

const credentialsSchema = z.strictObject({
  /** One token opens one project; a read-only one suffices. */
  api_token: secret()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'),
});

/**
 * Hetzner Cloud: one account is one project, opened by one of its API tokens.
 *
 * The API does not tell which project a token belongs to
 * (https://github.com/hetznercloud/hcloud-go/issues/451). Hence two limits: `nativeAccountId` is a
 * fingerprint of the token, so a new token of the same project has another one; and there are no
 * console links, whose addresses need the project's number.
 */
export const hetzner = defineProvider<z.infer<typeof credentialsSchema>, HetznerClient>({
  id: 'hetzner',
  name: 'Hetzner Cloud',
  credentials: credentialsSchema,
  setUp: [
    'In the Hetzner Cloud Console open the project, then **Security** and **API tokens**.',
    'Generate a token with the permission **Read**; it opens this project only.',
    'Paste the token, which the console shows once.',
  ],
  /** 3600 an hour for each project, one coming back every second (API overview, Rate Limiting). */
  rateLimit: { perSecond: 1, burst: 3600 },
  accountIdSource: 'credentials',
  passes: [
    servers,
    networks,
    firewalls,
    volumes,
    loadBalancers,
    primaryIps,
    floatingIps,
    images,
    certificates,
    placementGroups,
    dnsZones,
    storageBoxes,
  ],
  /** Zones show the keys of their transfers; the passwords are in answers to creating alone. */
  secretFields: ['root_password', 'password', 'tsig_key'],
  connect: (credentials, context) =>
    Promise.resolve().then(() => new HetznerClient(credentials.api_token, context)),
  disconnect: (client) => client.close(),
  async identify(client) {
    return {
      nativeAccountId: client.tokenFingerprint,
      displayName: null,
      missingPermissions: (await mayRead(client)) ? [] : ['Read'],
    };
  },
  regions: () => Promise.resolve([]),
  classifyError,
  consoleLink: () => null,
});

/** Proves that the token is known; only a token refused as such is an error. */
async function mayRead(client: HetznerClient): Promise<boolean> {
  try {
    await client.list('servers', { page: 1, perPage: 1 });
    return true;
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return false;
    throw error;
  }
}
