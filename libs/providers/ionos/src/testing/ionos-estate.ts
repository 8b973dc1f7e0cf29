import {
  demoEstate,
  expectedResources,
  startEmulator,
  type Emulator,
  type EstateSpec,
} from '@skyledger/cloud-emulator';
import { recordingGate, type Pass, type RecordingGate } from '@skyledger/provider-sdk';
import type { IonosClient } from '../client';
import type { IonosCredentials } from '../credentials';
import { ionos } from '../provider';

export const BIG = 'big-contract';
export const BIG_TOKEN = 'EXAMPLEbigContract';
export const NARROW_TOKEN = 'EXAMPLEnarrowContract';
export const LOGIN = { username: 'ops@example.com', password: 'EXAMPLE pass:wörd' };

/** The demo's contract, one with lists of several pages, and one whose user may read little. */
export const estate: EstateSpec = {
  ...demoEstate(),
  ionos: [
    ...(demoEstate().ionos ?? []),
    {
      account: BIG,
      contractNumber: 31_000_001,
      token: BIG_TOKEN,
      login: LOGIN,
      datacenters: 2,
      each: {
        servers: 130,
        volumes: 230,
        lans: 3,
        securityGroups: 25,
        networkLoadBalancers: 2,
        applicationLoadBalancers: 2,
        loadBalancers: 2,
        natGateways: 3,
      },
      ipBlocks: 210,
      snapshots: 12,
      images: 3,
      clusters: 5,
      databases: 110,
      mongoDatabases: 104,
      mariaDatabases: 206,
    },
    {
      account: 'narrow-contract',
      contractNumber: 31_000_002,
      token: NARROW_TOKEN,
      datacenters: 1,
      each: { servers: 2, securityGroups: 1, volumes: 2 },
      ipBlocks: 1,
      deniedPaths: [
        '/cloudapi/v6/labels',
        '/cloudapi/v6/k8s',
        '/cloudapi/v6/datacenters/:datacenterId/securitygroups',
        '/databases/postgresql/clusters',
        '/databases/mongodb/clusters',
        '/:host/clusters',
      ],
    },
  ],
};

export const bigAccount: IonosCredentials = { method: 'token', api_token: BIG_TOKEN };

/** An emulator of its own for each test, and what is connected to it. */
export class IonosEstate {
  private readonly clients: IonosClient[] = [];

  private constructor(
    readonly emulator: Emulator,
    readonly gate: RecordingGate,
  ) {}

  static async start(): Promise<IonosEstate> {
    const gate = recordingGate((error) => ionos.classifyError(error));
    return new IonosEstate(await startEmulator({ estate }), gate);
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => ionos.disconnect(client)));
    await this.emulator.close();
  }

  async connect(credentials: IonosCredentials = bigAccount): Promise<IonosClient> {
    const { gate, emulator } = this;
    const client = await ionos.connect(credentials, { gate, endpoint: emulator.endpoints.ionos });
    this.clients.push(client);
    return client;
  }

  /** Ids that the ledger must hold of some types, sorted. */
  expectedIds(account: string, kinds: readonly string[], types: readonly string[]): string[] {
    return [...expectedResources(this.emulator.estate, account)]
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ rows }) => rows)
      .filter(({ resourceType }) => types.includes(resourceType))
      .map(({ resourceId }) => resourceId)
      .sort();
  }
}

export function passOf(id: string): Pass<IonosClient> {
  const pass = ionos.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}
