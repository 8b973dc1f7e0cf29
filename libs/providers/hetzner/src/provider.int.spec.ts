import {
  DEMO_HETZNER,
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
  expectPassConforms,
  recordingGate,
  type Pass,
  type RecordingGate,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource, Relationship } from '@skyledger/resource-model';
import type { HetznerClient } from './client';
import { hetzner } from './provider';

const BIG = 'big-project';
const BIG_TOKEN = 'EXAMPLEbigProject'.padEnd(64, '0');
const NARROW_TOKEN = 'EXAMPLEnarrowProject'.padEnd(64, '0');

/** The demo's project, one of several pages in every list, and one whose token reads little. */
const estate: EstateSpec = {
  ...demoEstate(),
  hetzner: [
    ...demoEstate().hetzner,
    {
      projectName: BIG,
      token: BIG_TOKEN,
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
      },
    },
    {
      projectName: 'narrow-project',
      token: NARROW_TOKEN,
      counts: { servers: 1, volumes: 1 },
      deniedPaths: ['/servers'],
    },
  ],
};

let emulator: Emulator;
let gate: RecordingGate;
const clients: HetznerClient[] = [];

beforeEach(async () => {
  emulator = await startEmulator({ estate });
  gate = recordingGate((error) => hetzner.classifyError(error));
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => hetzner.disconnect(client)));
  await emulator.close();
});

async function connect(token: string): Promise<HetznerClient> {
  const endpoint = emulator.hetznerEndpoint;
  const client = await hetzner.connect({ api_token: token }, { gate, endpoint });
  clients.push(client);
  return client;
}

function passOf(id: string): Pass<HetznerClient> {
  const pass = hetzner.passes.find((each) => each.id === id);
  if (!pass) throw new Error(`there is no pass ${id}`);
  return pass;
}

function isToServerOrBalancer({ resourceId }: Relationship): boolean {
  return /^(server|load_balancer)\//.test(resourceId);
}

function isStoredSnapshot({ nativeType, nativeState }: DiscoveredResource): boolean {
  return nativeType === 'snapshot' && nativeState === 'available';
}

function expectedIds(project: string, kind: string): string[] {
  return [...expectedResources(emulator.estate, project)]
    .filter((resource) => resource.kind === kind)
    .map((resource) => `${kind}/${resource.id}`);
}

describe('Hetzner against an estate', () => {
  it.each([
    ['compute.servers', 'server', 'vm', DEMO_HETZNER],
    ['compute.servers', 'server', 'vm', { projectName: BIG, token: BIG_TOKEN }],
    ['network.networks', 'network', 'network', DEMO_HETZNER],
    ['network.networks', 'network', 'network', { projectName: BIG, token: BIG_TOKEN }],
    ['network.firewalls', 'firewall', 'firewall', DEMO_HETZNER],
    ['network.firewalls', 'firewall', 'firewall', { projectName: BIG, token: BIG_TOKEN }],
    ['storage.volumes', 'volume', 'volume', DEMO_HETZNER],
    ['storage.volumes', 'volume', 'volume', { projectName: BIG, token: BIG_TOKEN }],
    ['network.load-balancers', 'load_balancer', 'load_balancer', DEMO_HETZNER],
    [
      'network.load-balancers',
      'load_balancer',
      'load_balancer',
      { projectName: BIG, token: BIG_TOKEN },
    ],
    ['network.primary-ips', 'primary_ip', 'public_ip', DEMO_HETZNER],
    ['network.primary-ips', 'primary_ip', 'public_ip', { projectName: BIG, token: BIG_TOKEN }],
    ['network.floating-ips', 'floating_ip', 'public_ip', DEMO_HETZNER],
    ['network.floating-ips', 'floating_ip', 'public_ip', { projectName: BIG, token: BIG_TOKEN }],
    ['compute.images', 'image', 'snapshot', DEMO_HETZNER],
    ['compute.images', 'image', 'snapshot', { projectName: BIG, token: BIG_TOKEN }],
    ['security.certificates', 'certificate', 'certificate', DEMO_HETZNER],
    ['security.certificates', 'certificate', 'certificate', { projectName: BIG, token: BIG_TOKEN }],
  ])('%s yields exactly every %s as %s of %j', async (id, kind, type, { projectName, token }) => {
    const client = await connect(token);
    const { resources, warnings } = await expectPassConforms(hetzner, passOf(id), client, {
      canaries: [token],
    });
    const found = resources.filter((resource) => resource.resourceType === type);
    const expected = expectedIds(projectName, kind);
    expect(expected.length).toBeGreaterThan(0);
    expect(found.map((resource) => resource.resourceId).sort()).toEqual(expected.sort());
    expect(warnings).toEqual([]);
  });

  it('yields the subnets of every network', async () => {
    const client = await connect(DEMO_HETZNER.token);
    const { resources } = await collectPass(passOf('network.networks'), client);
    const networks = expectedIds(DEMO_HETZNER.projectName, 'network');
    const subnets = resources.filter((resource) => resource.resourceType === 'subnet');
    const homes = subnets.map((subnet) => subnet.relationships[0]?.resourceId);
    expect([...new Set(homes)].sort()).toEqual(networks.sort());
  });

  it('relates everything by ids that exist', async () => {
    const client = await connect(BIG_TOKEN);
    const collected = await Promise.all(hetzner.passes.map((pass) => collectPass(pass, client)));
    const resources = collected.flatMap((each) => each.resources);
    const ids = new Set(resources.map((resource) => resource.resourceId));
    const relationships = resources.flatMap((resource) => resource.relationships);
    const kinds = new Set(relationships.map((relationship) => relationship.kind));
    expect([...kinds].sort()).toEqual(['attached_to', 'protected_by', 'runs_in', 'targets']);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
  });

  it.each([
    ['network.load-balancers', 'load_balancer', ['network', 'server']],
    ['network.primary-ips', 'primary_ip', ['server']],
    ['network.floating-ips', 'floating_ip', ['server']],
    ['compute.images', 'image', ['server']],
    ['security.certificates', 'certificate', ['load_balancer']],
  ])('%s relates some %s to each of %j', async (id, kind, kinds) => {
    const { resources } = await collectPass(passOf(id), await connect(BIG_TOKEN));
    const related = resources.flatMap(({ relationships }) => relationships);
    const found = new Set(related.map(({ resourceId }) => resourceId.split('/')[0]));
    expect([...found].sort()).toEqual(kinds);
    const alone = resources.filter((each) => !each.relationships.some(isToServerOrBalancer));
    expect({ kind, alone: alone.length > 0 }).toEqual({ kind, alone: true });
  });

  it('tells public load balancers from internal ones', async () => {
    const { resources } = await collectPass(
      passOf('network.load-balancers'),
      await connect(BIG_TOKEN),
    );
    const internal = resources.filter((balancer) => balancer.isPublic === false);
    expect(internal.length).toBeGreaterThan(0);
    expect(internal.flatMap((balancer) => balancer.publicIps)).toEqual([]);
    const facing = resources.filter((balancer) => balancer.isPublic === true);
    expect(facing.length).toBeGreaterThan(0);
    expect(facing.filter((balancer) => balancer.publicIps.length !== 2)).toEqual([]);
  });

  it('tells the same addresses of primary IPs as of the servers that use them', async () => {
    const client = await connect(BIG_TOKEN);
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
    const client = await connect(BIG_TOKEN);
    const priced = [
      'compute.servers',
      'storage.volumes',
      'network.load-balancers',
      'network.primary-ips',
      'network.floating-ips',
    ];
    for (const id of priced) {
      const { resources } = await collectPass(passOf(id), client);
      expect(resources.filter((resource) => resource.price?.currency !== 'EUR')).toEqual([]);
    }
    const images = await collectPass(passOf('compute.images'), client);
    const unpriced = images.resources.filter((image) => image.price === null);
    expect(unpriced.filter(isStoredSnapshot)).toEqual([]);
    expect(unpriced.length).toBeLessThan(images.resources.length);
    expect(gate.operations.filter((operation) => operation === 'GET /pricing')).toHaveLength(1);
  });

  it('passes the quota on to the gate', async () => {
    await hetzner.identify(await connect(DEMO_HETZNER.token));
    expect(gate.observations).toEqual([
      { remaining: expect.any(Number), resetAt: expect.any(Number) },
    ]);
  });
});

describe('Hetzner identity', () => {
  it('is the same for the same token and never shows it', async () => {
    const first = await hetzner.identify(await connect(DEMO_HETZNER.token));
    const second = await hetzner.identify(await connect(DEMO_HETZNER.token));
    expect(second).toEqual(first);
    expect(first.nativeAccountId).toMatch(/^token-[0-9a-f]{24}$/);
    expect(first).toMatchObject({ displayName: null, missingPermissions: [] });
  });

  it('says what a token that may not read is missing', async () => {
    const identity = await hetzner.identify(await connect(NARROW_TOKEN));
    expect(identity.missingPermissions).toEqual(['Read']);
  });

  it('refuses an unknown token without repeating it', async () => {
    const outcome = hetzner.identify(await connect('canary-token'));
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated' } });
    await expect(outcome).rejects.not.toThrow('canary-token');
  });
});

describe('Hetzner under faults', () => {
  const account = BIG;
  const strike = (
    effect: FaultEffect,
    match: FaultMatch = { action: '/servers', page: 2 },
  ): void => {
    emulator.faults.add({ match: { provider: 'hetzner', account, ...match }, effect });
  };

  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'forbidden' }],
    [
      'throttling',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['an ended token', { type: 'expire-token' }, { kind: 'unauthenticated' }],
    ['a failing service', { type: 'status', status: 500 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 502 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a page that names itself as next', { type: 'repeat-token' }, { kind: 'malformed' }],
    ['an empty page that leads on', { type: 'empty-page' }, { kind: 'malformed' }],
    ['a body without a list', { type: 'null-fields', fields: ['servers'] }, { kind: 'malformed' }],
  ])('fails on %s after the pages before it', async (_what, effect, fault) => {
    strike(effect);
    const pages: unknown[] = [];
    const reading = async (): Promise<void> => {
      const context = { client: await connect(BIG_TOKEN), region: 'global', cursor: null };
      const { signal } = new AbortController();
      for await (const page of passOf('compute.servers').collect({ ...context, signal })) {
        pages.push(page);
      }
    };
    await expect(reading()).rejects.toMatchObject({ operation: 'GET /servers', fault });
    expect(pages).toHaveLength(1);
  });

  it('keeps the servers, without prices, when prices cannot be read', async () => {
    strike({ type: 'status', status: 503 }, { action: '/pricing' });
    const { resources } = await collectPass(passOf('compute.servers'), await connect(BIG_TOKEN));
    expect(resources).toHaveLength(130);
    expect(resources.filter((resource) => resource.price !== null)).toEqual([]);
  });

  it('keeps servers whose fields are missing', async () => {
    const fields = [
      'name',
      'server_type',
      'public_net',
      'private_net',
      'location',
      'labels',
      'image',
    ];
    strike({ type: 'null-fields', fields }, { action: '/servers' });
    const client = await connect(BIG_TOKEN);
    const { resources } = await expectPassConforms(hetzner, passOf('compute.servers'), client);
    expect(resources).toHaveLength(130);
  });

  it.each<[string, FaultEffect]>([
    ['a page far larger than asked for', { type: 'huge-page', items: 120 }],
    ['an item told twice', { type: 'duplicate-item' }],
  ])('misses nothing for %s', async (_what, effect) => {
    strike(effect, { action: '/servers', page: 1, times: 1 });
    const { resources } = await collectPass(passOf('compute.servers'), await connect(BIG_TOKEN));
    const found = new Set(resources.map((resource) => resource.resourceId));
    expect([...found].sort()).toEqual(expectedIds(account, 'server').sort());
  });

  it.each([
    ['network.load-balancers', 'load_balancers'],
    ['network.primary-ips', 'primary_ips'],
    ['network.floating-ips', 'floating_ips'],
    ['compute.images', 'images'],
    ['security.certificates', 'certificates'],
  ])('%s takes no denied, repeated or missing page for the end', async (id, list) => {
    const client = await connect(BIG_TOKEN);
    for (const [effect, kind] of [
      [{ type: 'deny' }, 'denied'],
      [{ type: 'repeat-token' }, 'malformed'],
      [{ type: 'empty-page' }, 'malformed'],
      [{ type: 'null-fields', fields: [list] }, 'malformed'],
      [{ type: 'null-fields', fields: ['pagination'] }, 'malformed'],
    ] as const) {
      strike(effect, { action: `/${list}`, page: 2 });
      const operation = `GET /${list}`;
      await expect(collectPass(passOf(id), client)).rejects.toMatchObject({
        operation,
        fault: { kind },
      });
      emulator.faults.clear();
    }
  });

  it('says that a listing is incomplete when servers went while it was read, though others came', async () => {
    const client = await connect(BIG_TOKEN);
    const signal = new AbortController().signal;
    const warnings: string[] = [];
    const pages = passOf('compute.servers').collect({
      client,
      region: 'global',
      cursor: null,
      signal,
    });
    for await (const page of pages) {
      warnings.push(...(page.warnings ?? []).map((warning) => warning.code));
      if (page.cursor?.startsWith('2:')) {
        const ids = expectedIds(account, 'server')
          .slice(0, 3)
          .map((id) => id.replace('server/', ''));
        emulator.mutate({ op: 'remove', account, kind: 'server', ids });
        emulator.mutate({ op: 'add', account, kind: 'server', count: 3 });
      }
    }
    expect(warnings).toContain('list_changed');
  });
});
