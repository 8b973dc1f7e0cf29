import type { FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass, createRequestGate, expectPassConforms } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { proxmox } from './provider';
import { ACCOUNT, NARROW, passOf, ProxmoxEstate, rowsOf, SECRET } from './testing/proxmox-estate';

let estate: ProxmoxEstate;

beforeEach(async () => {
  estate = await ProxmoxEstate.start();
});

afterEach(() => estate.close());

const API = '/api2/json';
const RESOURCES = `${API}/cluster/resources`;

describe('Proxmox VE under faults', () => {
  it.each(['guest.machines', 'guest.snapshots', 'storage.storages', 'network.vnets'])(
    '%s does not take an empty list for the truth when the token may not audit',
    async (id) => {
      const outcome = collectPass(passOf(id), await estate.connect(NARROW.tokenSecret));
      await expect(outcome).rejects.toMatchObject({
        fault: { kind: 'denied', code: 'MissingPrivilege' },
      });
    },
  );

  it.each([
    'cluster.nodes',
    'guest.machines',
    'guest.containers',
    'guest.snapshots',
    'storage.storages',
    'network.bridges',
    'firewall.hosts',
    'firewall.guests',
  ])('%s warns of a node that is down, and tells the rest', async (id) => {
    const whole = await collectPass(passOf(id), await estate.connect());
    estate.takeDown('pve3');
    const { resources, warnings } = await expectPassConforms(
      proxmox,
      passOf(id),
      await estate.connect(),
    );
    expect(warnings).toEqual([
      { code: 'node_unreachable', message: 'node pve3 is down or cannot be reached' },
    ]);
    const shared =
      id === 'cluster.nodes' ? [] : whole.resources.filter((each) => each.zone === 'pve3');
    const left = whole.resources.filter((each) => !shared.includes(each));
    expect(shared.length).toBeGreaterThan(id === 'cluster.nodes' ? -1 : 0);
    expect(rowsOf(resources)).toEqual(rowsOf(left));
  });

  it('tells a node that is down as stopped', async () => {
    estate.takeDown('pve2');
    const { resources } = await collectPass(passOf('cluster.nodes'), await estate.connect());
    expect(resources.find((each) => each.resourceId === 'node/pve2')).toMatchObject({
      state: 'stopped',
      nativeState: 'offline',
    });
  });

  it('warns of a node that goes down while it is read', async () => {
    const client = await estate.connect();
    const warnings: string[] = [];
    const found: DiscoveredResource[] = [];
    const { signal } = new AbortController();
    const context = { client, region: 'global', cursor: null, signal };
    for await (const page of passOf('guest.snapshots').collect(context)) {
      warnings.push(...(page.warnings ?? []).map((warning) => warning.code));
      found.push(...page.resources);
      if (page.cursor === '124') estate.takeDown('pve2');
    }
    expect(warnings).toEqual(['node_unreachable']);
    expect(found.length).toBeGreaterThan(0);
  });

  it('leaves out guests that go while they are listed, and follows those that move', async () => {
    const client = await estate.connect();
    const { signal } = new AbortController();
    const context = { client, region: 'global', cursor: null, signal };
    const found: DiscoveredResource[] = [];
    const shared = { account: ACCOUNT, kind: 'proxmox.qemu' } as const;
    for await (const page of passOf('guest.machines').collect(context)) {
      expect(page.warnings).toEqual([]);
      found.push(...page.resources);
      if (page.cursor !== '148') continue;
      estate.emulator.mutate({ ...shared, op: 'remove', ids: ['160', '170'] });
      estate.emulator.mutate({ ...shared, op: 'change', ids: ['182'], patch: { node: 'pve1' } });
    }
    const machines = estate.expectedRows().filter((row) => /^(vm|image) /.test(row));
    const guests = found.filter((each) => each.resourceType !== 'volume');
    expect(rowsOf(guests)).toEqual(machines);
    expect(guests.find((each) => each.resourceId === 'qemu/182')?.zone).toBe('pve1');
  });

  it('reads a guest again that could not be read the first time', async () => {
    const action = `${API}/nodes/:node/lxc/:vmid/config`;
    estate.strike({ type: 'status', status: 500 }, { action, nth: 3 });
    const { resources, warnings } = await collectPass(
      passOf('guest.containers'),
      await estate.connect(),
    );
    const containers = estate.expectedRows().filter((row) => row.startsWith('container '));
    const found = resources.filter((each) => each.resourceType === 'container');
    expect(rowsOf(found)).toEqual(containers);
    expect(warnings).toEqual([]);
  });

  it('does not take a guest that cannot be read for one that is gone', async () => {
    estate.strike(
      { type: 'status', status: 500 },
      { action: `${API}/nodes/:node/lxc/:vmid/config` },
    );
    const outcome = collectPass(passOf('guest.containers'), await estate.connect());
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'HTTP 403' }],
    [
      'throttling by a proxy',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['an ended token', { type: 'expire-token' }, { kind: 'unauthenticated' }],
    ['a failing service', { type: 'status', status: 500 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 502 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a body without a list', { type: 'null-fields', fields: ['data'] }, { kind: 'malformed' }],
  ])('fails on %s', async (_what, effect, fault) => {
    estate.strike(effect, { action: RESOURCES });
    const outcome = collectPass(passOf('guest.machines'), await estate.connect());
    await expect(outcome).rejects.toMatchObject({ operation: 'GET /cluster/resources', fault });
  });

  it('keeps the pages before a failure', async () => {
    const action = `${API}/nodes/:node/qemu/:vmid/config`;
    estate.strike({ type: 'deny' }, { action, after: 30 });
    const pages: unknown[] = [];
    const reading = async (): Promise<void> => {
      const context = { client: await estate.connect(), region: 'global', cursor: null };
      const { signal } = new AbortController();
      for await (const page of passOf('guest.machines').collect({ ...context, signal })) {
        pages.push(page);
      }
    };
    await expect(reading()).rejects.toMatchObject({ fault: { kind: 'denied' } });
    expect(pages).toHaveLength(1);
  });

  it('asks an agent that is silent once, and repeats what may be repeated', async () => {
    const limit = { take: () => Promise.resolve(), pause: () => Promise.resolve() };
    const gate = createRequestGate({
      limitOf: () => limit,
      classify: (error) => proxmox.classifyError(error),
      signal: new AbortController().signal,
      timeoutMs: 10_000,
      maxAttempts: 3,
      baseDelayMs: 1,
      maxWaitMs: 1000,
    });
    estate.strike({ type: 'status', status: 500 }, { action: RESOURCES, times: 2 });
    const client = await estate.connect(SECRET, undefined, gate);
    await collectPass(passOf('guest.machines'), client);
    const refused = (action: string): number =>
      estate.emulator.stats.count({ action, status: 500 });
    expect(refused(RESOURCES)).toBe(2);
    const silent = [...estate.emulator.estate.shelves({ account: ACCOUNT, kind: 'proxmox.qemu' })]
      .flatMap((shelf) => [...shelf.items.all()])
      .map((item) => item as unknown as Record<string, unknown>)
      .filter((item) => item['agent'] === 'silent' && item['status'] === 'running');
    expect(silent.length).toBeGreaterThan(2);
    const action = `${API}/nodes/:node/qemu/:vmid/agent/network-get-interfaces`;
    expect(refused(action)).toBe(silent.length);
  });

  it('does without addresses when agents may not be asked', async () => {
    const action = `${API}/nodes/:node/qemu/:vmid/agent/network-get-interfaces`;
    estate.strike({ type: 'deny' }, { action });
    const { resources, warnings } = await collectPass(
      passOf('guest.machines'),
      await estate.connect(),
    );
    expect(resources.filter((each) => each.resourceType === 'vm')).toHaveLength(54);
    expect(warnings).toEqual([]);
  });

  it('warns of guests that cannot be identified', async () => {
    estate.strike({ type: 'null-fields', fields: ['vmid'] }, { action: RESOURCES });
    const { resources, warnings } = await collectPass(
      passOf('guest.machines'),
      await estate.connect(),
    );
    expect(resources).toEqual([]);
    expect(warnings.map((warning) => warning.code)).toEqual(['unidentified_items']);
  });

  it('keeps guests whose fields are missing', async () => {
    const fields = ['name', 'net0', 'memory', 'cores', 'scsi0', 'tags', 'agent', 'meta'];
    estate.strike({ type: 'null-fields', fields }, {});
    const { resources } = await expectPassConforms(
      proxmox,
      passOf('guest.machines'),
      await estate.connect(),
    );
    expect(resources.filter((each) => each.resourceType === 'vm')).toHaveLength(54);
  });

  it('tells a guest that is listed twice once, and keeps a name of 20,000 characters', async () => {
    estate.strike({ type: 'duplicate-item' }, { action: RESOURCES });
    estate.strike({ type: 'rename', name: 'x'.repeat(20_480) }, { action: RESOURCES });
    const { resources } = await expectPassConforms(
      proxmox,
      passOf('guest.machines'),
      await estate.connect(),
    );
    expect(resources.find((each) => each.resourceId === 'qemu/100')?.name).toHaveLength(20_480);
  });
});
