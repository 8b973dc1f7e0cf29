import type { Emulator, EstateSpec, HetznerServer } from '../index';
import { expectedResources, startEmulator } from '../index';
import type { HetznerLoadBalancer } from './load-balancer.item';

const TOKEN = 'EXAMPLE0token0of0a0project0that0does0not0exist000000000000000000';
const SPEC: EstateSpec = {
  seed: 11,
  aws: [],
  hetzner: [
    {
      token: TOKEN,
      projectName: 'shop',
      counts: {
        servers: 130,
        networks: 3,
        firewalls: 40,
        volumes: 70,
        loadBalancers: 12,
        primaryIps: 90,
        floatingIps: 60,
        images: 55,
        certificates: 40,
        placementGroups: 5,
        zones: 30,
        storageBoxes: 28,
      },
    },
    {
      token: 'small',
      projectName: 'small',
      counts: { servers: 2 },
      requestsPerHour: 3,
      deniedPaths: ['/volumes'],
    },
  ],
};

/** The list of images is emulated for own ones only. */
const OWN_IMAGES = '&type=snapshot&type=backup';

function serversOf(targets: readonly { server: { id: number } }[] = []): { id: number }[] {
  return targets.map((target) => target.server);
}

interface Listing {
  readonly meta: { readonly pagination: Record<string, number | null> };
  readonly [key: string]: unknown;
}

describe('the emulated Hetzner Cloud', () => {
  let emulator: Emulator;
  let clock = new Date('2026-06-01T00:00:00Z');

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC, now: () => clock });
  });
  afterAll(() => emulator.close());

  const get = (path: string, token = TOKEN): Promise<Response> =>
    fetch(emulator.hetznerEndpoint + path, { headers: { authorization: `Bearer ${token}` } });
  const list = async (path: string): Promise<Listing> =>
    (await (await get(path)).json()) as Listing;
  const readAll = async (key: string): Promise<{ id: number }[]> => {
    const all: { id: number }[] = [];
    for (let page: number | null = 1; page !== null;) {
      const filter = key === 'images' ? OWN_IMAGES : '';
      const listing: Listing = await list(`/${key}?page=${page}&per_page=50${filter}`);
      all.push(...(listing[key] as { id: number }[]));
      page = listing.meta.pagination['next_page'] ?? null;
    }
    return all;
  };

  it.each([
    ['servers', 'server'],
    ['networks', 'network'],
    ['firewalls', 'firewall'],
    ['volumes', 'volume'],
    ['load_balancers', 'load_balancer'],
    ['primary_ips', 'primary_ip'],
    ['floating_ips', 'floating_ip'],
    ['images', 'image'],
    ['certificates', 'certificate'],
    ['placement_groups', 'placement_group'],
    ['zones', 'zone'],
    ['storage_boxes', 'storage_box'],
  ])('lists exactly the %s of the estate', async (key, kind) => {
    const expected = [...expectedResources(emulator.estate, 'shop')].filter(
      (each) => each.kind === kind,
    );
    expect((await readAll(key)).map((each) => String(each.id))).toEqual(
      expected.map((each) => each.id),
    );
    expect(expected.length).toBeGreaterThan(0);
  });

  it('numbers pages as the description says', async () => {
    expect((await list('/servers')).meta.pagination).toEqual({
      page: 1,
      per_page: 25,
      previous_page: null,
      next_page: 2,
      last_page: 6,
      total_entries: 130,
    });
    expect((await list('/servers?per_page=500&page=3')).meta.pagination).toEqual({
      page: 3,
      per_page: 50,
      previous_page: 2,
      next_page: null,
      last_page: 3,
      total_entries: 130,
    });
    expect(await list('/servers?page=9')).toMatchObject({
      servers: [],
      meta: { pagination: { next_page: null } },
    });
    const link = (await get('/servers?per_page=50&page=2')).headers.get('link');
    expect(link).toContain('/hetzner/v1/servers?per_page=50&page=3>; rel="next"');
    expect((await get('/servers?page=0')).status).toBe(422);
    expect((await get('/servers?name=web')).status).toBe(422);
    expect((await get('/images')).status).toBe(422);
  });

  it('has servers with and without IPv4, in networks and behind firewalls, consistently', async () => {
    const servers = (await readAll('servers')) as unknown as {
      id: number;
      location: { name: string; network_zone: string };
      public_net: { ipv4: { ip: string } | null; ipv6: { ip: string } | null };
      private_net: { network: number; ip: string }[];
      volumes: number[];
    }[];
    expect(servers.some((each) => each.public_net.ipv4 === null)).toBe(true);
    expect(servers.some((each) => each.public_net.ipv6?.ip.endsWith('::/64'))).toBe(true);
    const networks = (await readAll('networks')) as unknown as { id: number; servers: number[] }[];
    for (const network of networks) {
      const inside = servers.filter((each) =>
        each.private_net.some((net) => net.network === network.id),
      );
      expect(inside.map((each) => each.id)).toEqual(network.servers);
      expect(new Set(inside.map((each) => each.private_net[0]?.ip)).size).toBe(inside.length);
      expect(inside.every((each) => each.location.network_zone === 'eu-central')).toBe(true);
    }
    const volumes = (await readAll('volumes')) as unknown as {
      id: number;
      server: number | null;
      location: { name: string };
    }[];
    for (const volume of volumes.filter((each) => each.server !== null)) {
      const server = servers.find((each) => each.id === volume.server);
      expect(server?.volumes).toEqual([volume.id]);
      expect(server?.location.name).toBe(volume.location.name);
    }
  });

  it('tells the same of addresses and load balancers from every side', async () => {
    const servers = (await readAll('servers')) as unknown as {
      id: number;
      public_net: Record<'ipv4' | 'ipv6', { id: number; ip: string } | null> & {
        floating_ips: number[];
      };
      load_balancers: number[];
    }[];
    const primaryIps = (await readAll('primary_ips')) as unknown as {
      id: number;
      ip: string;
      type: 'ipv4' | 'ipv6';
      assignee_id: number | null;
    }[];
    expect(primaryIps.some((each) => each.assignee_id === null)).toBe(true);
    for (const { id, ip, type, assignee_id } of primaryIps) {
      const user = servers.find((each) => each.public_net[type]?.id === id);
      expect([user?.id ?? null, user?.public_net[type]?.ip ?? ip]).toEqual([assignee_id, ip]);
    }
    const floatingIps = (await readAll('floating_ips')) as unknown as {
      id: number;
      server: number | null;
    }[];
    for (const { id, server } of floatingIps) {
      const user = servers.find((each) => each.public_net.floating_ips.includes(id));
      expect(user?.id ?? null).toBe(server);
    }
    const balancers = (await readAll('load_balancers')) as unknown as {
      id: number;
      private_net: { network: number; ip: string }[];
      targets: { server?: { id: number }; targets?: { server: { id: number } }[] }[];
    }[];
    const networks = (await readAll('networks')) as unknown as {
      id: number;
      load_balancers: number[];
    }[];
    for (const { id, private_net, targets } of balancers) {
      const targeted = targets.flatMap((each) => [each.server, ...serversOf(each.targets)]);
      const users = servers.filter((each) => each.load_balancers.includes(id));
      expect(targeted.flatMap((server) => server?.id ?? [])).toEqual(users.map((each) => each.id));
      const homes = networks.filter((each) => each.load_balancers.includes(id));
      expect(private_net.map((net) => net.network)).toEqual(homes.map((each) => each.id));
    }
    expect(servers.some((each) => each.load_balancers.length > 0)).toBe(true);
  });

  it('shows servers with the placement group that lists them', async () => {
    type Group = { id: number; servers: number[] };
    const groups = (await readAll('placement_groups')) as unknown as Group[];
    const servers = (await readAll('servers')) as unknown as {
      id: number;
      placement_group: Group | null;
    }[];
    expect(groups.flatMap((group) => group.servers)).toHaveLength(50);
    for (const { id, placement_group } of servers) {
      expect(placement_group).toEqual(groups.find((group) => group.servers.includes(id)) ?? null);
    }
  });

  it('gives every address once', async () => {
    const texts = await Promise.all(
      ['servers', 'load_balancers', 'floating_ips'].map(async (key) => {
        const items = (await readAll(key)) as unknown as {
          ip?: string;
          public_net?: Record<'ipv4' | 'ipv6', { ip: string } | null>;
        }[];
        return items.flatMap((each) => [
          each.ip,
          each.public_net?.ipv4?.ip,
          each.public_net?.ipv6?.ip,
        ]);
      }),
    );
    const addresses = texts.flat().filter((each) => each !== undefined);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('lets go of a deleted server everywhere', async () => {
    const own = await startEmulator({ estate: SPEC });
    const before = own.estate.describe('shop', 'server', '50000001') as HetznerServer;
    own.mutate({ op: 'remove', account: 'shop', kind: 'server', ids: ['50000001'] });
    const response = await fetch(`${own.hetznerEndpoint}/networks`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    const { networks } = (await response.json()) as {
      networks: { id: number; servers: number[] }[];
    };
    expect(networks.find((each) => each.id === before.network?.id)?.servers).not.toContain(
      50000001,
    );
    expect(networks.flatMap((each) => each.servers)).toHaveLength(129);
    expect(before.loadBalancers).toEqual([50000001]);
    const balancer = own.estate.describe('shop', 'load_balancer', '50000001');
    const targets = (balancer as HetznerLoadBalancer).targets.map((each) => each.server);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets).not.toContain(50000001);
    const address = own.estate.describe('shop', 'primary_ip', String(before.primaryIps.ipv4));
    expect(before.ipv4).not.toBeNull();
    expect(address).toMatchObject({ ip: before.ipv4, server: null });
    await own.close();
  });

  it('refuses unknown tokens, denied paths and everything that is not there', async () => {
    const refused = await get('/servers', 'wrong');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({
      error: { code: 'unauthorized', message: 'unable to authenticate', details: null },
    });
    expect((await get('/nothing')).status).toBe(404);
    const denied = await get('/volumes', 'small');
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({ error: { code: 'forbidden' } });
  });

  it('limits the rate of a project and tells how much is left', async () => {
    clock = new Date(clock.getTime() + 3_600_000);
    const first = await get('/servers', 'small');
    expect(first.headers.get('ratelimit-limit')).toBe('3');
    expect(first.headers.get('ratelimit-remaining')).toBe('2');
    expect(Number(first.headers.get('ratelimit-reset'))).toBe(clock.getTime() / 1000 + 1200);
    await get('/servers', 'small');
    await get('/servers', 'small');
    const over = await get('/servers', 'small');
    expect(over.status).toBe(429);
    expect(over.headers.get('ratelimit-remaining')).toBe('0');
    expect(await over.json()).toMatchObject({ error: { code: 'rate_limit_exceeded' } });
    clock = new Date(clock.getTime() + 1_200_000);
    expect((await get('/servers', 'small')).status).toBe(200);
  });
});
