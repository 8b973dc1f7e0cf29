import {
  demoEstate,
  expectedResources,
  startEmulator,
  type Emulator,
  type EstateSpec,
  type FaultEffect,
  type FaultMatch,
} from '@skyledger/cloud-emulator';
import {
  collectPass,
  recordingGate,
  type Collected,
  type Pass,
  type RecordingGate,
} from '@skyledger/provider-sdk';
import type { OvhClient } from '../client';
import type { OvhCredentials } from '../credentials';
import { ovh } from '../provider';

export const ACCOUNT = 'cd67890-ovh';
export const SECRETS = {
  applicationSecret: 'canary-application-secret',
  consumerKey: 'canary-consumer-key',
  clientSecret: 'canary-client-secret',
  openStackPassword: 'canary-openstack-password',
  openStackKey: 'canary-openstack-key',
};
export const PROJECTS = 3;

/** Three projects in regions that differ, with lists of several pages; narrow keys; and nothing. */
const estate: EstateSpec = {
  ...demoEstate(),
  ovh: [
    {
      account: ACCOUNT,
      keys: {
        applicationKey: 'app-key',
        applicationSecret: SECRETS.applicationSecret,
        consumerKey: SECRETS.consumerKey,
      },
      serviceAccount: { clientId: 'EU.client', clientSecret: SECRETS.clientSecret },
      openStack: {
        username: 'user-1',
        password: SECRETS.openStackPassword,
        keyId: 'key-1',
        keySecret: SECRETS.openStackKey,
      },
      projects: PROJECTS,
      counts: {
        instances: 90,
        images: 12,
        volumes: 60,
        volumeSnapshots: 15,
        networks: 24,
        floatingIps: 20,
        loadBalancers: 12,
        databases: 40,
        clusters: 7,
        containers: 20,
        buckets: 24,
        vps: 60,
        servers: 9,
        ips: 12,
        vracks: 3,
        securityGroups: 220,
      },
    },
    {
      account: 'narrow-ovh',
      keys: {
        applicationKey: 'narrow-key',
        applicationSecret: 'narrow-secret',
        consumerKey: 'narrow-consumer',
      },
      serviceAccount: { clientId: 'EU.narrow', clientSecret: 'narrow-client-secret' },
      accessRules: [
        { method: 'GET', path: '/vps*' },
        { method: 'POST', path: '/vps/*/reboot' },
      ],
      keyExpiresAt: '2036-01-01T00:00:00+01:00',
      deniedPaths: ['/me', '/cloud/project', '/dedicated/server', '/ip', '/vrack'],
      counts: { vps: 2 },
    },
    {
      account: 'empty-ovh',
      serviceAccount: { clientId: 'EU.empty', clientSecret: 'empty-client-secret' },
      counts: {},
    },
  ],
};

export const OPENSTACK = {
  openstack_application_credential_id: 'key-1',
  openstack_application_credential_secret: SECRETS.openStackKey,
};
export const KEYS = {
  method: 'application_key' as const,
  endpoint: 'ovh-eu' as const,
  application_key: 'app-key',
  application_secret: SECRETS.applicationSecret,
  consumer_key: SECRETS.consumerKey,
  ...OPENSTACK,
} satisfies OvhCredentials;
export const SERVICE_ACCOUNT = {
  method: 'oauth2' as const,
  endpoint: 'ovh-eu' as const,
  client_id: 'EU.client',
  client_secret: SECRETS.clientSecret,
} satisfies OvhCredentials;

/** An emulated OVHcloud, and what connects to it. */
export interface OvhEstate {
  readonly emulator: Emulator;
  readonly gate: RecordingGate;
  /** How far the emulator's clock is ahead of ours, in milliseconds. */
  clock: number;
  connect(credentials?: OvhCredentials): Promise<OvhClient>;
  strike(effect: FaultEffect, match: FaultMatch): void;
  /** What the ledger must hold of some kinds, as `<id> <name>` in order. */
  expectedRows(kinds: readonly string[], type: string): string[];
  close(): Promise<void>;
}

export async function startOvhEstate(): Promise<OvhEstate> {
  const started = { clock: 0 };
  const now = (): Date => new Date(Date.now() + started.clock);
  const emulator = await startEmulator({ estate, now });
  const gate = recordingGate((error) => ovh.classifyError(error));
  const clients: OvhClient[] = [];
  return Object.assign(started, {
    emulator,
    gate,
    connect: async (credentials: OvhCredentials = KEYS) => {
      const endpoint = emulator.endpoints.ovh;
      const client = await ovh.connect(credentials, { gate, ...(endpoint && { endpoint }) });
      clients.push(client);
      return client;
    },
    strike: (effect: FaultEffect, match: FaultMatch) => {
      emulator.faults.add({ match: { provider: 'ovh', account: ACCOUNT, ...match }, effect });
    },
    expectedRows: (kinds: readonly string[], type: string) =>
      [...expectedResources(emulator.estate, ACCOUNT)]
        .filter(({ kind }) => kinds.includes(kind))
        .flatMap(({ rows }) => rows)
        .filter(({ resourceType }) => resourceType === type)
        .map(({ resourceId, name }) => `${resourceId} ${name}`)
        .sort(),
    close: async () => {
      await Promise.all(clients.map((client) => ovh.disconnect(client)));
      await emulator.close();
    },
  });
}

export function passOf(id: string): Pass<OvhClient> {
  const pass = ovh.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}

/** Where a pass runs: in every region of the account, or once. */
export async function regionsOf(pass: Pass<OvhClient>, client: OvhClient): Promise<string[]> {
  return pass.scope === 'global' ? ['global'] : ovh.regions(client, null);
}

/** All that a pass yields, in whatever regions it runs. */
export async function collect(id: string, client: OvhClient): Promise<Collected['resources']> {
  const pass = passOf(id);
  const found: Collected['resources'] = [];
  for (const region of await regionsOf(pass, client)) {
    found.push(...(await collectPass(pass, client, { region })).resources);
  }
  return found;
}
