import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { digitalocean } from './provider';
import { SPACES_REGIONS } from './spaces/regions';
import {
  BIG,
  CLOSED,
  DEMO,
  DEMO_ACCOUNT,
  DigitalOceanEstate,
  NARROW,
  passOf,
  rowsOf,
} from './testing/digitalocean-estate';

let estate: DigitalOceanEstate;

beforeEach(async () => {
  estate = await DigitalOceanEstate.start();
});
afterEach(() => estate.stop());

const PASSES: [pass: string, kinds: string[]][] = [
  ['compute.droplets', ['droplet']],
  ['compute.gpu-droplets', ['gpu-droplet']],
  ['compute.images', ['image']],
  ['storage.volumes', ['volume']],
  ['storage.snapshots', ['droplet-snapshot', 'volume-snapshot']],
  ['network.vpcs', ['vpc']],
  ['network.firewalls', ['firewall']],
  ['network.load-balancers', ['load-balancer']],
  ['network.reserved-ips', ['reserved-ip']],
  ['network.reserved-ipv6s', ['reserved-ipv6']],
  ['network.domains', ['domain']],
  ['network.certificates', ['certificate']],
  ['apps.apps', ['app']],
  ['databases.clusters', ['database']],
  ['kubernetes.clusters', ['kubernetes-cluster']],
];

describe('DigitalOcean against an estate', () => {
  it.each(PASSES)('%s yields exactly the demo team’s %j', async (id, kinds) => {
    const client = await estate.connect(DEMO);
    const { resources, warnings } = await expectPassConforms(digitalocean, passOf(id), client, {
      canaries: [DEMO.api_token, DEMO.spaces_secret_access_key ?? '', 'AVNS_EXAMPLE'],
    });
    expect(rowsOf(resources)).toEqual(estate.expectedRows(DEMO_ACCOUNT, kinds));
    expect(resources.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it.each(PASSES)('%s yields exactly a big team’s %j, page by page', async (id, kinds) => {
    const { resources, warnings } = await expectPassConforms(
      digitalocean,
      passOf(id),
      await estate.asBig(),
    );
    expect(rowsOf(resources)).toEqual(estate.expectedRows(BIG.account, kinds));
    expect(resources.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it('yields the buckets of every region, public ones as such', async () => {
    const client = await estate.connect(DEMO);
    const regions = await digitalocean.regions(client, null);
    expect(regions).toEqual(SPACES_REGIONS);
    const found: DiscoveredResource[] = [];
    for (const region of regions) {
      const options = { region, canaries: [DEMO.spaces_secret_access_key ?? ''] };
      const pass = passOf('spaces.buckets');
      const { resources, warnings } = await expectPassConforms(digitalocean, pass, client, options);
      expect(resources.filter((bucket) => bucket.region !== region)).toEqual([]);
      expect(warnings).toEqual([]);
      found.push(...resources);
    }
    expect(rowsOf(found)).toEqual(estate.expectedRows(DEMO_ACCOUNT, ['space']));
    expect(new Set(found.map((bucket) => bucket.isPublic))).toEqual(new Set([true, null]));
  });

  it('relates resources by ids that exist', async () => {
    const client = await estate.asBig();
    const global = digitalocean.passes.filter((pass) => pass.scope === 'global');
    const collected = await Promise.all(global.map((pass) => collectPass(pass, client)));
    const resources = collected.flatMap((each) => each.resources);
    const ids = new Set(resources.map((resource) => resource.resourceId));
    const relationships = resources.flatMap((resource) => resource.relationships);
    const kinds = new Set(relationships.map((relationship) => relationship.kind));
    expect([...kinds].sort()).toEqual([
      'attached_to',
      'protected_by',
      'runs_in',
      'targets',
      'uses',
    ]);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
  });

  it('finds weaknesses: public databases and clusters, droplets behind no firewall', async () => {
    const client = await estate.connect(DEMO);
    const read = async (id: string): Promise<DiscoveredResource[]> =>
      (await collectPass(passOf(id), client)).resources;
    const databases = (await read('databases.clusters')).filter(
      (resource) => resource.resourceType === 'database',
    );
    expect(new Set(databases.map((database) => database.isPublic))).toEqual(new Set([true, false]));
    const droplets = await read('compute.droplets');
    const behind = droplets.filter(({ relationships }) =>
      relationships.some(({ kind }) => kind === 'protected_by'),
    );
    expect(behind.length).toBeGreaterThan(0);
  });

  it('prices every droplet in dollars', async () => {
    const { resources } = await collectPass(passOf('compute.droplets'), await estate.asBig());
    expect(resources.filter(({ price }) => price?.currency !== 'USD')).toEqual([]);
  });

  it('asks for trusted sources once a cluster, and for nothing else more than pages', async () => {
    await collectPass(passOf('databases.clusters'), await estate.asBig());
    expect(estate.gate.operations).toHaveLength(31);
    const before = estate.gate.operations.length;
    await collectPass(passOf('storage.volumes'), await estate.asBig());
    expect(estate.gate.operations).toHaveLength(before + 2);
  });
});

describe('DigitalOcean identity', () => {
  it('is the team', async () => {
    const identity = await digitalocean.identify(await estate.connect(DEMO));
    expect(identity).toEqual({
      nativeAccountId: expect.stringMatching(/^[0-9a-f]{40}$/),
      displayName: DEMO_ACCOUNT,
      missingPermissions: [],
      credentials: { issuedAt: expect.any(String), expiresAt: null, writePermissions: [] },
    });
    expect(estate.gate.observations.at(-1)).toEqual({
      remaining: expect.any(Number),
      resetAt: expect.any(Number),
    });
  });

  it('says what a token that may not read everything is missing', async () => {
    const identity = await digitalocean.identify(await estate.connect({ api_token: NARROW.token }));
    expect(identity.missingPermissions).toEqual(['firewall:read', 'tag:read']);
  });

  it('leaves no pass readable when nothing may be read', async () => {
    const identity = await digitalocean.identify(await estate.connect({ api_token: CLOSED.token }));
    const readable = digitalocean.passes.filter(
      (pass) => !pass.permissions.some((name) => identity.missingPermissions.includes(name)),
    );
    expect(readable).toEqual([]);
  });

  it('refuses a token that may not say whose it is', async () => {
    const of = { provider: 'digitalocean', account: BIG.account, action: '/v2/account' } as const;
    estate.emulator.faults.add({ match: of, effect: { type: 'deny' } });
    const outcome = digitalocean.identify(await estate.asBig());
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'denied' } });
  });

  it('refuses an unknown token without repeating it', async () => {
    const outcome = digitalocean.identify(await estate.connect({ api_token: 'canary-token' }));
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated' } });
    await expect(outcome).rejects.not.toThrow('canary-token');
  });

  it.each([
    ['an unknown key', { spaces_access_key_id: 'DO00UNKNOWNKEY000000' }],
    ['a wrong secret', { spaces_secret_access_key: 'canary-secret' }],
  ])('refuses %s of Spaces', async (_what, change) => {
    const outcome = digitalocean.identify(await estate.connect({ ...DEMO, ...change }));
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated' } });
    await expect(outcome).rejects.not.toThrow('canary');
  });
});
