import type { Emulator, EstateSpec, GcpAccountSpec } from '../index';
import { expectedResources, startEmulator } from '../index';
import { aProject, GcpCaller } from '../testing/gcp-caller';

const SHOP = aProject('shop-project', {
  counts: {
    instances: 30,
    disks: 45,
    subnetworks: 8,
    addresses: 20,
    routers: 9,
    forwardingRules: 9,
  },
  organization: {
    id: 'organizations/1234',
    displayName: 'example.com',
    folders: [{ id: 'folders/1', name: 'Teams' }],
    projects: [
      { id: 'shop-project', name: 'Shop' },
      { id: 'old-project', name: 'Old shop', state: 'DELETE_REQUESTED' },
      { id: 'lent-project', name: 'Lent', parent: 'folders/1' },
    ],
    pageSize: 2,
  },
});
/** Read by the service account of the other. */
const LENT: GcpAccountSpec = {
  ...aProject('lent-project', { counts: { networks: 3, buckets: 2 } }),
  serviceAccount: SHOP.serviceAccount,
};
const SMALL = aProject('small-project', {
  counts: { instances: 4, sqlInstances: 1 },
  deniedPaths: ['/compute/v1/projects/:project/aggregated/disks'],
  disabledServices: ['sqladmin.googleapis.com'],
  unreachableZones: ['europe-west1-b'],
  requestsPerMinute: 4,
});
const SPEC: EstateSpec = { seed: 5, aws: [], hetzner: [], gcp: [SHOP, LENT, SMALL] };

interface Scoped {
  readonly [key: string]: { readonly name: string }[] | { readonly code: string };
}

interface Listing {
  readonly items?: unknown;
  readonly nextPageToken?: string;
  readonly unreachables?: string[];
}

interface Refused {
  readonly error: { readonly code: number; readonly errors: { readonly reason: string }[] };
}

describe('the emulated Google Cloud', () => {
  let emulator: Emulator;
  let caller: GcpCaller;
  let clock = new Date('2026-06-01T00:00:00Z');
  let shop: string;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC, now: () => clock });
    caller = new GcpCaller(emulator.endpoints.gcp ?? '', () => clock);
    shop = await tokenOf(SHOP);
  });
  afterAll(() => emulator.close());

  const tokenOf = (spec: GcpAccountSpec): Promise<string> => caller.tokenOf(spec);
  const get = (path: string, token = shop): Promise<Response> => caller.get(path, token);
  const list = async (path: string, token = shop): Promise<Listing> =>
    (await (await get(path, token)).json()) as Listing;
  const reasonOf = async (response: Response): Promise<[number, string | undefined]> => {
    const { error } = (await response.json()) as Refused;
    return [response.status, error.errors[0]?.reason];
  };
  const compute = (path: string, project = SHOP.account): string =>
    `/compute/v1/projects/${project}/${path}`;

  it('lists folders and projects right below what is asked about, to whom may see them', async () => {
    interface Listed {
      folders?: { name: string }[];
      projects?: { projectId: string; state: string }[];
      nextPageToken?: string;
    }
    const below = async (what: string): Promise<Listed> =>
      (await (await get(`/crm/v3/${what}`)).json()) as Listed;
    const top = 'parent=organizations/1234';
    expect((await below(`folders?${top}`)).folders).toMatchObject([{ name: 'folders/1' }]);
    expect(await below('folders?parent=folders/1')).toEqual({});
    const { projects, nextPageToken } = await below(`projects?${top}&showDeleted=true`);
    expect(projects).toMatchObject([
      { projectId: 'old-project', state: 'DELETE_REQUESTED' },
      { projectId: 'shop-project', state: 'ACTIVE' },
    ]);
    expect(nextPageToken).toBeUndefined();
    expect((await below(`projects?${top}`)).projects).toHaveLength(1);
    const first = await below('projects:search');
    const second = await below(`projects:search?pageToken=${first.nextPageToken}`);
    expect([first, second].map((page) => page.projects?.length)).toEqual([2, 1]);
    expect(await below('organizations/1234')).toMatchObject({ displayName: 'example.com' });
    expect(await below('folders/1')).toMatchObject({ displayName: 'Teams' });
    for (const hidden of ['organizations/1', 'folders/2', 'projects?parent=folders/2']) {
      expect((await get(`/crm/v3/${hidden}`)).status).toBe(403);
    }
    const stranger = await tokenOf(SMALL);
    expect((await get('/crm/v3/organizations/1234', stranger)).status).toBe(403);
  });

  it('opens every project that a service account may read', async () => {
    const networks = (project: string): Promise<Response> =>
      get(compute('global/networks', project));
    const listed = (await (await networks(LENT.account)).json()) as { items: object[] };
    expect(listed.items).toHaveLength(3);
    expect((await networks(SMALL.account)).status).toBe(403);
    const [shelf] = emulator.estate.shelves({ account: LENT.account, kind: 'gcp.bucket' });
    for (const { id } of shelf?.items.all() ?? []) {
      expect((await get(`/storage/v1/b/${id}/iam`)).status).toBe(200);
    }
  });

  it('gives a token for an assertion that is signed, in time and for it', async () => {
    expect(shop).toMatch(/^ya29\./);
    const seconds = clock.getTime() / 1000;
    for (const changes of [
      { iss: 'nobody@x.iam.gserviceaccount.com' },
      { aud: 'https://elsewhere.example/token' },
      { iat: seconds - 7200, exp: seconds - 3600 },
      { exp: seconds + 7200 },
    ]) {
      const refused = await caller.exchange(caller.assertionOf(SHOP, changes));
      expect(refused.status).toBe(400);
      expect(await refused.json()).toEqual({
        error: 'invalid_grant',
        error_description: expect.any(String),
      });
    }
    const forged = `${caller.assertionOf(SHOP).split('.').slice(0, 2).join('.')}.AAAA`;
    expect((await caller.exchange(forged)).status).toBe(400);
    expect((await caller.exchange('')).status).toBe(400);
  });

  it.each([
    ['instances', 'gcp.instance'],
    ['disks', 'gcp.disk'],
    ['subnetworks', 'gcp.subnetwork'],
    ['addresses', 'gcp.address'],
    ['routers', 'gcp.router'],
    ['forwardingRules', 'gcp.forwarding-rule'],
  ])('lists exactly the %s of the estate over all scopes', async (key, kind) => {
    const names: string[] = [];
    for (let token = ''; ;) {
      const page = await list(compute(`aggregated/${key}?maxResults=7&pageToken=${token}`));
      for (const scoped of Object.values(page.items as Record<string, Scoped>)) {
        const items = scoped[key];
        if (Array.isArray(items)) names.push(...items.map(({ name }) => name));
        else expect(scoped['warning']).toMatchObject({ code: 'NO_RESULTS_ON_PAGE' });
      }
      if (page.nextPageToken === undefined) break;
      token = page.nextPageToken;
    }
    const expected = [...expectedResources(emulator.estate, SHOP.account)].filter(
      (each) => each.kind === kind,
    );
    expect(expected.length).toBeGreaterThan(7);
    expect(names.sort()).toEqual(expected.map(({ name }) => name).sort());
  });

  it('has disks on the instances that have them, in the same zone', async () => {
    type Item = { selfLink: string; users?: string[]; disks?: { source: string }[] };
    const readAll = async (key: string): Promise<Item[]> =>
      Object.values(
        (await list(compute(`aggregated/${key}`))).items as Record<string, object>,
      ).flatMap((scoped) => (scoped as Record<string, Item[] | undefined>)[key] ?? []);
    const instances = await readAll('instances');
    const attached = new Map<string, string[]>();
    for (const disk of await readAll('disks')) {
      for (const user of disk.users ?? []) {
        attached.set(user, [...(attached.get(user) ?? []), disk.selfLink]);
      }
    }
    for (const { selfLink, disks } of instances) {
      expect(disks?.map(({ source }) => source).sort()).toEqual(attached.get(selfLink)?.sort());
    }
    emulator.mutate({
      op: 'remove',
      account: SHOP.account,
      kind: 'gcp.instance',
      ids: [instances[0]?.selfLink.split('/').pop() ?? ''],
    });
    const users = (await readAll('disks')).flatMap((disk) => disk.users ?? []);
    expect(users).not.toContain(instances[0]?.selfLink);
  });

  it('refuses pages that are too large, and tokens that it did not give', async () => {
    expect(await reasonOf(await get(compute('global/networks?maxResults=501')))).toEqual([
      400,
      'invalid',
    ]);
    expect(await reasonOf(await get(compute('global/networks?pageToken=x')))).toEqual([
      400,
      'invalid',
    ]);
    expect((await get(`/storage/v1/b?project=${SHOP.account}&maxResults=5000`)).status).toBe(200);
  });

  it('refuses who it does not know, and what may not be read', async () => {
    expect(await reasonOf(await get(compute('global/networks'), 'x'))).toEqual([401, 'authError']);
    expect(await reasonOf(await get(compute('global/networks', 'small-project')))).toEqual([
      403,
      'forbidden',
    ]);
    const small = await tokenOf(SMALL);
    const disks = compute('aggregated/disks', SMALL.account);
    expect(await reasonOf(await get(disks, small))).toEqual([403, 'forbidden']);
    const disabled = await get(`/sql/v1/projects/${SMALL.account}/instances`, small);
    expect(await disabled.json()).toMatchObject({
      error: {
        errors: [{ reason: 'accessNotConfigured' }],
        details: [{ reason: 'SERVICE_DISABLED', metadata: { service: 'sqladmin.googleapis.com' } }],
      },
    });
  });

  it('leaves out zones that do not answer, and says so', async () => {
    const page = await list(compute('aggregated/instances', SMALL.account), await tokenOf(SMALL));
    expect(page.unreachables).toEqual(['zones/europe-west1-b']);
    expect(page.items).toMatchObject({
      'zones/europe-west1-b': { warning: { code: 'UNREACHABLE' } },
    });
  });

  it('limits requests a minute', async () => {
    const small = await tokenOf(SMALL);
    clock = new Date(clock.getTime() + 60_000);
    const answers: Response[] = [];
    for (let nth = 1; nth <= 5; nth += 1) {
      answers.push(await get(compute('global/networks', SMALL.account), small));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 403]);
    expect(await reasonOf(answers[4] as Response)).toEqual([403, 'rateLimitExceeded']);
    clock = new Date(clock.getTime() + 60_000);
    expect((await get(compute('global/networks', SMALL.account), small)).status).toBe(200);
  });

  it('lets tokens end', async () => {
    const token = await tokenOf(SHOP);
    expect((await get(compute('global/networks'), token)).status).toBe(200);
    emulator.expireSessions();
    const refused = await get(compute('global/networks'), token);
    expect(await refused.json()).toMatchObject({
      error: { code: 401, details: [{ reason: 'ACCESS_TOKEN_EXPIRED' }] },
    });
    shop = await tokenOf(SHOP);
  });
});
