import {
  ProviderError,
  textOf,
  recordOf,
  type Identity,
  inParallel,
} from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from './client';
import { LISTINGS } from './listings';
import { SPACES_REGIONS } from './spaces/regions';
import { tokenFacts } from './token-facts';

const PARALLEL_PROBES = 4;

type Probe = readonly [permission: string, read: () => Promise<unknown>];

/**
 * The team a token belongs to, and which of the scopes it lacks: each is tried by the smallest request
 * that needs it, as what may be told of scopes need not be.
 * @throws ProviderError also when the token may not even say whose it is (`account:read`)
 */
export async function identify(client: DigitalOceanClient): Promise<Identity> {
  const account = await client.account();
  const team = recordOf(account['team']);
  const id = textOf(team['uuid']) ?? textOf(account['uuid']);
  if (id === null) throw nameless();
  const probes = probesOf(client);
  const [granted, credentials] = await Promise.all([
    inParallel(probes, PARALLEL_PROBES, ([, read]) => isGranted(read)),
    tokenFacts(client),
  ]);
  const missing = probes.filter((_probe, at) => !granted[at]).map(([name]) => name);
  // Without a key of Spaces it is only said that it is missing where all else is, too.
  const nothing = client.spaces === null && missing.length === probes.length;
  return {
    nativeAccountId: id,
    displayName: textOf(team['name']) ?? textOf(account['name']),
    missingPermissions: nothing ? [...missing, 'spaces:ListBuckets'] : missing,
    ...(credentials === null ? {} : { credentials }),
  };
}

function probesOf(client: DigitalOceanClient): Probe[] {
  const scoped = (permission: string, listing: keyof typeof LISTINGS): Probe => [
    permission,
    () => client.list(LISTINGS[listing], { page: 1, perPage: 1 }),
  ];
  const { spaces } = client;
  const [region = ''] = SPACES_REGIONS;
  return [
    scoped('droplet:read', 'droplets'),
    scoped('image:read', 'images'),
    scoped('block_storage:read', 'volumes'),
    scoped('snapshot:read', 'snapshots'),
    scoped('vpc:read', 'vpcs'),
    scoped('firewall:read', 'firewalls'),
    scoped('load_balancer:read', 'loadBalancers'),
    scoped('reserved_ip:read', 'reservedIps'),
    scoped('domain:read', 'domains'),
    scoped('certificate:read', 'certificates'),
    scoped('app:read', 'apps'),
    scoped('kubernetes:read', 'clusters'),
    scoped('tag:read', 'tags'),
    ['database:read', () => client.databases()],
    ...(spaces === null
      ? []
      : [['spaces:ListBuckets', () => spaces.listBuckets(region, null)] as const]),
  ];
}

/** Only a refusal for want of a permission is an answer; everything else is an error. */
async function isGranted(read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return false;
    throw error;
  }
}

function nameless(): ProviderError {
  const message = 'the account has no id';
  return new ProviderError({ kind: 'malformed', code: 'NoAccountId', message }, 'GET /v2/account');
}
