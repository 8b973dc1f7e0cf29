import type { Emulator, EstateSpec } from '../index';
import { expectedResources, startEmulator } from '../index';
import type { ScalewayAccountSpec } from './scaleway-spec';
import type { ScalewaySecurityGroup } from './security-group.item';

const ACCOUNT: ScalewayAccountSpec = {
  account: 'shop',
  accessKey: 'SCWEXAMPLE0000000000',
  secretKey: '11111111-1111-4111-8111-111111111111',
  organizationId: '22222222-2222-4222-8222-222222222222',
  projectId: '33333333-3333-4333-8333-333333333333',
  apiKeys: 130,
  regions: [
    {
      name: 'fr-par',
      vpcs: 2,
      privateNetworks: 3,
      databases: 8,
      clusters: 5,
      zones: [
        {
          name: 'fr-par-1',
          servers: 130,
          securityGroups: 12,
          volumes: 30,
          blockVolumes: 120,
          snapshots: 6,
          blockSnapshots: 6,
          images: 4,
          ips: 40,
          loadBalancers: 6,
          gateways: 5,
        },
      ],
    },
  ],
};

const SPEC: EstateSpec = {
  seed: 7,
  aws: [],
  hetzner: [],
  scaleway: [
    ACCOUNT,
    {
      ...ACCOUNT,
      account: 'narrow',
      secretKey: '44444444-4444-4444-8444-444444444444',
      deniedPaths: ['/instance/v1/zones/:zone/servers'],
    },
    {
      ...ACCOUNT,
      account: 'expired',
      secretKey: '55555555-5555-4555-8555-555555555555',
      expired: true,
    },
  ],
};

const IN_ZONE = '/instance/v1/zones/fr-par-1';

const LISTS: readonly [path: string, key: string, kind: string, size: string][] = [
  [`${IN_ZONE}/servers`, 'servers', 'server', 'per_page'],
  [`${IN_ZONE}/security_groups`, 'security_groups', 'security-group', 'per_page'],
  [`${IN_ZONE}/ips`, 'ips', 'ip', 'per_page'],
  [`${IN_ZONE}/volumes`, 'volumes', 'volume', 'per_page'],
  [`${IN_ZONE}/snapshots`, 'snapshots', 'snapshot', 'per_page'],
  [`${IN_ZONE}/images`, 'images', 'image', 'per_page'],
  ['/block/v1/zones/fr-par-1/volumes', 'volumes', 'block-volume', 'page_size'],
  ['/block/v1/zones/fr-par-1/snapshots', 'snapshots', 'block-snapshot', 'page_size'],
  ['/lb/v1/zones/fr-par-1/lbs', 'lbs', 'load-balancer', 'page_size'],
  ['/vpc-gw/v2/zones/fr-par-1/gateways', 'gateways', 'gateway', 'page_size'],
  ['/iam/v1alpha1/api-keys', 'api_keys', 'api-key', 'page_size'],
  ['/vpc/v2/regions/fr-par/vpcs', 'vpcs', 'vpc', 'page_size'],
  ['/vpc/v2/regions/fr-par/private-networks', 'private_networks', 'private-network', 'page_size'],
  ['/rdb/v1/regions/fr-par/instances', 'instances', 'database', 'page_size'],
  ['/k8s/v1/regions/fr-par/clusters', 'clusters', 'cluster', 'page_size'],
];

interface Item {
  readonly id?: string;
  readonly access_key?: string;
}

describe('the emulated Scaleway', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.close());

  const get = (path: string, token = ACCOUNT.secretKey): Promise<Response> =>
    fetch(`${emulator.endpoints.scaleway}${path}`, { headers: { 'x-auth-token': token } });
  const body = async (path: string): Promise<Record<string, unknown>> =>
    (await (await get(path)).json()) as Record<string, unknown>;
  const idsAt = async (path: string, key: string): Promise<string[]> =>
    ((await body(path))[key] as Item[]).map((each) => each.id ?? each.access_key ?? '');
  const expectedIds = (kind: string): string[] =>
    [...expectedResources(emulator.estate, 'shop')]
      .filter((each) => each.kind === `scaleway.${kind}`)
      .map((each) => each.id);

  it.each(LISTS)('lists at %s exactly the %s of the estate', async (path, key, kind, size) => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => idsAt(`${path}?page=${page}&${size}=100`, key)),
    );
    const expected = expectedIds(kind);
    expect(expected.length).toBeGreaterThan(0);
    expect(pages.flat().sort()).toEqual(expected.sort());
    expect(new Set(expected).size).toBe(expected.length);
  });

  it('tells the total of the Instance API in a header, with a relative link', async () => {
    const response = await get(`${IN_ZONE}/servers?page=1`);
    expect(response.headers.get('x-total-count')).toBe('130');
    expect(response.headers.get('link')).toBe(
      '</servers?page=2&per_page=50>; rel="next", </servers?page=3&per_page=50>; rel="last"',
    );
    const listed = (await response.json()) as { servers: unknown[]; total_count?: number };
    expect(listed.servers).toHaveLength(50);
    expect(listed.total_count).toBeUndefined();
    const empty = await get('/instance/v1/zones/pl-waw-1/servers');
    expect(empty.headers.get('link')).toBe('</servers?page=0&per_page=50>; rel="last"');
  });

  it('tells the total of other APIs in the body', async () => {
    const listed = await body('/block/v1/zones/fr-par-1/volumes?page=2&page_size=100');
    expect(listed['total_count']).toBe(120);
    expect(listed['volumes']).toHaveLength(20);
  });

  it('has the newest servers first unless told otherwise', async () => {
    const newest = await idsAt(`${IN_ZONE}/servers?per_page=2`, 'servers');
    const all = expectedIds('server');
    expect(newest).toEqual(all.slice(-2).reverse());
    const oldest = await idsAt(`${IN_ZONE}/servers?per_page=2&order=creation_date_asc`, 'servers');
    expect(oldest).toEqual(all.slice(0, 2));
  });

  it('filters by project and organization', async () => {
    const other = '99999999-9999-4999-8999-999999999999';
    const path = `${IN_ZONE}/ips`;
    expect(await idsAt(`${path}?project=${ACCOUNT.projectId}`, 'ips')).toHaveLength(40);
    expect(await idsAt(`${path}?organization=${ACCOUNT.organizationId}`, 'ips')).toHaveLength(40);
    expect(await idsAt(`${path}?project=${other}`, 'ips')).toEqual([]);
    const vpcs = '/vpc/v2/regions/fr-par/vpcs';
    expect(await idsAt(`${vpcs}?project_id=${other}`, 'vpcs')).toEqual([]);
  });

  it.each(['page=0', 'per_page=101', 'page=x', 'order=name_asc'])('refuses %s', async (query) => {
    const response = await get(`${IN_ZONE}/servers?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: 'invalid_arguments' });
  });

  it('lists rules without telling how many there are', async () => {
    const group = expectedIds('security-group')[0] ?? '';
    const response = await get(`${IN_ZONE}/security_groups/${group}/rules`);
    expect(response.headers.get('x-total-count')).toBeNull();
    const { rules } = (await response.json()) as { rules: unknown[] };
    const item = emulator.estate.describe('shop', 'scaleway.security-group', group);
    expect(rules).toHaveLength((item as ScalewaySecurityGroup).rules.length);
  });

  it('knows the private addresses of interfaces and load balancers, by IPAM only', async () => {
    const { servers } = (await body(`${IN_ZONE}/servers`)) as {
      servers: { private_nics: { id: string; ipam_ip_ids: string[] }[]; private_ip: null }[];
    };
    const nics = servers.flatMap((server) => server.private_nics).slice(0, 2);
    expect(nics).toHaveLength(2);
    const query = nics.map(({ id }) => `resource_ids=${id}`).join('&');
    const ipam = (await body(`/ipam/v1/regions/fr-par/ips?page_size=100&${query}`)) as {
      ips: { id: string; address: string; resource: { id: string } }[];
      total_count: number;
    };
    expect(ipam.total_count).toBe(4);
    expect(ipam.ips.map(({ id }) => id).sort()).toEqual(
      nics.flatMap((nic) => nic.ipam_ip_ids).sort(),
    );
    expect(ipam.ips.every(({ address }) => /\/(16|64)$/.test(address))).toBe(true);
    const everything = await body('/ipam/v1/regions/fr-par/ips?resource_type=lb_server');
    expect(everything['total_count']).toBe(4);
    const gateways = await body('/ipam/v1/regions/fr-par/ips?resource_type=vpc_gateway_network');
    expect(gateways['total_count']).toBe(4);
  });

  it('refuses unknown keys, denied paths and everything that is not there', async () => {
    const refused = await get(`${IN_ZONE}/servers`, 'wrong');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({
      message: 'authentication is denied',
      method: 'api_key',
      reason: 'not_found',
      type: 'denied_authentication',
    });
    const expired = await get(`${IN_ZONE}/servers`, '55555555-5555-4555-8555-555555555555');
    expect(await expired.json()).toMatchObject({ reason: 'expired' });
    const denied = await get(`${IN_ZONE}/servers`, '44444444-4444-4444-8444-444444444444');
    expect(denied.status).toBe(403);
    expect(await denied.json()).toEqual({
      details: [{ action: 'read', resource: 'instance_servers' }],
      message: 'insufficient permissions',
      type: 'permissions_denied',
    });
    for (const path of ['/nothing', '/instance/v1/zones/us-east-1/servers', `${IN_ZONE}/x`]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('says too fast without a body, and for how long only when told to', async () => {
    const match = { provider: 'scaleway' as const, times: 1 };
    emulator.faults.add({ match, effect: { type: 'throttle' } });
    const bare = await get(`${IN_ZONE}/servers`);
    expect([bare.status, bare.headers.get('retry-after'), await bare.text()]).toEqual([
      429,
      null,
      '',
    ]);
    emulator.faults.clear();
    emulator.faults.add({ match, effect: { type: 'throttle', retryAfterSeconds: 3 } });
    expect((await get(`${IN_ZONE}/servers`)).headers.get('retry-after')).toBe('3');
  });

  it('tells the page before again as a fault', async () => {
    const path = `${IN_ZONE}/servers?per_page=10`;
    const first = await idsAt(`${path}&page=1`, 'servers');
    emulator.faults.add({ match: { page: 2 }, effect: { type: 'repeat-token' } });
    expect(await idsAt(`${path}&page=2`, 'servers')).toEqual(first);
  });

  it('lets go of a deleted server everywhere', async () => {
    const own = await startEmulator({ estate: SPEC });
    const [, gone = ''] = [...expectedResources(own.estate, 'shop')]
      .filter((each) => each.kind === 'scaleway.server')
      .map((each) => each.id);
    const paths = ['/servers?order=creation_date_asc', '/ips', '/volumes'];
    const textAt = async (path: string): Promise<string> => {
      const headers = { 'x-auth-token': ACCOUNT.secretKey };
      return (await fetch(own.endpoints.scaleway + IN_ZONE + path, { headers })).text();
    };
    for (const path of paths) expect(await textAt(path)).toContain(gone);
    own.mutate({ op: 'remove', account: 'shop', kind: 'scaleway.server', ids: [gone] });
    for (const path of paths) expect(await textAt(path)).not.toContain(gone);
    await own.close();
  });
});
