import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import { DEMO_GCP, oddNames } from '@skyledger/cloud-emulator';
import { gcp } from './provider';
import { GcpEstate, keyCanary, LISTINGS, passOf, project } from './testing/gcp-estate';

/** Several pages of what is paged, by Google's own limits. */
const BIG = project('big-project', {
  // The gate of these tests does not wait for the next minute.
  requestsPerMinute: 1_000_000,
  counts: {
    instances: 1100,
    disks: 1300,
    snapshots: 700,
    images: 600,
    networks: 510,
    subnetworks: 1100,
    firewalls: 700,
    addresses: 1200,
    routers: 600,
    forwardingRules: 900,
    sqlInstances: 620,
    buckets: 450,
    clusters: 30,
    serviceAccounts: 130,
    kmsKeys: 40,
    secrets: 1100,
    runServices: 210,
    functions: 210,
    datasets: 210,
    topics: 1100,
    subscriptions: 1100,
    managedZones: 510,
    repositories: 40,
  },
});
const DEMO = project(DEMO_GCP.project, {
  serviceAccount: { email: DEMO_GCP.email, keyId: DEMO_GCP.keyId, publicKey: DEMO_GCP.publicKey },
});
const EMPTY = project('empty-project');
const AWAY = project('away-project', {
  counts: {
    instances: 60,
    disks: 60,
    sqlInstances: 20,
    clusters: 20,
    runServices: 20,
    functions: 20,
  },
  unreachableZones: ['europe-west1-b'],
});

const INSTANCES = '/compute/v1/projects/:project/aggregated/instances';

let estate: GcpEstate;

beforeAll(async () => {
  estate = await GcpEstate.start([BIG, EMPTY, AWAY]);
});

afterAll(() => estate.close());

describe('Google Cloud against an estate', () => {
  describe.each([
    ['demo', DEMO],
    ['big', BIG],
  ])('the %s project', (_name, spec) => {
    it.each(LISTINGS)('%s yields exactly every %s', async (id, kind) => {
      const client = await estate.connect(spec);
      const { resources, warnings } = await expectPassConforms(gcp, passOf(id), client, {
        canaries: [
          keyCanary(),
          'EXAMPLE-startup-secret',
          'EXAMPLE-client-key',
          'EXAMPLE-environment-secret',
          'EXAMPLE-push-token',
        ],
      });
      const expected = estate.expectedIds(spec.account, kind, passOf(id).types);
      expect(expected.length).toBeGreaterThan(0);
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(expected);
      expect(warnings).toEqual([]);
    });
  });

  it('yields the project itself', async () => {
    const client = await estate.connect(EMPTY);
    const { resources } = await expectPassConforms(gcp, passOf('resourcemanager.project'), client);
    expect(resources.map(({ resourceId }) => resourceId)).toEqual(
      estate.expectedIds(EMPTY.account, 'gcp.project'),
    );
  });

  it.each(LISTINGS)('%s of a project without any is complete and empty', async (id) => {
    const { resources, warnings } = await collectPass(passOf(id), await estate.connect(EMPTY));
    expect([resources, warnings]).toEqual([[], []]);
  });

  it('reads several pages of everything that is paged', async () => {
    const client = await estate.connect(BIG);
    const single = new Set(['artifactregistry.repositories', 'container.clusters', 'kms.keys']);
    const paged = LISTINGS.map(([id]) => id).filter((id) => !single.has(id));
    const inOnePage: string[] = [];
    for (const id of paged) {
      const { pages } = await collectPass(passOf(id), client);
      if (pages.length < 2) inOnePage.push(id);
    }
    expect(inOnePage).toEqual([]);
  });

  it('relates all of them by ids that exist', async () => {
    const client = await estate.connect(BIG);
    const collected = await Promise.all(gcp.passes.map((pass) => collectPass(pass, client)));
    const resources = collected.flatMap((each) => each.resources);
    const ids = new Set(resources.map(({ resourceId }) => resourceId));
    const relationships = resources.flatMap((resource) => resource.relationships);
    const kinds = new Set(relationships.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['attached_to', 'protected_by', 'runs_in']);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
  });

  it('knows what machine types give, asking for each once', async () => {
    const client = await estate.connect(BIG);
    const before = estate.gate.operations.length;
    const { resources } = await collectPass(passOf('compute.instances'), client);
    const types = new Set(resources.map(({ size }) => size));
    const attributes = resources.map((each) => each.attributes as { memoryMib: number | null });
    expect(attributes.filter(({ memoryMib }) => memoryMib === null)).toEqual([]);
    const asked = estate.gate.operations
      .slice(before)
      .filter((operation) => operation === 'compute.machineTypes.get');
    expect(asked).toHaveLength([...types].filter((type) => !type?.includes('custom')).length);
  });

  it('opens a project with one token for all of its services', async () => {
    const client = await estate.connect(BIG);
    const before = estate.gate.operations.length;
    await Promise.all([
      collectPass(passOf('sql.instances'), client),
      collectPass(passOf('container.clusters'), client),
      collectPass(passOf('compute.networks'), client),
    ]);
    const tokens = estate.gate.operations.slice(before).filter((each) => each === 'oauth2:token');
    expect(tokens).toHaveLength(1);
  });

  it.each([
    ['compute.instances', 'gcp.instance', 'zones/europe-west1-b: '],
    ['compute.disks', 'gcp.disk', 'zones/europe-west1-b: '],
    ['sql.instances', 'gcp.sql-instance', 'The region europe-west1 is unreachable.'],
    ['container.clusters', 'gcp.cluster', 'europe-west1-b did not answer'],
    ['run.services', 'gcp.run-service', 'europe-west1 did not answer'],
    ['functions.functions', 'gcp.function', 'europe-west1 did not answer'],
  ])('%s warns of a zone that does not answer', async (id, kind, message) => {
    const { resources, warnings } = await collectPass(passOf(id), await estate.connect(AWAY));
    expect(warnings.map((warning) => warning.message)).toContainEqual(
      expect.stringContaining(message),
    );
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.length).toBeLessThan(estate.expectedIds(AWAY.account, kind).length);
  });

  it.each(Object.entries(oddNames))(
    'keeps an instance with an odd name: %s',
    async (_what, name) => {
      const match = { account: BIG.account, action: INSTANCES, page: 1 };
      const calm = estate.emulator.faults.add({ match, effect: { type: 'rename', name } });
      const client = await estate.connect(BIG);
      const { resources } = await collectPass(passOf('compute.instances'), client);
      calm();
      expect(resources).toHaveLength(1100);
      expect(resources.filter((resource) => resource.name === name)).toHaveLength(1);
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
        estate.expectedIds(BIG.account, 'gcp.instance'),
      );
    },
  );
});
