import {
  demoEstate,
  demoLogins,
  expectedResources,
  startEmulator,
  type DigitalOceanAccountSpec,
  type Emulator,
} from '@skyledger/cloud-emulator';
import { recordingGate, type Pass, type RecordingGate } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { DigitalOceanClient } from '../client';
import type { DigitalOceanCredentials } from '../credentials';
import { digitalocean } from '../provider';

/** Several pages of every list. */
export const BIG: DigitalOceanAccountSpec = {
  account: 'big-team',
  token: 'dop_v1_big',
  requestsPerHour: 100_000,
  counts: {
    droplets: 430,
    volumes: 230,
    dropletSnapshots: 140,
    volumeSnapshots: 90,
    images: 130,
    vpcs: 205,
    firewalls: 210,
    loadBalancers: 205,
    reservedIps: 210,
    reservedIpv6s: 203,
    kubernetesClusters: 204,
    domains: 202,
    certificates: 201,
    apps: 204,
    databases: 30,
    gpuDroplets: 2,
  },
};
/** Its token may not read everything, though most. */
export const NARROW: DigitalOceanAccountSpec = {
  account: 'narrow-team',
  token: 'dop_v1_narrow',
  counts: { droplets: 2, firewalls: 1 },
  deniedPaths: ['/v2/firewalls', '/v2/tags'],
};
/** Its token may read nothing but whose it is. */
export const CLOSED: DigitalOceanAccountSpec = {
  account: 'closed-team',
  token: 'dop_v1_closed',
  counts: { droplets: 1 },
  deniedPaths: [
    'apps',
    'certificates',
    'databases',
    'domains',
    'droplets',
    'firewalls',
    'images',
    'kubernetes/clusters',
    'load_balancers',
    'reserved_ips',
    'snapshots',
    'tags',
    'volumes',
    'vpcs',
  ].map((list) => `/v2/${list}`),
};
/** Its token may write, and ends. */
export const FULL: DigitalOceanAccountSpec = {
  account: 'full-team',
  token: 'dop_v1_full',
  tokenScopes: ['account:read', 'droplet:read', 'droplet:delete', 'droplet:create'],
  tokenCreatedAt: '2026-01-02T03:04:05.000Z',
  tokenExpiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  counts: { droplets: 1 },
};
/** What opens the team of the demo, with a key of Spaces. */
export const DEMO = demoLogins().find((login) => login.provider === 'digitalocean')
  ?.credentials as unknown as DigitalOceanCredentials;
export const DEMO_ACCOUNT = demoEstate().digitalocean?.[0]?.account ?? '';

/** An emulator with these teams, and what connects to it. */
export class DigitalOceanEstate {
  readonly gate: RecordingGate = recordingGate((error) => digitalocean.classifyError(error));
  private readonly clients: DigitalOceanClient[] = [];

  private constructor(readonly emulator: Emulator) {}

  static async start(): Promise<DigitalOceanEstate> {
    const demo = demoEstate();
    const teams = [...(demo.digitalocean ?? []), BIG, NARROW, CLOSED, FULL];
    return new DigitalOceanEstate(
      await startEmulator({ estate: { ...demo, digitalocean: teams } }),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => digitalocean.disconnect(client)));
    await this.emulator.close();
  }

  async connect(credentials: DigitalOceanCredentials): Promise<DigitalOceanClient> {
    const endpoint = this.emulator.endpoints.digitalocean ?? '';
    const client = await digitalocean.connect(credentials, { gate: this.gate, endpoint });
    this.clients.push(client);
    return client;
  }

  asBig(): Promise<DigitalOceanClient> {
    return this.connect({ api_token: BIG.token });
  }

  /** What the ledger must hold of some kinds, sorted. */
  expectedRows(account: string, kinds: readonly string[]): unknown[] {
    const rows = [...expectedResources(this.emulator.estate, account)]
      .filter((resource) => kinds.includes(resource.kind.replace('digitalocean.', '')))
      .flatMap((resource) => resource.rows);
    return rows.sort((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
  }
}

export function passOf(id: string): Pass<DigitalOceanClient> {
  const pass = digitalocean.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}

/** The part of resources that rows of the ledger have as well, sorted. */
export function rowsOf(resources: readonly DiscoveredResource[]): unknown[] {
  return resources
    .map(({ resourceId, resourceType, name }) => ({ resourceId, resourceType, name }))
    .sort((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
}
