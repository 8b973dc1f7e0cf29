import type { Emulator, EstateSpec } from '../index';
import { expectedResources, startEmulator } from '../index';
import { ionosToken } from './account-spec';

const TOKEN = ionosToken(31_000_001);
const LOGIN = { username: 'ops@example.com', password: 'EXAMPLE pass:word' };
const SPEC: EstateSpec = {
  seed: 11,
  aws: [],
  hetzner: [],
  ionos: [
    {
      account: 'shop',
      contractNumber: 31_000_001,
      token: TOKEN,
      login: LOGIN,
      datacenters: 3,
      each: {
        servers: 40,
        volumes: 30,
        lans: 4,
        securityGroups: 5,
        networkLoadBalancers: 2,
        applicationLoadBalancers: 2,
        loadBalancers: 2,
      },
      ipBlocks: 9,
      snapshots: 4,
      images: 3,
      clusters: 4,
      databases: 5,
      mongoDatabases: 4,
      mariaDatabases: 3,
    },
    {
      account: 'small',
      contractNumber: 31_000_002,
      token: 'small',
      requestsPerMinute: 60,
      burst: 3,
      deniedPaths: ['/cloudapi/v6/k8s'],
    },
  ],
};

interface Item {
  readonly id: string;
  readonly properties: Record<string, unknown>;
  readonly entities: Record<string, { readonly items?: readonly Item[] }>;
}

interface Listing {
  readonly items: readonly Item[];
  readonly offset?: number;
  readonly limit?: number;
  readonly _links?: { readonly next?: string; readonly prev?: string };
}

const CLOUD_API = '/cloudapi/v6';

describe('the emulated IONOS Cloud', () => {
  let emulator: Emulator;
  let clock = new Date('2026-06-01T00:00:00Z');

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC, now: () => clock });
  });
  afterAll(() => emulator.close());

  const get = (
    path: string,
    authorization = `Bearer ${TOKEN}`,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch((emulator.endpoints.ionos ?? '') + path, { headers: { authorization, ...headers } });
  const list = async (path: string): Promise<Listing> =>
    (await (await get(path)).json()) as Listing;
  const datacenters = async (): Promise<readonly Item[]> =>
    (await list(`${CLOUD_API}/datacenters?depth=1`)).items;

  /** Every item of a list in every data center, by small pages. */
  const everywhere = async (name: string, depth: number): Promise<Item[]> => {
    const all: Item[] = [];
    for (const { id } of await datacenters()) {
      const path = `${CLOUD_API}/datacenters/${id}/${name}`;
      for (let offset = 0; ; offset += 7) {
        const page = await list(`${path}?depth=${depth}&offset=${offset}&limit=7`);
        all.push(...page.items);
        if (page._links?.next === undefined) break;
        expect(page._links.next).toContain(`${path}?depth=${depth}&offset=${offset + 7}&limit=7`);
      }
    }
    return all;
  };

  const expectedIds = (kind: string): string[] =>
    [...expectedResources(emulator.estate, 'shop')]
      .filter((each) => each.kind === `ionos.${kind}`)
      .map((each) => each.id)
      .sort();

  it('lists MariaDB in each location by itself', async () => {
    const found: string[] = [];
    for (const location of ['de-fra', 'de-txl', 'gb-lhr', 'us-mci']) {
      const { items } = await list(`/mariadb.${location}.ionos.com/clusters`);
      expect(items).toHaveLength(location === 'us-mci' ? 0 : 1);
      found.push(...items.map((each) => each.id));
    }
    expect(found.sort()).toEqual(expectedIds('mariadb'));
    expect((await get('/mariadb.ionos.com/clusters')).status).toBe(404);
  });

  it.each([
    ['servers', 'server'],
    ['volumes', 'volume'],
    ['securitygroups', 'security-group'],
    ['networkloadbalancers', 'network-load-balancer'],
    ['applicationloadbalancers', 'application-load-balancer'],
    ['loadbalancers', 'load-balancer'],
  ])('lists exactly the %s of the estate', async (name, kind) => {
    expect(expectedIds(kind).length).toBeGreaterThan(0);
    expect((await everywhere(name, 0)).map((each) => each.id).sort()).toEqual(expectedIds(kind));
  });

  it.each([
    [`${CLOUD_API}/ipblocks`, 'ip-block'],
    [`${CLOUD_API}/snapshots`, 'snapshot'],
    [`${CLOUD_API}/k8s`, 'cluster'],
    ['/databases/postgresql/clusters', 'database'],
    ['/databases/mongodb/clusters', 'mongodb'],
  ])('lists %s of the contract', async (path, kind) => {
    expect(expectedIds(kind).length).toBeGreaterThan(0);
    expect((await list(path)).items.map((each) => each.id).sort()).toEqual(expectedIds(kind));
  });

  it('lists the images of the contract among the public ones', async () => {
    const { items } = await list(`${CLOUD_API}/images?depth=1`);
    const own = items.filter((each) => each.properties['public'] === false);
    expect(own.map((each) => each.id).sort()).toEqual(expectedIds('image'));
    expect(items.length).toBeGreaterThan(own.length);
  });

  it('numbers LANs in their data center', async () => {
    const lans = await everywhere('lans', 1);
    expect(lans.map((each) => each.id)).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4].map(String));
    expect(lans.filter((each) => each.properties['public'] === true)).toHaveLength(6);
  });

  it('reveals as much as depth says', async () => {
    const [dc] = await datacenters();
    const servers = async (depth: number): Promise<Item[]> => [
      ...(await list(`${CLOUD_API}/datacenters/${dc?.id}/servers?depth=${depth}`)).items,
    ];
    const nicsOf = (items: Item[]): readonly (readonly Item[] | undefined)[] =>
      items.map((each) => each.entities['nics']?.items);
    expect(Object.keys((await servers(0))[0] ?? {})).toEqual(['id', 'type', 'href']);
    expect(nicsOf(await servers(1)).every((nics) => nics === undefined)).toBe(true);
    const two = nicsOf(await servers(2)).flatMap((nics) => nics ?? []);
    expect(two.length).toBeGreaterThan(0);
    expect(two.every((nic) => nic.entities['firewallrules']?.items === undefined)).toBe(true);
    const three = nicsOf(await servers(3)).flatMap((nics) => nics ?? []);
    expect(three.some((nic) => (nic.entities['firewallrules']?.items ?? []).length > 0)).toBe(true);
  });

  it('gives the rules of an interface and of a group by themselves as well', async () => {
    const [dc] = await datacenters();
    const path = `${CLOUD_API}/datacenters/${dc?.id}`;
    const [group] = (await list(`${path}/securitygroups?depth=2`)).items;
    const rules = await list(`${path}/securitygroups/${group?.id}/rules?depth=1`);
    expect(rules.items).toEqual(group?.entities['rules']?.items);
    const { items } = await list(`${path}/servers?depth=3`);
    for (const server of items.slice(0, 5)) {
      for (const nic of server.entities['nics']?.items ?? []) {
        const own = await list(`${path}/servers/${server.id}/nics/${nic.id}/firewallrules?depth=1`);
        expect(own.items).toEqual(nic.entities['firewallrules']?.items);
      }
    }
  });

  it('tells pages as the API does, with offset, limit and links', async () => {
    const first = await list(`${CLOUD_API}/ipblocks?limit=4`);
    expect(first).toMatchObject({ offset: 0, limit: 4 });
    expect(first._links?.prev).toBeUndefined();
    const last = await list(`${CLOUD_API}/ipblocks?offset=8&limit=4`);
    expect(last.items).toHaveLength(1);
    expect(last._links?.next).toBeUndefined();
    expect(last._links?.prev).toContain('offset=4&limit=4');
    expect((await list(`${CLOUD_API}/ipblocks?limit=5000`)).limit).toBe(1000);
    expect((await list('/databases/postgresql/clusters')).limit).toBe(100);
    expect(await list(`${CLOUD_API}/snapshots?depth=1`)).not.toHaveProperty('_links');
    expect((await get(`${CLOUD_API}/ipblocks?limit=0`)).status).toBe(422);
    expect((await get(`${CLOUD_API}/ipblocks?offset=-1`)).status).toBe(422);
  });

  it('has addresses in use exactly where interfaces have them', async () => {
    const nics = (await everywhere('servers', 2)).flatMap(
      (each) => each.entities['nics']?.items ?? [],
    );
    const { items: blocks } = await list(`${CLOUD_API}/ipblocks?depth=1`);
    const consumers = blocks.flatMap(
      (each) => each.properties['ipConsumers'] as { ip: string; nicId: string }[],
    );
    expect(consumers.length).toBeGreaterThan(0);
    for (const { ip, nicId } of consumers) {
      const nic = nics.find((each) => each.id === nicId);
      expect(nic?.properties['ips']).toContain(ip);
    }
    const addresses = nics.flatMap((each) => each.properties['ips'] as string[]);
    const global = addresses.filter((ip) => !ip.startsWith('10.'));
    expect(new Set(global).size).toBe(global.length);
  });

  it('is one contract to whoever opens it', async () => {
    const basic = `Basic ${Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64')}`;
    for (const authorization of [`Bearer ${TOKEN}`, basic]) {
      const response = await get(`${CLOUD_API}/contracts?depth=1`, authorization);
      expect(await response.json()).toMatchObject({
        items: [{ properties: { contractNumber: 31_000_001 } }],
      });
    }
    const other = await get(`${CLOUD_API}/contracts`, basic, { 'x-contract-number': '1' });
    expect(other.status).toBe(403);
  });

  it('refuses unknown credentials, denied paths and everything that is not there', async () => {
    for (const authorization of ['Bearer wrong', 'Basic d3Jvbmc=', 'Digest x', '']) {
      const refused = await get(`${CLOUD_API}/datacenters`, authorization);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toEqual({
        httpStatus: 401,
        messages: [{ errorCode: '315', message: 'Unauthorized' }],
      });
    }
    expect((await get(`${CLOUD_API}/nothing`)).status).toBe(404);
    expect((await get(`${CLOUD_API}/datacenters/nowhere/servers`)).status).toBe(404);
    expect((await get(`${CLOUD_API}/k8s`, 'Bearer small')).status).toBe(403);
  });

  it('limits the rate of a contract and tells how much is left', async () => {
    clock = new Date(clock.getTime() + 3_600_000);
    const first = await get(`${CLOUD_API}/ipblocks`, 'Bearer small');
    expect(first.headers.get('x-ratelimit-limit')).toBe('60');
    expect(first.headers.get('x-ratelimit-burst')).toBe('3');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('2');
    await get(`${CLOUD_API}/ipblocks`, 'Bearer small');
    await get(`${CLOUD_API}/ipblocks`, 'Bearer small');
    const over = await get(`${CLOUD_API}/ipblocks`, 'Bearer small');
    expect(over.status).toBe(429);
    expect(over.headers.get('retry-after')).toBe('1');
    expect(await over.json()).toMatchObject({ httpStatus: 429 });
    clock = new Date(clock.getTime() + 1000);
    expect((await get(`${CLOUD_API}/ipblocks`, 'Bearer small')).status).toBe(200);
  });

  it('lets go of a deleted server everywhere', async () => {
    const own = await startEmulator({ estate: SPEC });
    const [server] = [...expectedResources(own.estate, 'shop')].filter(
      (each) => each.kind === 'ionos.server',
    );
    own.mutate({ op: 'remove', account: 'shop', kind: 'ionos.server', ids: [server?.id ?? ''] });
    const read = async (path: string): Promise<string> => {
      const headers = { authorization: `Bearer ${TOKEN}` };
      return (await fetch((own.endpoints.ionos ?? '') + CLOUD_API + path, { headers })).text();
    };
    const { items } = JSON.parse(await read('/datacenters')) as Listing;
    for (const { id } of items) {
      for (const name of ['servers', 'volumes', 'lans', 'securitygroups', 'loadbalancers']) {
        expect(await read(`/datacenters/${id}/${name}?depth=3`)).not.toContain(server?.id);
      }
    }
    expect(await read('/ipblocks?depth=1')).not.toContain(server?.id);
    expect(await read('/labels?depth=1')).not.toContain(server?.id);
    await own.close();
  });
});
