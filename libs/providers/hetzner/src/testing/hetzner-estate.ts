import {
  demoEstate,
  expectedResources,
  startEmulator,
  type Emulator,
  type HetznerProjectSpec,
} from '@skyledger/cloud-emulator';
import { recordingGate, type Pass, type RecordingGate } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { hetzner } from '../provider';

/** Several pages of every list. */
export const BIG: HetznerProjectSpec = {
  projectName: 'big-project',
  token: 'EXAMPLEbigProject'.padEnd(64, '0'),
  counts: {
    servers: 130,
    networks: 60,
    firewalls: 55,
    volumes: 101,
    loadBalancers: 51,
    primaryIps: 110,
    floatingIps: 60,
    images: 105,
    certificates: 52,
    placementGroups: 51,
    zones: 53,
    storageBoxes: 54,
  },
};
/** Its token reads little. */
export const NARROW: HetznerProjectSpec = {
  projectName: 'narrow-project',
  token: 'EXAMPLEnarrowProject'.padEnd(64, '0'),
  counts: { servers: 1, volumes: 1 },
  deniedPaths: ['/servers'],
};

/** An emulator with these projects and the demo's, and what connects to it. */
export class HetznerEstate {
  readonly gate: RecordingGate = recordingGate((error) => hetzner.classifyError(error));
  private readonly clients: HetznerClient[] = [];

  private constructor(readonly emulator: Emulator) {}

  static async start(): Promise<HetznerEstate> {
    const demo = demoEstate();
    const estate = { ...demo, hetzner: [...demo.hetzner, BIG, NARROW] };
    return new HetznerEstate(await startEmulator({ estate }));
  }

  async connect(token: string): Promise<HetznerClient> {
    const endpoint = this.emulator.hetznerEndpoint;
    const client = await hetzner.connect({ api_token: token }, { gate: this.gate, endpoint });
    this.clients.push(client);
    return client;
  }

  expectedIds(project: string, kind: string): string[] {
    return [...expectedResources(this.emulator.estate, project)]
      .filter((resource) => resource.kind === kind)
      .map((resource) => `${kind}/${resource.id}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => hetzner.disconnect(client)));
    await this.emulator.close();
  }
}

export function passOf(id: string): Pass<HetznerClient> {
  const pass = hetzner.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}
