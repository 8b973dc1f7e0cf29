import {
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
  type RequestGate,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { proxmox } from '../provider';

export const ACCOUNT = 'shop-cluster';
export const SECRET = 'canary-secret-of-the-cluster';
export const ALONE = { account: 'alone', tokenSecret: 'canary-secret-alone' };
export const NARROW = { account: 'narrow', tokenSecret: 'canary-secret-narrow' };
export const BLIND = { account: 'blind', tokenSecret: 'canary-secret-blind' };
export const OPEN = { account: 'open', tokenSecret: 'canary-secret-open' };
const tokenId = 'skyledger@pve!test';

/** A cluster of several pages, a node on its own, a token that may little, and no firewall. */
const estate: EstateSpec = {
  seed: 20260601,
  aws: [],
  hetzner: [],
  proxmox: [
    {
      account: ACCOUNT,
      tokenId,
      tokenSecret: SECRET,
      counts: {
        ...{ nodes: 3, qemu: 60, lxc: 30, vnets: 3, storages: 4, users: 9, backupJobs: 4 },
        ...{ groups: 3, roles: 4, acls: 6 },
      },
    },
    { ...ALONE, tokenId, clusterName: null, counts: { qemu: 3, lxc: 1 } },
    { ...NARROW, tokenId, counts: { nodes: 2, qemu: 3 }, privileges: ['Sys.Audit'] },
    { ...BLIND, tokenId, counts: { users: 2, groups: 1 }, privileges: ['VM.Audit'] },
    {
      ...OPEN,
      tokenId,
      counts: { qemu: 20 },
      firewall: false,
      privileges: [
        'Datastore.Audit',
        'SDN.Audit',
        'Sys.Audit',
        'Sys.Modify',
        'VM.Audit',
        'VM.GuestAgent.Audit',
        'VM.Monitor',
        'VM.PowerMgmt',
      ],
      tokenExpiresAt: '2036-01-01T00:00:00Z',
    },
  ],
};

/** An emulated estate, and clients of its clusters. */
export class ProxmoxEstate {
  readonly gate: RecordingGate = recordingGate((error) => proxmox.classifyError(error));
  private readonly clients: ProxmoxClient[] = [];

  private constructor(readonly emulator: Emulator) {}

  static async start(): Promise<ProxmoxEstate> {
    return new ProxmoxEstate(await startEmulator({ estate }));
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => proxmox.disconnect(client)));
    await this.emulator.close();
  }

  /** By the emulator's endpoint, or as a user would: by an address alone. */
  async connect(
    token_secret = SECRET,
    userUrl?: string,
    gate: RequestGate = this.gate,
  ): Promise<ProxmoxClient> {
    const url = userUrl ?? 'https://pve.example.com:8006';
    const credentials = { url, token_id: tokenId, token_secret, verify_ssl: true };
    const endpoint = userUrl === undefined ? this.emulator.endpoints.proxmox : undefined;
    const client = await proxmox.connect(credentials, { gate, ...(endpoint && { endpoint }) });
    this.clients.push(client);
    return client;
  }

  /** What must be in the ledger, as `type id name`. */
  expectedRows(account = ACCOUNT): string[] {
    return [...expectedResources(this.emulator.estate, account)]
      .flatMap((each) => each.rows)
      .map((row) => `${row.resourceType} ${row.resourceId} ${row.name}`)
      .sort();
  }

  strike(effect: FaultEffect, match: FaultMatch): void {
    const faults = { provider: 'proxmox', account: ACCOUNT, ...match } as const;
    this.emulator.faults.add({ match: faults, effect });
  }

  takeDown(node: string): void {
    const ids = [node];
    const patch = { online: false };
    this.emulator.mutate({ op: 'change', account: ACCOUNT, kind: 'proxmox.node', ids, patch });
  }
}

export function passOf(id: string): Pass<ProxmoxClient> {
  const pass = proxmox.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}

/** Runs every pass to its end. */
export async function collectAll(client: ProxmoxClient): Promise<Collected[]> {
  const collected: Collected[] = [];
  for (const pass of proxmox.passes) collected.push(await collectPass(pass, client));
  return collected;
}

export function rowsOf(resources: readonly DiscoveredResource[]): string[] {
  return resources.map((each) => `${each.resourceType} ${each.resourceId} ${each.name}`).sort();
}
