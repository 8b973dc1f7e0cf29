import { expectedResources, startEmulator, type Emulator, type EstateSpec } from '../index';

const OPENSTACK = {
  username: 'user-1',
  password: 'user-password',
  keyId: 'key-1',
  keySecret: 'key-secret',
};
const SPEC: EstateSpec = {
  seed: 5,
  aws: [],
  hetzner: [],
  ovh: [
    { account: 'shop-ovh', openStack: OPENSTACK, counts: { instances: 30, securityGroups: 18 } },
    { account: 'closed-ovh', counts: { securityGroups: 5 } },
  ],
};

interface Token {
  readonly project: { readonly id: string };
  readonly catalog: readonly {
    readonly type: string;
    readonly endpoints: readonly {
      readonly interface: string;
      readonly region_id: string;
      readonly url: string;
    }[];
  }[];
}

describe('OpenStack of the emulated OVHcloud', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.close());

  const login = (identity: object, scope?: object): Promise<Response> =>
    fetch(`${emulator.endpoints.ovh}/openstack/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ auth: { identity, ...(scope && { scope }) } }),
    });
  const byKey = (secret = OPENSTACK.keySecret): Promise<Response> =>
    login({
      methods: ['application_credential'],
      application_credential: { id: OPENSTACK.keyId, secret },
    });
  const byUser = (project: string, password = OPENSTACK.password): Promise<Response> =>
    login(
      {
        methods: ['password'],
        password: { user: { name: OPENSTACK.username, domain: { name: 'Default' }, password } },
      },
      { project: { id: project } },
    );
  const open = async (): Promise<{ token: Token; headers: Record<string, string> }> => {
    const response = await byKey();
    const { token } = (await response.json()) as { token: Token };
    return { token, headers: { 'x-auth-token': response.headers.get('x-subject-token') ?? '' } };
  };
  /** Reads a list of every region of the catalogue by pages. */
  const everywhere = async (
    path: string,
    key: string,
    query = '',
  ): Promise<Record<string, unknown>[]> => {
    const { token, headers } = await open();
    const found: Record<string, unknown>[] = [];
    for (const { url } of token.catalog.find(({ type }) => type === 'network')?.endpoints ?? []) {
      let marker = '';
      do {
        const page = await fetch(`${url}v2.0/${path}?limit=3${marker}${query}`, { headers });
        const body = (await page.json()) as Record<string, Record<string, unknown>[]>;
        const items = body[key] ?? [];
        found.push(...items);
        const next = body[`${key}_links`]?.some(({ rel }) => rel === 'next');
        marker = next ? `&marker=${String(items.at(-1)?.['id'])}` : '';
      } while (marker !== '');
    }
    return found;
  };
  const expectedOf = (account: string, kind: string): string[] =>
    [...expectedResources(emulator.estate, account)]
      .filter((each) => each.kind === kind && each.rows.length > 0)
      .map(({ id }) => id)
      .sort();

  it('gives a user of the project a token as it gives one to its key', async () => {
    const response = await byKey();
    expect(response.status).toBe(201);
    expect(response.headers.get('x-subject-token')).toMatch(/^EXAMPLE/);
    const { token } = (await response.json()) as { token: Token };
    expect((await byUser(token.project.id)).status).toBe(201);
    const [endpoint] = token.catalog.find(({ type }) => type === 'network')?.endpoints ?? [];
    expect(endpoint).toMatchObject({ interface: 'public', region_id: 'DE1' });
  });

  it.each([
    ['another secret', () => byKey('wrong')],
    ['another password', async () => byUser((await open()).token.project.id, 'wrong')],
    ['another project', () => byUser('f'.repeat(32))],
  ])('refuses %s', async (_what, ask) => {
    const response = await ask();
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 401, title: 'Unauthorized' } });
  });

  it('lists the groups of all regions, of which each has one that is the default', async () => {
    const groups = await everywhere('security-groups', 'security_groups');
    expect(groups.map(({ id }) => id).sort()).toEqual(expectedOf('shop-ovh', 'ovh.security-group'));
    const { token } = await open();
    const regions = token.catalog.flatMap(({ endpoints }) => endpoints);
    expect(groups.filter(({ name }) => name === 'default')).toHaveLength(regions.length);
    for (const { id, security_group_rules: rules } of groups) {
      const owners = (rules as Record<string, unknown>[]).map((rule) => rule['security_group_id']);
      expect(new Set(owners)).toEqual(new Set([id]));
    }
  });

  it('lists a port of each instance, in groups that exist, with the fields that are wanted', async () => {
    const fields = '&fields=id&fields=device_id&fields=device_owner&fields=security_groups';
    const ports = await everywhere('ports', 'ports', fields);
    const ofMachines = ports.filter(({ device_owner: owner }) => owner === 'compute:nova');
    expect(ofMachines.map((port) => port['device_id']).sort()).toEqual(
      expectedOf('shop-ovh', 'ovh.instance'),
    );
    const known = new Set<unknown>(expectedOf('shop-ovh', 'ovh.security-group'));
    const named = ports.flatMap((port) => port['security_groups'] as string[]);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    const [narrow] = await everywhere('ports', 'ports', '&fields=id');
    expect(Object.keys(narrow ?? {})).toEqual(['id']);
  });

  it('expects nobody to see groups without credentials of OpenStack', () => {
    expect(expectedOf('closed-ovh', 'ovh.security-group')).toEqual([]);
  });

  it('says in the words of Neutron what is refused, and what is not there', async () => {
    const { token, headers } = await open();
    const url = token.catalog.flatMap(({ endpoints }) => endpoints)[0]?.url ?? '';
    const ask = (address: string, sent = headers): Promise<Response> =>
      fetch(address, { headers: sent });
    expect((await ask(`${url}v2.0/ports`, {})).status).toBe(401);
    expect((await ask(url.replace('DE1', 'MOON1').concat('v2.0/ports'))).status).toBe(404);
    emulator.faults.add({ match: { account: 'shop-ovh' }, effect: { type: 'deny' } });
    const denied = await ask(`${url}v2.0/ports`);
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({ NeutronError: { type: 'PolicyNotAuthorized' } });
  });

  it('keeps the default groups when groups are removed', async () => {
    emulator.mutate({ op: 'remove', kind: 'ovh.security-group', account: 'shop-ovh', share: 1 });
    const groups = await everywhere('security-groups', 'security_groups');
    expect(new Set(groups.map(({ name }) => name))).toEqual(new Set(['default']));
  });
});
