import { DEMO_HETZNER } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { hetzner } from './provider';
import { BIG, HetznerEstate, NARROW, passOf } from './testing/hetzner-estate';

let estate: HetznerEstate;

beforeEach(async () => {
  estate = await HetznerEstate.start();
});

afterEach(() => estate.close());

function isStoredSnapshot({ nativeType, nativeState }: DiscoveredResource): boolean {
  return nativeType === 'snapshot' && nativeState === 'available';
}

describe('Hetzner against an estate', () => {
  it.each([
    ['compute.servers', 'server', 'vm', DEMO_HETZNER],
    ['compute.servers', 'server', 'vm', BIG],
    ['network.networks', 'network', 'network', DEMO_HETZNER],
    ['network.networks', 'network', 'network', BIG],
    ['network.firewalls', 'firewall', 'firewall', DEMO_HETZNER],
    ['network.firewalls', 'firewall', 'firewall', BIG],
    ['storage.volumes', 'volume', 'volume', DEMO_HETZNER],
    ['storage.volumes', 'volume', 'volume', BIG],
    ['network.load-balancers', 'load_balancer', 'load_balancer', DEMO_HETZNER],
    ['network.load-balancers', 'load_balancer', 'load_balancer', BIG],
    ['network.primary-ips', 'primary_ip', 'public_ip', DEMO_HETZNER],
    ['network.primary-ips', 'primary_ip', 'public_ip', BIG],
    ['network.floating-ips', 'floating_ip', 'public_ip', DEMO_HETZNER],
    ['network.floating-ips', 'floating_ip', 'public_ip', BIG],
    ['compute.images', 'image', 'snapshot', DEMO_HETZNER],
    ['compute.images', 'image', 'snapshot', BIG],
    ['security.certificates', 'certificate', 'certificate', DEMO_HETZNER],
    ['security.certificates', 'certificate', 'certificate', BIG],
    ['compute.placement-groups', 'placement_group', 'placement_group', DEMO_HETZNER],
    ['compute.placement-groups', 'placement_group', 'placement_group', BIG],
    ['network.dns-zones', 'zone', 'dns_zone', DEMO_HETZNER],
    ['network.dns-zones', 'zone', 'dns_zone', BIG],
    ['storage.storage-boxes', 'storage_box', 'file_system', DEMO_HETZNER],
    ['storage.storage-boxes', 'storage_box', 'file_system', BIG],
  ])('%s yields exactly every %s as %s of %j', async (id, kind, type, { projectName, token }) => {
    const client = await estate.connect(token);
    const { resources, warnings } = await expectPassConforms(hetzner, passOf(id), client, {
      canaries: [token],
    });
    const found = resources.filter((resource) => resource.resourceType === type);
    const expected = estate.expectedIds(projectName, kind);
    expect(expected.length).toBeGreaterThan(0);
    expect(found.map((resource) => resource.resourceId).sort()).toEqual(expected.sort());
    expect(warnings).toEqual([]);
  });

  it('yields the subnets of every network', async () => {
    const client = await estate.connect(DEMO_HETZNER.token);
    const { resources } = await collectPass(passOf('network.networks'), client);
    const networks = estate.expectedIds(DEMO_HETZNER.projectName, 'network');
    const subnets = resources.filter((resource) => resource.resourceType === 'subnet');
    const homes = subnets.map((subnet) => subnet.relationships[0]?.resourceId);
    expect([...new Set(homes)].sort()).toEqual(networks.sort());
  });

  it('relates everything by ids that exist', async () => {
    const client = await estate.connect(BIG.token);
    const collected = await Promise.all(hetzner.passes.map((pass) => collectPass(pass, client)));
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

  it.each([
    ['network.load-balancers', ['certificate', 'network', 'server']],
    ['network.primary-ips', ['server']],
    ['network.floating-ips', ['server']],
    ['compute.images', ['server']],
  ])('%s relates some to each of %j, and leaves others alone', async (id, kinds) => {
    const { resources } = await collectPass(passOf(id), await estate.connect(BIG.token));
    const related = resources.map(({ relationships }) =>
      relationships.map(({ resourceId }) => resourceId.replace(/\/.*/, '')),
    );
    expect([...new Set(related.flat())].sort()).toEqual(kinds);
    const last = kinds[kinds.length - 1] ?? '';
    expect(related.some((each) => !each.includes(last))).toBe(true);
  });

  it('keeps the keys of zone transfers to itself', async () => {
    const shelves = estate.emulator.estate.shelves({ account: BIG.projectName, kind: 'zone' });
    const zones = [...shelves].flatMap((shelf) => [...shelf.items.all()]);
    const keys = (zones as unknown as { mode: string; transferKey: string }[])
      .filter((zone) => zone.mode === 'secondary')
      .map((zone) => zone.transferKey);
    expect(keys.length).toBeGreaterThan(0);
    const client = await estate.connect(BIG.token);
    await expectPassConforms(hetzner, passOf('network.dns-zones'), client, { canaries: keys });
  });

  it('tells public load balancers from internal ones', async () => {
    const { resources } = await collectPass(
      passOf('network.load-balancers'),
      await estate.connect(BIG.token),
    );
    const internal = resources.filter((balancer) => balancer.isPublic === false);
    expect(internal.length).toBeGreaterThan(0);
    expect(internal.flatMap((balancer) => balancer.publicIps)).toEqual([]);
    const facing = resources.filter((balancer) => balancer.isPublic === true);
    expect(facing.length).toBeGreaterThan(0);
    expect(facing.filter((balancer) => balancer.publicIps.length !== 2)).toEqual([]);
  });

  it('tells the same addresses of primary IPs as of the servers that use them', async () => {
    const client = await estate.connect(BIG.token);
    const servers = await collectPass(passOf('compute.servers'), client);
    const addresses = new Map(servers.resources.map((each) => [each.resourceId, each.publicIps]));
    const primaryIps = await collectPass(passOf('network.primary-ips'), client);
    const used = primaryIps.resources.flatMap(({ relationships, publicIps }) =>
      relationships.map(({ resourceId }) => ({ on: addresses.get(resourceId), ip: publicIps[0] })),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter(({ on, ip }) => ip === undefined || on?.includes(ip) !== true)).toEqual([]);
  });

  it('prices whatever has a price of its own, asking for the prices once', async () => {
    const client = await estate.connect(BIG.token);
    const priced = [
      'compute.servers',
      'storage.volumes',
      'network.load-balancers',
      'network.primary-ips',
      'network.floating-ips',
      'storage.storage-boxes',
    ];
    for (const id of priced) {
      const { resources } = await collectPass(passOf(id), client);
      expect(resources.filter((resource) => resource.price?.currency !== 'EUR')).toEqual([]);
    }
    const images = await collectPass(passOf('compute.images'), client);
    const unpriced = images.resources.filter((image) => image.price === null);
    expect(unpriced.filter(isStoredSnapshot)).toEqual([]);
    expect(unpriced.length).toBeLessThan(images.resources.length);
    expect(estate.gate.operations.filter((operation) => operation === 'GET /pricing')).toHaveLength(
      1,
    );
  });

  it('passes the quota on to the gate', async () => {
    await hetzner.identify(await estate.connect(DEMO_HETZNER.token));
    expect(estate.gate.observations).toEqual([
      { remaining: expect.any(Number), resetAt: expect.any(Number) },
    ]);
  });
});

describe('Hetzner identity', () => {
  it('is the same for the same token and never shows it', async () => {
    const first = await hetzner.identify(await estate.connect(DEMO_HETZNER.token));
    const second = await hetzner.identify(await estate.connect(DEMO_HETZNER.token));
    expect(second).toEqual(first);
    expect(first.nativeAccountId).toMatch(/^token-[0-9a-f]{24}$/);
    expect(first).toMatchObject({ displayName: null, missingPermissions: [] });
  });

  it('says what a token that may not read is missing', async () => {
    const identity = await hetzner.identify(await estate.connect(NARROW.token));
    expect(identity.missingPermissions).toEqual(['Read']);
  });

  it('refuses an unknown token without repeating it', async () => {
    const outcome = hetzner.identify(await estate.connect('canary-token'));
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated' } });
    await expect(outcome).rejects.not.toThrow('canary-token');
  });
});
