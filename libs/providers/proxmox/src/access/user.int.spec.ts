import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { proxmox } from '../provider';
import { ACCOUNT, BLIND, passOf, ProxmoxEstate, rowsOf, SECRET } from '../testing/proxmox-estate';

interface EmulatedUser {
  readonly id: string;
  readonly keys: string;
  readonly secondFactor: 'none' | 'totp' | 'switched-off';
}

let estate: ProxmoxEstate;

beforeEach(async () => {
  estate = await ProxmoxEstate.start();
});

afterEach(() => estate.close());

const emulated = (): EmulatedUser[] =>
  [...estate.emulator.estate.shelves({ account: ACCOUNT, kind: 'proxmox.user' })].flatMap(
    (shelf) => [...shelf.items.all()] as unknown as EmulatedUser[],
  );

async function secondFactors(): Promise<ReadonlyMap<string, boolean | null>> {
  const { resources } = await collectPass(passOf('access.users'), await estate.connect());
  const users = resources.filter(
    (each): each is DiscoveredResource<'identity'> => each.resourceType === 'identity',
  );
  return new Map(users.map((user) => [user.name ?? '', user.attributes.mfaEnabled]));
}

describe('users of Proxmox VE', () => {
  it('have a second factor where one is switched on or the realm asks for a key', async () => {
    const told = await secondFactors();
    const users = emulated();
    expect(users.map((user) => user.secondFactor)).toEqual(
      expect.arrayContaining(['none', 'totp', 'switched-off']),
    );
    expect(told).toEqual(
      new Map(users.map((user) => [user.id, user.secondFactor === 'totp' || user.keys !== ''])),
    );
  });

  it('are told without that when second factors may not be read', async () => {
    estate.strike({ type: 'deny' }, { action: '/api2/json/access/tfa' });
    const told = await secondFactors();
    expect(told).toEqual(
      new Map(emulated().map((user) => [user.id, user.keys === '' ? null : true])),
    );
  });

  it('keep their keys to themselves', async () => {
    const keys = emulated().flatMap((user) => (user.keys === '' ? [] : [user.keys]));
    expect(keys.length).toBeGreaterThan(0);
    const canaries = [SECRET, ...keys];
    const client = await estate.connect();
    await expectPassConforms(proxmox, passOf('access.users'), client, { canaries });
  });

  it.each(['access.users', 'access.groups', 'access.roles', 'access.acls'])(
    '%s does not take a short list for the truth when the token may not audit',
    async (id) => {
      const outcome = collectPass(passOf(id), await estate.connect(BLIND.tokenSecret));
      await expect(outcome).rejects.toMatchObject({
        fault: { kind: 'denied', code: 'MissingPrivilege' },
      });
    },
  );

  it.each(['access.users', 'backup.jobs'])('%s is whole though a node is down', async (id) => {
    const whole = await collectPass(passOf(id), await estate.connect());
    estate.takeDown('pve2');
    const { resources, warnings } = await collectPass(passOf(id), await estate.connect());
    expect(warnings).toEqual([]);
    expect(rowsOf(resources)).toEqual(rowsOf(whole.resources));
  });

  it.each([
    ['access.users', '/api2/json/access/users', 'userid'],
    ['backup.jobs', '/api2/json/cluster/backup', 'id'],
    ['access.groups', '/api2/json/access/groups', 'groupid'],
    ['access.roles', '/api2/json/access/roles', 'roleid'],
    ['access.acls', '/api2/json/access/acl', 'ugid'],
  ])('%s warns of what comes without an id', async (id, action, field) => {
    estate.strike({ type: 'null-fields', fields: [field] }, { action });
    const { resources, warnings } = await collectPass(passOf(id), await estate.connect());
    expect(resources).toEqual([]);
    expect(new Set(warnings.map((warning) => warning.code))).toEqual(
      new Set(['unidentified_items']),
    );
  });
});
