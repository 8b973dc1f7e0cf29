import { expectedResources } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import { allowsAnyone, coversEverything, type FirewallRule } from '@skyledger/resource-model';
import { scaleway } from './provider';
import {
  BIG,
  keyOf,
  ORGANIZATION,
  passOf,
  projectOf,
  ScalewayEstate,
  SERVERS,
} from './testing/scaleway-estate';

let estate: ScalewayEstate;

beforeEach(async () => {
  estate = await ScalewayEstate.start();
});

afterEach(() => estate.close());

const KINDS: readonly [pass: string, kind: string][] = [
  ['instance.servers', 'scaleway.server'],
  ['instance.volumes', 'scaleway.volume'],
  ['instance.snapshots', 'scaleway.snapshot'],
  ['instance.images', 'scaleway.image'],
  ['instance.security-groups', 'scaleway.security-group'],
  ['instance.ips', 'scaleway.ip'],
  ['block.volumes', 'scaleway.block-volume'],
  ['block.snapshots', 'scaleway.block-snapshot'],
  ['vpc.vpcs', 'scaleway.vpc'],
  ['vpc.private-networks', 'scaleway.private-network'],
  ['vpcgw.gateways', 'scaleway.gateway'],
  ['lb.load-balancers', 'scaleway.load-balancer'],
  ['rdb.instances', 'scaleway.database'],
  ['k8s.clusters', 'scaleway.cluster'],
  ['s3.buckets', 'scaleway.bucket'],
];

describe('Scaleway against an estate', () => {
  it('has an expectation for every pass', () => {
    const known = [...KINDS.map(([pass]) => pass), 'iam.api-keys'];
    expect(known.sort()).toEqual(scaleway.passes.map(({ id }) => id).sort());
  });

  it.each(KINDS)('%s yields exactly every %s', async (id, kind) => {
    const { resources, warnings } = await expectPassConforms(
      scaleway,
      passOf(id),
      await estate.connect(),
      {
        region: 'fr-par',
        canaries: [keyOf('5').secret_key],
      },
    );
    expect(resources.length).toBeGreaterThan(1);
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
      estate.expectedIds(kind, 'fr-par'),
    );
    expect(resources.filter(({ region }) => region !== 'fr-par')).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it.each(['nl-ams', 'pl-waw', 'it-mil'])('yields what is in %s, if anything', async (region) => {
    const client = await estate.connect();
    for (const [id, kind] of KINDS) {
      const { resources, pages } = await collectPass(passOf(id), client, { region });
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
        estate.expectedIds(kind, region),
      );
      expect(pages.at(-1)?.cursor).toBeNull();
    }
  });

  it.each([
    ['project', { organization_id: undefined }],
    ['organization', { project_id: undefined, organization_id: ORGANIZATION }],
  ])('lists the API keys of the organization when the account is a %s', async (_what, scope) => {
    const { resources, warnings } = await expectPassConforms(
      scaleway,
      passOf('iam.api-keys'),
      await estate.connect('5', scope),
      { canaries: [keyOf('5').secret_key] },
    );
    const ids = resources.map(({ resourceId }) => resourceId);
    expect([...ids].sort()).toEqual(estate.expectedIds('scaleway.api-key', null));
    expect(ids).toContain(`api-key/${keyOf('5').access_key}`);
    expect(warnings).toEqual([]);
  });

  it('does not take API keys that it may not list for none', async () => {
    const reading = collectPass(passOf('iam.api-keys'), await estate.connect('6'));
    await expect(reading).rejects.toMatchObject({
      operation: 'GET /iam/v1alpha1/api-keys',
      fault: { kind: 'denied', code: 'permissions_denied' },
    });
  });

  it('knows where gateways lead, and from which addresses', async () => {
    const client = await estate.connect();
    const { resources } = await collectPass(passOf('vpcgw.gateways'), client, { region: 'fr-par' });
    const inside = resources.filter(({ relationships }) => relationships.length > 0);
    expect(inside.length).toBeGreaterThan(50);
    expect(inside.length).toBeLessThan(resources.length);
    expect(inside.filter(({ privateIps }) => privateIps.length !== 1)).toEqual([]);
    const addresses = resources.flatMap(({ publicIps }) => publicIps);
    expect(new Set(addresses).size).toBe(resources.length);
  });

  it('reads the same of the organization, where no project is named', async () => {
    const client = await estate.connect('5', {
      project_id: undefined,
      organization_id: ORGANIZATION,
    });
    const { resources } = await collectPass(passOf('instance.servers'), client, {
      region: 'fr-par',
    });
    expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(
      estate.expectedIds('scaleway.server', 'fr-par'),
    );
    expect((await scaleway.identify(client)).nativeAccountId).toBe(ORGANIZATION);
  });

  it('reads nothing of another project', async () => {
    const client = await estate.connect('5', { project_id: projectOf('6') });
    const { resources } = await collectPass(passOf('block.volumes'), client, { region: 'fr-par' });
    expect(resources).toEqual([]);
  });

  it('relates what there is by ids that exist', async () => {
    const client = await estate.connect();
    const collected = await Promise.all(
      scaleway.passes.map((pass) => collectPass(pass, client, { region: 'fr-par' })),
    );
    const resources = collected.flatMap((each) => each.resources);
    const ids = new Set(resources.map((resource) => resource.resourceId));
    const relationships = resources.flatMap((resource) => resource.relationships);
    const kinds = new Set(relationships.map((relationship) => relationship.kind));
    expect([...kinds].sort()).toEqual(['attached_to', 'protected_by', 'runs_in']);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
  });

  it('knows addresses, sizes and prices of servers, reading a catalogue once a zone', async () => {
    const client = await estate.connect();
    const pass = passOf('instance.servers');
    const { resources } = await collectPass(pass, client, { region: 'fr-par' });
    await collectPass(pass, client, { region: 'fr-par' });
    const item = estate.emulator.estate.describe(
      BIG,
      'scaleway.server',
      resources[0]?.resourceId.split('/')[2] ?? '',
    );
    expect(item).toMatchObject({ name: resources[0]?.name });
    const connected = resources.filter(({ relationships }) =>
      relationships.some(({ kind }) => kind === 'runs_in'),
    );
    expect(connected.length).toBeGreaterThan(100);
    expect(connected.filter(({ privateIps }) => privateIps.length !== 2)).toEqual([]);
    expect(new Set(connected.flatMap(({ privateIps }) => privateIps)).size).toBe(
      connected.length * 2,
    );
    expect(
      resources.filter(({ isPublic, publicIps }) => isPublic !== publicIps.length > 0),
    ).toEqual([]);
    const priced = resources.filter(({ price }) => price !== null);
    expect(priced.length).toBeGreaterThan(resources.length / 2);
    const asked = estate.gate.operations.filter(
      (each) => each === 'GET /instance/v1/products/servers',
    );
    // Two zones with servers, each a page and the empty one that ends the catalogue.
    expect(asked).toHaveLength(4);
  });

  it('shows groups that accept by default as open to everyone', async () => {
    const { resources } = await collectPass(
      passOf('instance.security-groups'),
      await estate.connect(),
      {
        region: 'fr-par',
      },
    );
    const rules = (index: number): FirewallRule[] =>
      (resources[index]?.attributes as { rules: FirewallRule[] }).rules;
    const open = resources.filter((_group, index) =>
      rules(index).some((rule) => allowsAnyone(rule) && coversEverything(rule)),
    );
    const isDefault = resources.filter(
      ({ attributes }) => (attributes as { isDefault: boolean }).isDefault,
    );
    expect(isDefault).toHaveLength(2);
    expect(open).toEqual(expect.arrayContaining(isDefault));
    expect(open.length).toBeLessThan(resources.length);
  });

  it('knows who may connect to databases', async () => {
    const { resources } = await collectPass(passOf('rdb.instances'), await estate.connect(), {
      region: 'fr-par',
    });
    const open = (resource: { attributes: unknown }): unknown =>
      (resource.attributes as { publiclyAccessible: unknown }).publiclyAccessible;
    const expected = [...expectedResources(estate.emulator.estate, BIG)]
      .filter(({ kind }) => kind === 'scaleway.database')
      .map(({ id }) => estate.emulator.estate.describe(BIG, 'scaleway.database', id))
      .map((item) => item as unknown as { publicIp: string | null; acl: string[] })
      .map(({ publicIp, acl }) => publicIp !== null && acl.includes('0.0.0.0/0'));
    expect(resources.map(open)).toEqual(expected);
  });
});

describe('Scaleway identity', () => {
  it('is the project, with its name', async () => {
    expect(await scaleway.identify(await estate.connect())).toEqual({
      nativeAccountId: projectOf('5'),
      displayName: BIG,
      missingPermissions: [],
      credentials: {
        issuedAt: '2026-01-02T03:04:05.678Z',
        expiresAt: '2036-01-01T00:00:00.000Z',
        writePermissions: null,
      },
    });
  });

  it('says which permission sets are missing', async () => {
    expect(await scaleway.identify(await estate.connect('6'))).toEqual({
      nativeAccountId: projectOf('6'),
      displayName: null,
      missingPermissions: ['IPAMReadOnly', 'IAMReadOnly'],
    });
  });

  it('probes every permission that a pass declares', async () => {
    estate.emulator.faults.add({ match: { provider: 'scaleway' }, effect: { type: 'deny' } });
    const { missingPermissions } = await scaleway.identify(await estate.connect());
    const declared = new Set(scaleway.passes.flatMap((pass) => pass.permissions));
    expect([...missingPermissions].sort()).toEqual([...declared].sort());
    expect(
      estate.emulator.stats.count({ provider: 'scaleway', action: SERVERS, status: 403 }),
    ).toBe(1);
  });

  it('refuses a project that the key does not open', async () => {
    const client = await estate.connect('5', { project_id: projectOf('9') });
    await expect(scaleway.identify(client)).rejects.toMatchObject({
      fault: { kind: 'unauthenticated', code: 'not_found' },
    });
  });

  it.each([
    ['an unknown key', '8', 'unauthenticated'],
    ['a key that has expired', '7', 'expired'],
  ])('refuses %s', async (_what, digit, kind) => {
    const outcome = scaleway.identify(await estate.connect(digit));
    await expect(outcome).rejects.toMatchObject({ fault: { kind } });
    await expect(outcome).rejects.not.toThrow(keyOf(digit).secret_key);
  });
});
