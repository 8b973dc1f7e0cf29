import {
  DEMO_GCP,
  demoEstate,
  expectedResources,
  startEmulator,
  type Emulator,
  type EstateSpec,
  type GcpAccountSpec,
} from '@skyledger/cloud-emulator';
import { recordingGate, type Pass, type RecordingGate } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { gcp } from '../provider';

/** An account of a project of the estate, opened by the demo's key. */
export function project(account: string, spec: Partial<GcpAccountSpec> = {}): GcpAccountSpec {
  return {
    account,
    serviceAccount: {
      email: `reader@${account}.iam.gserviceaccount.com`,
      keyId: DEMO_GCP.keyId,
      publicKey: DEMO_GCP.publicKey,
    },
    counts: {},
    ...spec,
  };
}

/** The key file of a project's service account. */
export function keyFileOf({ account, serviceAccount }: GcpAccountSpec): string {
  const { email, keyId } = serviceAccount;
  const demo = JSON.parse(DEMO_GCP.keyFile) as Record<string, string>;
  return JSON.stringify({
    ...demo,
    project_id: account,
    client_email: email,
    private_key_id: keyId,
  });
}

/** A text of the key that must be found nowhere. */
export function keyCanary(): string {
  const { private_key: pem = '' } = JSON.parse(DEMO_GCP.keyFile) as Record<string, string>;
  return pem.split('\n')[3] ?? pem;
}

/** An emulator, and clients that tests need not close. */
export class GcpEstate {
  private constructor(
    readonly emulator: Emulator,
    readonly gate: RecordingGate,
    private readonly clients: GcpClient[] = [],
  ) {}

  static async start(projects: readonly GcpAccountSpec[]): Promise<GcpEstate> {
    const demo = demoEstate();
    const estate: EstateSpec = { ...demo, gcp: [...(demo.gcp ?? []), ...projects] };
    const emulator = await startEmulator({ estate });
    return new GcpEstate(
      emulator,
      recordingGate((error) => gcp.classifyError(error)),
    );
  }

  get endpoint(): string {
    return this.emulator.endpoints.gcp ?? '';
  }

  /** Opens a project by its key file, or by credentials of another kind. */
  async connect(spec: GcpAccountSpec | object): Promise<GcpClient> {
    const credentials = gcp.credentials.parse(
      'account' in spec
        ? { method: 'key_file', service_account_key: keyFileOf(spec as GcpAccountSpec) }
        : spec,
    );
    return this.keep(await gcp.connect(credentials, { gate: this.gate, endpoint: this.endpoint }));
  }

  keep(client: GcpClient): GcpClient {
    this.clients.push(client);
    return client;
  }

  /** What a complete pass leaves in the ledger; some kinds are read by several passes, by type. */
  expectedIds(account: string, kind: string, types?: readonly string[]): string[] {
    return [...expectedResources(this.emulator.estate, account)]
      .filter((resource) => resource.kind === kind)
      .flatMap(({ rows }) => rows)
      .filter(({ resourceType }) => types?.includes(resourceType) ?? true)
      .map(({ resourceId }) => resourceId)
      .sort();
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => gcp.disconnect(client)));
    await this.emulator.close();
  }
}

/** The pass with this id. */
export function passOf(id: string): Pass<GcpClient> {
  const pass = gcp.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}

/** Every pass and the kind of the estate that it collects. */
export const LISTINGS: readonly (readonly [pass: string, kind: string])[] = [
  ['compute.instances', 'gcp.instance'],
  ['compute.networks', 'gcp.network'],
  ['compute.subnetworks', 'gcp.subnetwork'],
  ['compute.firewalls', 'gcp.firewall'],
  ['compute.disks', 'gcp.disk'],
  ['compute.snapshots', 'gcp.snapshot'],
  ['compute.images', 'gcp.image'],
  ['compute.addresses', 'gcp.address'],
  ['compute.routers', 'gcp.router'],
  ['compute.forwarding-rules', 'gcp.forwarding-rule'],
  ['sql.instances', 'gcp.sql-instance'],
  ['storage.buckets', 'gcp.bucket'],
  ['container.clusters', 'gcp.cluster'],
  ['iam.service-accounts', 'gcp.service-account'],
  ['iam.service-account-keys', 'gcp.service-account'],
  ['kms.keys', 'gcp.kms-key'],
  ['secretmanager.secrets', 'gcp.secret'],
  ['run.services', 'gcp.run-service'],
  ['functions.functions', 'gcp.function'],
  ['bigquery.datasets', 'gcp.dataset'],
  ['pubsub.topics', 'gcp.topic'],
  ['pubsub.subscriptions', 'gcp.subscription'],
  ['dns.managed-zones', 'gcp.managed-zone'],
  ['artifactregistry.repositories', 'gcp.repository'],
];
