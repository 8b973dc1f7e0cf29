import {
  demoEstate,
  expectedResources,
  startEmulator,
  type Emulator,
  type EstateSpec,
} from '@skyledger/cloud-emulator';
import { recordingGate, type Pass, type RecordingGate } from '@skyledger/provider-sdk';
import type { ScalewayClient } from '../client';
import { scaleway } from '../provider';

/** The account with several pages. */
export const BIG = 'big-scaleway';
export const ORGANIZATION = '44444444-4444-4444-8444-444444444444';
/** What faults call the listing of servers. */
export const SERVERS = '/instance/v1/zones/:zone/servers';

/** The key of the account with this digit. */
export const keyOf = (digit: string): { access_key: string; secret_key: string } => ({
  access_key: `SCWEXAMPLE000000000${digit}`,
  secret_key: `${digit.repeat(8)}-aaaa-4aaa-8aaa-${digit.repeat(12)}`,
});
export const projectOf = (digit: string): string =>
  `${digit.repeat(8)}-bbbb-4bbb-8bbb-${digit.repeat(12)}`;

const accountOf = (digit: string): { accessKey: string; secretKey: string; projectId: string } => ({
  accessKey: keyOf(digit).access_key,
  secretKey: keyOf(digit).secret_key,
  projectId: projectOf(digit),
});

/** One of several pages in many lists, one whose key reads little, and one whose key has expired. */
const estate: EstateSpec = {
  ...demoEstate(),
  scaleway: [
    {
      account: BIG,
      ...accountOf('5'),
      keyExpiresAt: '2036-01-01T00:00:00Z',
      organizationId: ORGANIZATION,
      apiKeys: 203,
      regions: [
        {
          name: 'fr-par',
          vpcs: 3,
          privateNetworks: 130,
          databases: 5,
          clusters: 4,
          buckets: 20,
          zones: [
            {
              name: 'fr-par-1',
              servers: 230,
              securityGroups: 103,
              volumes: 101,
              blockVolumes: 205,
              snapshots: 4,
              blockSnapshots: 5,
              images: 3,
              ips: 120,
              loadBalancers: 7,
              gateways: 105,
            },
            {
              name: 'fr-par-2',
              servers: 12,
              securityGroups: 2,
              ips: 3,
              loadBalancers: 2,
              gateways: 1,
            },
          ],
        },
        { name: 'nl-ams', vpcs: 1, zones: [{ name: 'nl-ams-3', servers: 2 }] },
      ],
    },
    {
      account: 'narrow',
      ...accountOf('6'),
      organizationId: ORGANIZATION,
      deniedPaths: [
        '/ipam/v1/regions/:region/ips',
        '/account/v3/projects/:id',
        '/iam/v1alpha1/api-keys',
        '/iam/v1alpha1/api-keys/:key',
        's3:GetBucketAcl',
      ],
      regions: [
        {
          name: 'fr-par',
          privateNetworks: 1,
          buckets: 1,
          zones: [{ name: 'fr-par-1', servers: 2 }],
        },
      ],
    },
    {
      account: 'expired',
      ...accountOf('7'),
      organizationId: ORGANIZATION,
      expired: true,
      regions: [],
    },
  ],
};

/** An emulator and what is connected to it. */
export class ScalewayEstate {
  readonly gate: RecordingGate = recordingGate((error) => scaleway.classifyError(error));
  private readonly clients: ScalewayClient[] = [];

  private constructor(readonly emulator: Emulator) {}

  static async start(): Promise<ScalewayEstate> {
    return new ScalewayEstate(await startEmulator({ estate }));
  }

  /** @param scope fields of the credentials that are other than usual */
  async connect(digit = '5', scope: object = {}): Promise<ScalewayClient> {
    const endpoint = this.emulator.endpoints.scaleway;
    if (endpoint === undefined) throw new Error('the emulator does not speak for Scaleway');
    const credentials = { ...keyOf(digit), project_id: projectOf(digit), ...scope };
    const client = await scaleway.connect(credentials, { gate: this.gate, endpoint });
    this.clients.push(client);
    return client;
  }

  /** What the ledger must hold of a kind in a region, or of one without regions, sorted. */
  expectedIds(kind: string, region: string | null): string[] {
    return [...expectedResources(this.emulator.estate, BIG)]
      .filter((resource) => resource.kind === kind && resource.region === region)
      .flatMap((resource) => resource.rows.map((row) => row.resourceId))
      .sort();
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => scaleway.disconnect(client)));
    await this.emulator.close();
  }
}

/** The pass with this id. */
export function passOf(id: string): Pass<ScalewayClient> {
  const pass = scaleway.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}
