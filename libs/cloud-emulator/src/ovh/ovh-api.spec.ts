import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectedResources, startEmulator, type Emulator, type EstateSpec } from '../index';
import { differences, type Schema } from '../testing/openapi-schema';

const SPEC: EstateSpec = {
  seed: 5,
  aws: [],
  hetzner: [],
  ovh: [
    {
      account: 'shop-ovh',
      serviceAccount: { clientId: 'EU.shop', clientSecret: 'shop-secret' },
      projects: 2,
      counts: {
        instances: 40,
        images: 6,
        volumes: 20,
        volumeSnapshots: 6,
        networks: 12,
        floatingIps: 10,
        loadBalancers: 10,
        databases: 12,
        clusters: 4,
        containers: 8,
        buckets: 12,
        vps: 12,
        servers: 8,
        ips: 12,
        vracks: 2,
      },
    },
  ],
};

const OFFICIAL = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'ovh',
);
const PROJECT = '/cloud/project/{serviceName}';
const REGION = `${PROJECT}/region/{regionName}`;

/** The part of an OpenAPI document that is read here. */
interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get: {
          readonly responses: {
            readonly '200': { readonly content: { 'application/json': { schema: Described } } };
          };
        };
      }
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Described>> };
}

interface Described extends Omit<Schema, 'properties' | 'items' | 'additionalProperties'> {
  readonly $ref?: string;
  readonly allOf?: readonly Described[];
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly additionalProperties?: boolean | Described;
}

describe('the emulated OVHcloud', () => {
  let emulator: Emulator;
  let token = '';

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
    const response = await fetch(`${emulator.endpoints.ovh}/auth/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'EU.shop',
        client_secret: 'shop-secret',
      }),
    });
    token = ((await response.json()) as { access_token: string }).access_token;
  });
  afterAll(() => emulator.close());

  const get = async (route: string, params: Record<string, string> = {}): Promise<unknown> => {
    const path = route.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const response = await fetch(`${emulator.endpoints.ovh}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.json();
  };
  const list = async <T>(route: string, params: Record<string, string> = {}): Promise<T[]> =>
    (await get(route, params)) as T[];
  const projects = (): Promise<string[]> => list<string>('/cloud/project');

  /** What a list of every project holds, by the ids of its items. */
  const everywhere = async (path: string, key = 'id'): Promise<string[]> => {
    const ids: string[] = [];
    for (const serviceName of await projects()) {
      for (const item of await list<Record<string, string> | string>(`${PROJECT}/${path}`, {
        serviceName,
      })) {
        ids.push(typeof item === 'string' ? item : (item[key] ?? ''));
      }
    }
    return ids.sort();
  };
  const expectedIds = (kind: string): string[] =>
    [...expectedResources(emulator.estate, 'shop-ovh')]
      .filter((each) => each.kind === kind)
      .map(({ id }) => id)
      .sort();

  it.each([
    ['instance', 'ovh.instance'],
    ['snapshot', 'ovh.image'],
    ['volume', 'ovh.volume'],
    ['volume/snapshot', 'ovh.volume-snapshot'],
    ['storage', 'ovh.container'],
    ['database/service', 'ovh.database'],
    ['kube', 'ovh.cluster'],
  ])('lists exactly what is in its projects as %s', async (path, kind) => {
    expect(await everywhere(path)).toEqual(expectedIds(kind));
    expect(expectedIds(kind).length).toBeGreaterThan(0);
  });

  it.each([
    ['/vps', ['ovh.vps']],
    ['/dedicated/server', ['ovh.server']],
    ['/vrack', ['ovh.vrack']],
  ])('lists exactly what the account has as %s', async (route, [kind = '']) => {
    expect((await list<string>(route)).sort()).toEqual(expectedIds(kind));
  });

  it('lists the addresses of machines with the additional ones', async () => {
    const blocks = await list<string>('/ip');
    expect(blocks).toEqual(expect.arrayContaining(expectedIds('ovh.ip')));
    expect(blocks).toHaveLength(12 + 12 + 2 * 8);
    expect(new Set(blocks).size).toBe(blocks.length);
    expect(blocks.filter((block) => block.includes(':'))).toHaveLength(8);
  });

  it('has one shared public network for each region, the same for every project', async () => {
    const networksOf = async (serviceName: string): Promise<string[]> =>
      (
        await list<{ id: string; visibility: string }>(`${REGION}/network`, {
          serviceName,
          regionName: 'GRA11',
        })
      )
        .filter(({ visibility }) => visibility === 'public')
        .map(({ id }) => id);
    const [one = '', other = ''] = await projects();
    expect(await networksOf(one)).toHaveLength(1);
    expect(await networksOf(other)).toEqual(await networksOf(one));
  });

  it('tells whether a container is public only when it is asked', async () => {
    const [serviceName = ''] = await projects();
    const typesOf = async (query: string): Promise<unknown[]> =>
      (await list<{ containerType: unknown }>(`${PROJECT}/storage${query}`, { serviceName })).map(
        ({ containerType }) => containerType,
      );
    expect(new Set(await typesOf(''))).toEqual(new Set([null]));
    expect(await typesOf('?includeType=true')).not.toContain(null);
  });

  it('finds nothing in regions that do not offer it', async () => {
    const [serviceName = ''] = await projects();
    for (const route of [
      `${REGION}/storage`,
      `${REGION}/loadbalancing/loadbalancer`,
      `${PROJECT}/region/{regionName}/nothing`,
    ]) {
      expect(await get(route, { serviceName, regionName: 'SBG5' })).toHaveProperty('message');
    }
    expect(await get(`${REGION}/network`, { serviceName, regionName: 'MOON1' })).toHaveProperty(
      'message',
    );
  });

  it('parks an address whose server is gone', async () => {
    const own = await startEmulator({ estate: SPEC });
    const shelf = [...own.estate.shelves({ kind: 'ovh.server' })][0];
    own.mutate({ op: 'remove', account: 'shop-ovh', kind: 'ovh.server', share: 1 });
    expect(shelf?.items.size).toBe(0);
    const ips = [...own.estate.shelves({ kind: 'ovh.ip' })].flatMap(({ items }) => [
      ...items.all(),
    ]) as unknown as { target: { kind: string } | null }[];
    expect(ips.filter(({ target }) => target?.kind === 'server')).toEqual([]);
    await own.close();
  });

  (existsSync(OFFICIAL) ? describe : describe.skip)('against the official description', () => {
    const documents = new Map<string, OpenApi>();

    beforeAll(() => {
      for (const part of ['cloud', 'dedicated', 'ip', 'vps']) {
        const text = readFileSync(join(OFFICIAL, `${part}-v1.openapi.json`), 'utf8');
        documents.set(part, JSON.parse(text) as OpenApi);
      }
    });

    /** Without references, and with every field required that may not be null. */
    function plain(document: OpenApi, described: Described, depth = 0): Schema {
      const { $ref, allOf, ...own } = described;
      const name = $ref ?? allOf?.[0]?.$ref;
      const target = name && document.components.schemas[name.replace(/^.*\//, '')];
      if (depth > 8) return {};
      const { properties, items, additionalProperties, format, ...rest }: Described = target
        ? { ...target, ...own }
        : own;
      const fields = Object.entries(properties ?? {}).map(
        ([key, each]) => [key, plain(document, each, depth + 1)] as const,
      );
      return {
        ...rest,
        // The description writes the numbers of an enumeration as text.
        ...(rest.type === 'integer' && rest.enum && { enum: rest.enum.map(Number) }),
        // Times have offsets here; what they are is the mappers' matter.
        ...(format === 'date-time' || format === undefined ? {} : { format }),
        ...(items && { items: plain(document, items, depth + 1) }),
        ...(typeof additionalProperties === 'object' && {
          additionalProperties: plain(document, additionalProperties, depth + 1),
        }),
        ...(properties && {
          properties: Object.fromEntries(fields),
          required: fields.filter(([, each]) => each.nullable !== true).map(([key]) => key),
        }),
      };
    }

    const differencesOf = (part: string, route: string, answer: unknown): string[] => {
      const document = documents.get(part);
      const described = document?.paths[route]?.get.responses['200'].content['application/json'];
      if (!document || !described) throw new Error(`${route} is not described`);
      return differences(plain(document, described.schema), answer);
    };

    it.each([
      PROJECT,
      `${PROJECT}/region`,
      `${PROJECT}/flavor`,
      `${PROJECT}/instance`,
      `${PROJECT}/snapshot`,
      `${PROJECT}/volume`,
      `${PROJECT}/volume/snapshot`,
      `${PROJECT}/storage`,
      `${PROJECT}/database/service`,
      `${PROJECT}/kube`,
      `${PROJECT}/ip/failover`,
    ])('answers %s as described', async (route) => {
      for (const serviceName of await projects()) {
        const answer = await get(route, { serviceName });
        expect(differencesOf('cloud', route, answer)).toEqual([]);
        if (Array.isArray(answer)) expect(answer.length).toBeGreaterThan(0);
      }
    });

    it.each([
      ['instance', 'instanceId', 'instance'],
      ['database/service', 'clusterId', 'database/service'],
      ['kube', 'kubeId', 'kube'],
    ])('answers each %s as described', async (path, param, listed) => {
      for (const serviceName of await projects()) {
        for (const item of await list<string | { id: string }>(`${PROJECT}/${listed}`, {
          serviceName,
        })) {
          const id = typeof item === 'string' ? item : item.id;
          const route = `${PROJECT}/${path}/{${param}}`;
          expect(
            differencesOf('cloud', route, await get(route, { serviceName, [param]: id })),
          ).toEqual([]);
        }
      }
    });

    it.each([
      ['', 'GRA11'],
      ['/network', 'GRA11'],
      ['/floatingip', 'GRA11'],
      ['/loadbalancing/loadbalancer', 'GRA11'],
      ['/storage', 'GRA'],
    ])('answers %s of a region as described', async (path, regionName) => {
      const route = `${REGION}${path}`;
      let found = 0;
      for (const serviceName of await projects()) {
        const answer = await get(route, { serviceName, regionName });
        expect(differencesOf('cloud', route, answer)).toEqual([]);
        found += Array.isArray(answer) ? answer.length : 1;
      }
      expect(found).toBeGreaterThan(0);
    });

    it('answers the subnets of networks as described', async () => {
      const route = `${REGION}/network/{networkId}/subnet`;
      for (const serviceName of await projects()) {
        const params = { serviceName, regionName: 'GRA11' };
        for (const { id } of await list<{ id: string }>(`${REGION}/network`, params)) {
          const answer = await get(route, { ...params, networkId: id });
          expect(differencesOf('cloud', route, answer)).toEqual([]);
          expect(answer).toHaveLength(1);
        }
      }
    });

    it.each([
      ['vps', '/vps', ['', '/ips']],
      ['dedicated', '/dedicated/server', ['', '/ips', '/specifications/hardware']],
    ])('answers about each %s as described', async (part, base, paths) => {
      expect(differencesOf(part, base, await get(base))).toEqual([]);
      for (const serviceName of await list<string>(base)) {
        for (const path of paths) {
          const route = `${base}/{serviceName}${path}`;
          expect(differencesOf(part, route, await get(route, { serviceName }))).toEqual([]);
        }
      }
    });

    it('answers about addresses and their firewalls as described', async () => {
      const firewall = '/ip/{ip}/firewall';
      let rules = 0;
      for (const ip of await list<string>('/ip')) {
        expect(differencesOf('ip', '/ip/{ip}', await get('/ip/{ip}', { ip }))).toEqual([]);
        for (const ipOnFirewall of await list<string>(firewall, { ip })) {
          const route = `${firewall}/{ipOnFirewall}`;
          const params = { ip, ipOnFirewall };
          expect(differencesOf('ip', route, await get(route, params))).toEqual([]);
          for (const sequence of await list<number>(`${route}/rule`, params)) {
            const rule = await get(`${route}/rule/{sequence}`, {
              ...params,
              sequence: `${sequence}`,
            });
            expect(differencesOf('ip', `${route}/rule/{sequence}`, rule)).toEqual([]);
            rules += 1;
          }
        }
      }
      expect(rules).toBeGreaterThan(10);
    });
  });
});
