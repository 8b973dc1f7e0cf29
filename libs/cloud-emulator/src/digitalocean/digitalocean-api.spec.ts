import type { DigitalOceanAccountSpec, Emulator, EstateSpec } from '../index';
import { expectedResources, startEmulator } from '../index';
import { differences } from '../testing/openapi-schema';
import { describedAnswer, HAS_DESCRIPTION } from './testing/official-description';

const COUNTS = {
  droplets: 430,
  gpuDroplets: 3,
  volumes: 70,
  dropletSnapshots: 15,
  volumeSnapshots: 12,
  images: 20,
  vpcs: 9,
  firewalls: 60,
  loadBalancers: 30,
  databases: 40,
  reservedIps: 25,
  reservedIpv6s: 12,
  kubernetesClusters: 12,
  domains: 12,
  certificates: 15,
  apps: 15,
  spaces: 12,
};
const TOKEN = 'dop_v1_shop';
const SMALL: DigitalOceanAccountSpec = {
  account: 'small',
  token: 'dop_v1_small',
  counts: { droplets: 2, databases: 2 },
  requestsPerHour: 40,
  deniedPaths: ['/v2/volumes'],
};
const SPEC: EstateSpec = {
  seed: 11,
  aws: [],
  hetzner: [],
  digitalocean: [{ account: 'shop', token: TOKEN, counts: COUNTS }, SMALL],
};

type Json = Record<string, unknown>;
interface Listing {
  readonly links?: { readonly pages?: Readonly<Record<string, string>> };
  readonly meta: { readonly total: number };
  readonly [key: string]: unknown;
}

describe('the emulated DigitalOcean', () => {
  let emulator: Emulator;
  let clock = new Date('2026-06-01T00:00:00Z');

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC, now: () => clock });
  });
  beforeEach(() => {
    clock = new Date(clock.getTime() + 2 * 3_600_000);
  });
  afterAll(() => emulator.close());

  const get = (path: string, token = TOKEN): Promise<Response> =>
    fetch(`${emulator.endpoints.digitalocean}/v2${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  const list = async (path: string): Promise<Listing> =>
    (await (await get(path)).json()) as Listing;
  const readAll = async (path: string, key: string): Promise<Json[]> => {
    const all: Json[] = [];
    for (let page = 1; ; page += 1) {
      const mark = path.includes('?') ? '&' : '?';
      const listing = await list(`${path}${mark}page=${page}&per_page=200`);
      all.push(...(listing[key] as Json[]));
      if (listing.links?.pages?.['next'] === undefined) return all;
    }
  };
  const expected = (...kinds: string[]): string[] =>
    [...expectedResources(emulator.estate, 'shop')]
      .filter((each) => kinds.includes(each.kind.replace('digitalocean.', '')))
      .map((each) => each.id);

  it.each([
    ['/droplets', 'droplets', 'id', ['droplet']],
    ['/droplets?type=gpus', 'droplets', 'id', ['gpu-droplet']],
    ['/images?private=true', 'images', 'id', ['image', 'droplet-snapshot']],
    ['/volumes', 'volumes', 'id', ['volume']],
    ['/snapshots', 'snapshots', 'id', ['droplet-snapshot', 'volume-snapshot']],
    ['/vpcs', 'vpcs', 'id', ['vpc']],
    ['/firewalls', 'firewalls', 'id', ['firewall']],
    ['/load_balancers', 'load_balancers', 'id', ['load-balancer']],
    ['/databases', 'databases', 'id', ['database']],
    ['/reserved_ips', 'reserved_ips', 'ip', ['reserved-ip']],
    ['/reserved_ipv6', 'reserved_ipv6s', 'ip', ['reserved-ipv6']],
    ['/kubernetes/clusters', 'kubernetes_clusters', 'id', ['kubernetes-cluster']],
    ['/domains', 'domains', 'name', ['domain']],
    ['/certificates', 'certificates', 'id', ['certificate']],
    ['/apps', 'apps', 'id', ['app']],
  ])('lists %s as the estate has them', async (path, key, id, kinds) => {
    const all = path === '/databases' ? (await list(path))[key] : await readAll(path, key);
    const found = (all as Json[]).map((each) => String(each[id]));
    expect(found.sort()).toEqual(expected(...kinds).sort());
    expect(found.length).toBeGreaterThan(0);
  });

  it('finds every item by its id', () => {
    for (const { kind, id, name } of expectedResources(emulator.estate, 'shop')) {
      expect(emulator.estate.describe('shop', kind, id)?.name).toBe(name);
    }
  });

  it('links pages as the description says', async () => {
    const first = await list('/droplets');
    expect(first['droplets']).toHaveLength(20);
    expect(first.meta).toEqual({ total: 430 });
    expect(Object.keys(first.links?.pages ?? {})).toEqual(['next', 'last']);
    expect(first.links?.pages?.['next']).toContain('/v2/droplets?page=2&per_page=20');
    const last = await list('/droplets?page=3&per_page=200');
    expect(last['droplets']).toHaveLength(30);
    expect(Object.keys(last.links?.pages ?? {})).toEqual(['first', 'prev']);
    expect((await list('/volumes?per_page=1000')).links).toEqual({});
    expect(await list('/kubernetes/clusters')).not.toHaveProperty('links');
    expect((await list('/droplets?per_page=1000'))['droplets']).toHaveLength(200);
    expect((await get('/droplets?page=0')).status).toBe(422);
    expect((await get('/droplets?name=web')).status).toBe(422);
  });

  it('relates droplets, volumes, firewalls and clusters by ids that exist', async () => {
    const droplets = await readAll('/droplets', 'droplets');
    const numbers = new Set(droplets.map((each) => each['id']));
    const vpcs = new Set(expected('vpc'));
    const volumes = await readAll('/volumes', 'volumes');
    const ofVolumes = volumes.flatMap((each) => each['droplet_ids'] as number[]);
    const firewalls = await readAll('/firewalls', 'firewalls');
    const ofFirewalls = firewalls.flatMap((each) => each['droplet_ids'] as number[]);
    const clusters = await readAll('/kubernetes/clusters', 'kubernetes_clusters');
    const ofClusters = clusters
      .flatMap((each) => each['node_pools'] as { nodes: { droplet_id: string }[] }[])
      .flatMap((pool) => pool.nodes.map((node) => Number(node.droplet_id)));
    for (const related of [ofVolumes, ofFirewalls, ofClusters]) {
      expect(related.length).toBeGreaterThan(0);
      expect(related.filter((id) => !numbers.has(id))).toEqual([]);
    }
    expect(droplets.filter((each) => !vpcs.has(each['vpc_uuid'] as string))).toEqual([]);
    const byVolume = new Map(volumes.map((each) => [each['id'], each['droplet_ids']]));
    for (const { id, volume_ids: ids } of droplets) {
      for (const volume of ids as string[]) expect(byVolume.get(volume)).toEqual([id]);
    }
  });

  it('tells the trusted sources of a database, and passwords with its list', async () => {
    const { databases } = (await list('/databases')) as unknown as { databases: Json[] };
    expect(databases.every((each) => JSON.stringify(each).includes('AVNS_EXAMPLE'))).toBe(true);
    const answers = await Promise.all(
      databases.map(async ({ id }) => (await list(`/databases/${String(id)}/firewall`))['rules']),
    );
    expect(answers.filter((rules) => (rules as unknown[]).length === 0)).not.toEqual([]);
    expect(answers.filter((rules) => (rules as unknown[]).length > 0)).not.toEqual([]);
    expect((await get('/databases/none/firewall')).status).toBe(404);
  });

  it('refuses unknown tokens, denied paths and everything that is not there', async () => {
    const refused = await get('/droplets', 'wrong');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ id: 'unauthorized' });
    expect((await get('/nothing')).status).toBe(404);
    const denied = await get('/volumes', SMALL.token);
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({ id: 'forbidden' });
  });

  it('limits the rate of an hour and of a minute', async () => {
    clock = new Date('2026-07-01T00:00:30Z');
    const small = (): Promise<Response> => get('/account', SMALL.token);
    const first = await small();
    expect(first.headers.get('ratelimit-limit')).toBe('40');
    expect(first.headers.get('ratelimit-remaining')).toBe('39');
    expect(Number(first.headers.get('ratelimit-reset'))).toBe(
      Date.parse('2026-07-01T01:00:00Z') / 1000,
    );
    await small();
    const burst = await small();
    expect(burst.status).toBe(429);
    expect(burst.headers.get('retry-after')).toBe('30');
    expect(await burst.json()).toMatchObject({ id: 'too_many_requests' });
    for (let minute = 1; minute < 20; minute += 1) {
      clock = new Date(clock.getTime() + 60_000);
      await small();
      await small();
    }
    clock = new Date(clock.getTime() + 60_000);
    const spent = await small();
    expect([spent.status, spent.headers.get('retry-after')]).toEqual([429, null]);
    clock = new Date('2026-07-01T01:00:00Z');
    expect((await small()).status).toBe(200);
  });

  (HAS_DESCRIPTION ? describe : describe.skip)('against the official description', () => {
    it.each([
      '/account',
      '/droplets',
      '/images',
      '/volumes',
      '/snapshots',
      '/vpcs',
      '/firewalls',
      '/load_balancers',
      '/databases',
      '/reserved_ips',
      '/reserved_ipv6',
      '/kubernetes/clusters',
      '/domains',
      '/certificates',
      '/apps',
      '/regions',
      '/sizes',
    ])('answers %s as described', async (path) => {
      const schema = describedAnswer(`/v2${path}`, '200');
      expect(schema.properties).toBeDefined();
      const paged = !['/account', '/databases'].includes(path);
      const found = differences(schema, await list(paged ? `${path}?per_page=200` : path));
      // The examples have nanoseconds in the times of VPCs.
      expect(found.filter((each) => !/^\.vpcs.*created_at/.test(each))).toEqual([]);
    });

    it('answers trusted sources as described', async () => {
      const schema = describedAnswer('/v2/databases/{database_cluster_uuid}/firewall', '200');
      expect(schema.properties).toBeDefined();
      const { databases } = (await list('/databases')) as unknown as { databases: Json[] };
      for (const { id } of databases) {
        const answer = await list(`/databases/${String(id)}/firewall`);
        expect(differences(schema, answer)).toEqual([]);
      }
    });

    it.each([
      ['401', '/droplets', 'wrong'],
      ['404', '/databases/none/firewall', TOKEN],
    ])('words a %s as described', async (status, path, token) => {
      const of = path === '/droplets' ? path : '/databases/{database_cluster_uuid}/firewall';
      const schema = describedAnswer(`/v2${of}`, status);
      expect(schema.properties).toBeDefined();
      expect(differences(schema, await (await get(path, token)).json())).toEqual([]);
    });
  });
});
