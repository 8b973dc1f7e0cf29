import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import { allowsAnyone, type DiscoveredResource } from '@skyledger/resource-model';
import { proxmox } from './provider';
import {
  ACCOUNT,
  ALONE,
  collectAll,
  NARROW,
  OPEN,
  passOf,
  ProxmoxEstate,
  rowsOf,
  SECRET,
} from './testing/proxmox-estate';

let estate: ProxmoxEstate;

beforeEach(async () => {
  estate = await ProxmoxEstate.start();
});

afterEach(() => estate.close());

describe('Proxmox VE against an estate', () => {
  it.each([
    [ACCOUNT, SECRET],
    [ALONE.account, ALONE.tokenSecret],
    [OPEN.account, OPEN.tokenSecret],
  ])('tells exactly what is in %s', async (account, secret) => {
    const collected = await collectAll(await estate.connect(secret));
    const resources = collected.flatMap((each) => each.resources);
    expect(rowsOf(resources)).toEqual(estate.expectedRows(account));
    expect(collected.flatMap((each) => each.warnings)).toEqual([]);
  });

  it.each(proxmox.passes.map((pass) => pass.id))('%s yields what it declares', async (id) => {
    const { resources } = await expectPassConforms(proxmox, passOf(id), await estate.connect(), {
      canaries: [SECRET],
    });
    expect(resources.length).toBeGreaterThan(0);
  });

  it('reads guests page by page', async () => {
    const { pages } = await collectPass(passOf('guest.machines'), await estate.connect());
    expect(pages.map((page) => page.cursor)).toEqual(['148', '198', null]);
  });

  it('relates everything by ids that exist', async () => {
    const collected = await collectAll(await estate.connect());
    const resources = collected.flatMap((each) => each.resources);
    const ids = new Set(resources.map((resource) => resource.resourceId));
    const relationships = resources.flatMap((resource) => resource.relationships);
    const kinds = new Set(relationships.map((relationship) => relationship.kind));
    expect([...kinds].sort()).toEqual(['attached_to', 'protected_by', 'runs_in', 'targets']);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
    const vnets = relationships.filter(({ resourceId }) => resourceId.startsWith('vnet/'));
    expect(vnets.length).toBeGreaterThan(3);
  });

  it('tells the addresses that agents tell, and not those of bridges inside of guests', async () => {
    const { resources } = await collectPass(passOf('guest.machines'), await estate.connect());
    const all = resources.flatMap((each) => [...each.privateIps, ...each.publicIps]);
    expect(all).not.toContain('172.17.0.1');
    expect(resources.some((each) => each.isPublic === true)).toBe(true);
    const guests = [...estate.emulator.estate.shelves({ account: ACCOUNT, kind: 'proxmox.qemu' })]
      .flatMap((shelf) => [...shelf.items.all()])
      .map((item) => item as unknown as Record<string, unknown>)
      .filter((item) => item['agent'] === 'answers' && item['status'] === 'running');
    expect(guests.length).toBeGreaterThan(10);
    for (const guest of guests) {
      const found = resources.find((each) => each.resourceId === `qemu/${String(guest['id'])}`);
      expect(found?.privateIps).toEqual([guest['privateIp']]);
      expect(found?.publicIps).toEqual(guest['publicIp'] === null ? [] : [guest['publicIp']]);
    }
  });

  it('resolves groups, sets, aliases and macros', async () => {
    const client = await estate.connect();
    const { resources } = await collectPass(passOf('firewall.guests'), client);
    const hosts = await collectPass(passOf('firewall.hosts'), client);
    const rules = [...resources, ...hosts.resources].flatMap(
      (each) => (each as DiscoveredResource<'firewall'>).attributes.rules,
    );
    expect(rules.flatMap((rule) => rule.peers)).toEqual([]);
    const office = rules.find((rule) => rule.cidrs.includes('198.51.100.0/24'));
    expect(office?.cidrs).toEqual(['198.51.100.0/24', '203.0.113.7/32', '10.99.0.0/16']);
    expect(rules.some((rule) => rule.cidrs.includes('10.40.7.7/32'))).toBe(true);
    expect(rules.some((rule) => rule.cidrs.includes('2001:db8:bad::/48'))).toBe(true);
    expect(rules.some((rule) => rule.fromPort === 8443)).toBe(true);
    expect(rules.some((rule) => rule.protocol.startsWith('macro:'))).toBe(false);
  });

  it('tells every firewall of a datacenter that is switched off as open', async () => {
    const client = await estate.connect(OPEN.tokenSecret);
    const { resources } = await collectPass(passOf('firewall.guests'), client);
    const hosts = await collectPass(passOf('firewall.hosts'), client);
    const firewalls = [...resources, ...hosts.resources] as DiscoveredResource<'firewall'>[];
    expect(firewalls.length).toBeGreaterThan(5);
    for (const firewall of firewalls) {
      expect(firewall.state).toBe('stopped');
      expect(firewall.attributes.rules.some(allowsAnyone)).toBe(true);
    }
    const machines = await collectPass(passOf('guest.machines'), client);
    const protectors = machines.resources
      .flatMap((each) => each.relationships)
      .filter((each) => each.kind === 'protected_by');
    expect(protectors).toEqual([]);
  });

  it('reads what is the same for all guests once', async () => {
    await collectAll(await estate.connect());
    const times = (operation: string): number =>
      estate.gate.operations.filter((each) => each === operation).length;
    expect(times('GET /access/permissions')).toBe(1);
    expect(times('GET /cluster/firewall/rules')).toBe(1);
    expect(times('GET /nodes/{node}/network')).toBe(3);
  });
});

describe('Proxmox VE identity', () => {
  it('is the authority of the cluster, whichever token and node tell it', async () => {
    const identity = await proxmox.identify(await estate.connect());
    expect(identity).toEqual({
      nativeAccountId: expect.stringMatching(/^ca-[0-9a-f]{32}$/),
      displayName: ACCOUNT,
      missingPermissions: [],
      credentials: { issuedAt: null, expiresAt: null, writePermissions: [] },
    });
    estate.takeDown('pve1');
    expect(await proxmox.identify(await estate.connect())).toEqual(identity);
    const other = await proxmox.identify(await estate.connect(OPEN.tokenSecret));
    expect(other.nativeAccountId).not.toBe(identity.nativeAccountId);
  });

  it('is named after the node that is on its own', async () => {
    expect((await proxmox.identify(await estate.connect(ALONE.tokenSecret))).displayName).toBe(
      'pve1',
    );
  });

  it('tells when the token ends and what it may change', async () => {
    const { credentials } = await proxmox.identify(await estate.connect(OPEN.tokenSecret));
    expect(credentials).toEqual({
      issuedAt: null,
      expiresAt: '2036-01-01T00:00:00.000Z',
      writePermissions: ['Sys.Modify', 'VM.PowerMgmt'],
    });
  });

  it('does without the end of a token that may not look at itself', async () => {
    const path = '/api2/json/access/users/:userid/token/:tokenid';
    estate.emulator.faults.add({ match: { action: path }, effect: { type: 'deny' } });
    const { credentials } = await proxmox.identify(await estate.connect(OPEN.tokenSecret));
    expect(credentials?.expiresAt).toBeNull();
  });

  it('says what a token is missing', async () => {
    const { missingPermissions } = await proxmox.identify(await estate.connect(NARROW.tokenSecret));
    expect(missingPermissions).toEqual([
      'VM.Audit',
      'VM.GuestAgent.Audit',
      'Datastore.Audit',
      'SDN.Audit',
    ]);
  });

  it('refuses an unknown token without repeating it', async () => {
    const outcome = proxmox.identify(await estate.connect('canary-token'));
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated' } });
    await expect(outcome).rejects.not.toThrow('canary-token');
  });

  it('never connects to an address of this machine that a user gave', async () => {
    const url = `http://127.0.0.1:${estate.emulator.port}`;
    const client = await estate.connect(SECRET, url);
    await expect(proxmox.identify(client)).rejects.toMatchObject({
      fault: { kind: 'unauthenticated', code: 'ADDRESS_REFUSED' },
    });
    expect(estate.emulator.stats.count()).toBe(0);
  });
});
