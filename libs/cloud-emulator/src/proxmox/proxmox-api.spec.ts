import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator, EstateSpec } from '../index';
import { expectedResources, startEmulator } from '../index';
import { differences } from '../testing/openapi-schema';
import type { Schema } from '../testing/openapi-schema';
import type { ProxmoxQemu } from './qemu.item';

const LOGIN = { tokenId: 'skyledger@pve!test', tokenSecret: 'example-secret-that-opens-nothing' };
const SPEC: EstateSpec = {
  seed: 11,
  aws: [],
  hetzner: [],
  proxmox: [
    {
      account: 'shop',
      ...LOGIN,
      counts: { nodes: 3, qemu: 40, lxc: 20, vnets: 2, storages: 4 },
    },
    {
      account: 'narrow',
      ...LOGIN,
      tokenSecret: 'narrow',
      clusterName: null,
      counts: { qemu: 2 },
      privileges: ['VM.Audit'],
      deniedPaths: ['/api2/json/version'],
    },
  ],
};

const OFFICIAL = join(
  process.env['SKYLEDGER_SPECS_DIR'] ?? join(__dirname, '../../../../../shared/specs'),
  'proxmox/pve-api.openapi.json',
);

type Entry = Readonly<Record<string, unknown>>;

describe('the emulated Proxmox VE', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
  });
  afterAll(() => emulator.close());

  const get = (path: string, secret: string = LOGIN.tokenSecret): Promise<Response> =>
    fetch(`${emulator.endpoints.proxmox}/api2/json${path}`, {
      headers: { authorization: `PVEAPIToken=${LOGIN.tokenId}=${secret}` },
    });
  const data = async <T = Entry[]>(path: string, secret?: string): Promise<T> =>
    ((await (await get(path, secret)).json()) as { data: T }).data;
  const machines = (): ProxmoxQemu[] =>
    [...emulator.estate.shelves({ account: 'shop', kind: 'proxmox.qemu' })].flatMap(
      (shelf) => [...shelf.items.all()] as ProxmoxQemu[],
    );
  const machineWith = (fits: (machine: ProxmoxQemu) => boolean): ProxmoxQemu => {
    const found = machines().find(fits);
    if (!found) throw new Error('the estate has no such machine');
    return found;
  };

  it('lists exactly the guests, nodes and storages of the estate', async () => {
    const ids = (kind: string): string[] =>
      [...expectedResources(emulator.estate, 'shop')]
        .filter((each) => each.kind === kind)
        .map((each) => each.id);
    const listed = await data('/cluster/resources');
    const of = (type: string, key: string): string[] => [
      ...new Set(listed.filter((each) => each['type'] === type).map((each) => String(each[key]))),
    ];
    expect(of('qemu', 'vmid')).toEqual(ids('proxmox.qemu'));
    expect(of('lxc', 'vmid')).toEqual(ids('proxmox.lxc'));
    expect(of('node', 'node')).toEqual(ids('proxmox.node'));
    expect(of('storage', 'storage')).toEqual(ids('proxmox.storage'));
    // Each node tells of every storage.
    expect(listed.filter((each) => each['type'] === 'storage')).toHaveLength(12);
    expect(await data('/cluster/resources?type=vm')).toHaveLength(60);
  });

  it('has guests of every kind that a cluster may have', () => {
    const all = machines();
    for (const agent of ['answers', 'silent', 'absent'] as const) {
      expect(all.some((each) => each.agent === agent)).toBe(true);
    }
    expect(all.some((each) => each.template)).toBe(true);
    expect(all.some((each) => each.status === 'paused')).toBe(true);
    expect(all.some((each) => each.status === 'stopped' && !each.template)).toBe(true);
    expect(all.some((each) => each.publicIp !== null)).toBe(true);
    expect(all.some((each) => each.nics.some((nic) => !nic.filtered))).toBe(true);
    const rules = all.flatMap((each) => each.firewall.rules);
    expect(rules.some((rule) => rule.macro === 'SSH' && rule.source === undefined)).toBe(true);
  });

  it('finds a guest on its own node only', async () => {
    const machine = machineWith((each) => each.node === 'pve1');
    expect(await data<Entry>(`/nodes/pve1/qemu/${machine.id}/config`)).toMatchObject({
      name: machine.name,
    });
    const refused = await get(`/nodes/pve2/qemu/${machine.id}/config`);
    expect(refused.status).toBe(500);
    expect(await refused.json()).toEqual({
      data: null,
      message: `Configuration file 'nodes/pve2/qemu-server/${machine.id}.conf' does not exist\n`,
    });
  });

  it('lets an agent answer, be silent or be absent', async () => {
    const ask = (machine: ProxmoxQemu): Promise<Response> =>
      get(`/nodes/${machine.node}/qemu/${machine.id}/agent/network-get-interfaces`);
    const running = (agent: ProxmoxQemu['agent']): ProxmoxQemu =>
      machineWith((each) => each.agent === agent && each.status === 'running');
    const machine = running('answers');
    const answer = await ask(machine);
    expect(await answer.text()).toContain(machine.privateIp);
    expect((await ask(running('silent'))).status).toBe(500);
    expect((await ask(running('absent'))).status).toBe(500);
  });

  it('cannot reach a node that is down, and knows little of what is on it', async () => {
    const own = await startEmulator({ estate: SPEC });
    const ids = ['pve3'];
    own.mutate({
      op: 'change',
      account: 'shop',
      kind: 'proxmox.node',
      ids,
      patch: { online: false },
    });
    const ask = async (path: string): Promise<Response> =>
      fetch(`${own.endpoints.proxmox}/api2/json${path}`, {
        headers: { authorization: `PVEAPIToken=${LOGIN.tokenId}=${LOGIN.tokenSecret}` },
      });
    expect((await ask('/nodes/pve3/status')).status).toBe(595);
    expect((await ask('/nodes/pve2/status')).status).toBe(200);
    const { data: listed } = (await (await ask('/cluster/resources')).json()) as { data: Entry[] };
    const there = listed.filter((each) => each['node'] === 'pve3');
    expect(there.length).toBeGreaterThan(5);
    expect(there.filter((each) => each['type'] === 'qemu' && each['status'] !== 'unknown')).toEqual(
      [],
    );
    expect(there.find((each) => each['type'] === 'node')?.['status']).toBe('offline');
    await own.close();
  });

  it('moves the guests of a node that is taken away', async () => {
    const own = await startEmulator({ estate: SPEC });
    own.mutate({ op: 'remove', account: 'shop', kind: 'proxmox.node', ids: ['pve2'] });
    const { data: listed } = (await (
      await fetch(`${own.endpoints.proxmox}/api2/json/cluster/resources?type=vm`, {
        headers: { authorization: `PVEAPIToken=${LOGIN.tokenId}=${LOGIN.tokenSecret}` },
      })
    ).json()) as { data: Entry[] };
    expect(listed).toHaveLength(60);
    expect(new Set(listed.map((each) => each['node']))).toEqual(new Set(['pve1', 'pve3']));
    await own.close();
  });

  it('leaves out silently what the token may not audit, and refuses the rest', async () => {
    const listed = await data('/cluster/resources', 'narrow');
    expect(new Set(listed.map((each) => each['type']))).toEqual(new Set(['qemu', 'node']));
    expect(listed.find((each) => each['type'] === 'node')).not.toHaveProperty('maxcpu');
    expect(await data('/cluster/sdn/vnets', 'narrow')).toEqual([]);
    expect((await get('/cluster/status', 'narrow')).status).toBe(403);
    expect((await get('/version', 'narrow')).status).toBe(403);
    expect(await data<Entry>('/access/permissions', 'narrow')).toMatchObject({
      '/': { 'VM.Audit': 1 },
    });
  });

  it('refuses unknown tokens and everything that is not there', async () => {
    expect((await get('/version', 'wrong')).status).toBe(401);
    expect((await get('/nothing')).status).toBe(501);
    expect((await get('/nodes/pve9/status')).status).toBe(500);
  });

  (existsSync(OFFICIAL) ? describe : describe.skip)('against the derived description', () => {
    const schemas = new Map<string, Schema>();

    beforeAll(() => {
      type Answers = { '200': { content: { 'application/json': { schema: Schema } } } };
      const { paths } = JSON.parse(readFileSync(OFFICIAL, 'utf8')) as {
        paths: Record<string, { get: { responses: Answers } }>;
      };
      for (const [path, { get: operation }] of Object.entries(paths)) {
        schemas.set(path, operation.responses['200'].content['application/json'].schema);
      }
    });

    /** The description says of itself that it does not list all that is sent. */
    const breaches = (template: string, body: unknown): string[] =>
      differences(schemas.get(template) ?? {}, body).filter(
        (each) => !each.endsWith(': is unknown'),
      );

    it.each([
      '/version',
      '/nodes',
      '/cluster/resources',
      '/cluster/status',
      '/cluster/firewall/options',
      '/cluster/firewall/rules',
      '/cluster/firewall/groups',
      '/cluster/firewall/ipset',
      '/cluster/firewall/aliases',
      '/cluster/sdn/zones',
      '/cluster/sdn/vnets',
      '/access/permissions',
      '/access/users',
      '/access/users?full=1',
    ])('answers %s as described', async (path) => {
      const template = path.replace(/\?.*/, '');
      expect(schemas.get(template)?.properties).toBeDefined();
      expect(breaches(template, await (await get(path)).json())).toEqual([]);
    });

    it.each([
      ['/nodes/{node}/status', '/nodes/pve1/status'],
      ['/nodes/{node}/network', '/nodes/pve1/network'],
      ['/nodes/{node}/firewall/options', '/nodes/pve1/firewall/options'],
      ['/nodes/{node}/firewall/rules', '/nodes/pve1/firewall/rules'],
      ['/cluster/firewall/groups/{group}', '/cluster/firewall/groups/web'],
      ['/cluster/firewall/ipset/{name}', '/cluster/firewall/ipset/office'],
      ['/nodes/{node}/qemu/{vmid}/snapshot', '/nodes/pve1/qemu/100/snapshot'],
      ['/nodes/{node}/qemu/{vmid}/firewall/rules', '/nodes/pve1/qemu/100/firewall/rules'],
      ['/nodes/{node}/qemu/{vmid}/firewall/options', '/nodes/pve1/qemu/100/firewall/options'],
      ['/nodes/{node}/lxc/{vmid}/snapshot', '/nodes/pve1/lxc/101/snapshot'],
      ['/nodes/{node}/lxc/{vmid}/interfaces', '/nodes/pve1/lxc/101/interfaces'],
      ['/nodes/{node}/lxc/{vmid}/config', '/nodes/pve1/lxc/101/config'],
    ])('answers %s as described', async (template, path) => {
      expect(schemas.get(template)?.properties).toBeDefined();
      expect(breaches(template, await (await get(path)).json())).toEqual([]);
    });

    it('answers the configuration of machines as described, apart from numbers in text', async () => {
      const template = '/nodes/{node}/qemu/{vmid}/config';
      for (const machine of machines()) {
        const body = await (await get(`/nodes/${machine.node}/qemu/${machine.id}/config`)).json();
        const found = breaches(template, body).filter(
          (each) => !/\.(cores|sockets|memory): is no/.test(each),
        );
        expect(found).toEqual([]);
      }
    });
  });
});
